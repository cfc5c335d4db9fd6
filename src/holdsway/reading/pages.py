"""Web pages: the article's text without menus and sidebars, and what the page declares of itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from holdsway.reading.metadata import Metadata

__all__ = ["page_metadata", "page_text"]

_SPLIT_TITLE = re.compile(r"\s+[|–—-]\s+")
_BYLINE_END = re.compile(r"[\s·•|,–—-]+$")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NEVER_SHOWN = ("script", "style", "template", "noscript")
_ARTICLES = re.compile(r"\w*(?:Article|Posting|Report|WebPage)", re.ASCII)
_DEEPEST = 12


def page_text(html: str) -> str:
    """The article of a page as plain text, one paragraph a line: the same words every time for the same page.

    What a reader of the page is not shown (scripts, hidden elements, comments) is no part of it.
    """
    import trafilatura
    from trafilatura.settings import use_config

    config = use_config()
    for size in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):
        config.set("DEFAULT", size, "1")  # a short article is an article
    tree = _tree(html)
    if tree is None:
        return ""
    _drop_hidden(tree)
    try:
        text = trafilatura.extract(
            tree, fast=True, include_comments=False, include_tables=False, deduplicate=False, config=config
        )
    except RecursionError:  # elements nested deeper than any page is
        return ""
    return text or ""


def page_metadata(html: str) -> Metadata:
    """What a page's meta tags, JSON-LD, time and byline declare; the publisher last from the end of its title."""
    tree = _tree(html)
    if tree is None:
        return Metadata()
    article = next(_articles(tree), {})
    entry = {
        "title": _first(tree, '//meta[@property="og:title"]/@content')
        or _text(article.get("headline"))
        or _first(tree, "//title/text()"),
        "publisher": _first(
            tree,
            '//meta[@property="og:site_name"]/@content',
            '//meta[@name="publisher"]/@content',
            '//meta[@name="application-name"]/@content',
        )
        or _name(article.get("publisher"))
        or _byline(tree)
        or _end_of_title(_first(tree, "//title/text()")),
        "published": _first(tree, '//meta[@property="article:published_time"]/@content')
        or _text(article.get("datePublished"))
        or _first(
            tree,
            '//meta[@name="date"]/@content',
            '//meta[@itemprop="datePublished"]/@content',
            "//article//time/@datetime",
            "//main//time/@datetime",
            "//time/@datetime",
        ),
        "url": _first(tree, '//link[@rel="canonical"]/@href', '//meta[@property="og:url"]/@content'),
        "lang": _first(tree, "/html/@lang") or _text(article.get("inLanguage")),
        "author": _first(tree, '//meta[@name="author"]/@content', '//meta[@property="article:author"]/@content')
        or _name(article.get("author")),
    }
    return Metadata.of(entry)


def _tree(html: str) -> Any:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    try:
        return document_fromstring(html.encode(), parser=HTMLParser(encoding="utf-8", huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _drop_hidden(tree: Any) -> None:
    """Take out what a browser does not show; what stands after it stays."""
    hidden = [
        element
        for element in tree.iter("*")
        if element.tag in _NEVER_SHOWN or "hidden" in element.attrib or _HIDDEN.search(element.get("style") or "")
    ]
    for element in hidden:
        if element.getparent() is not None and element.tag not in ("html", "body"):
            element.drop_tree()


def _articles(tree: Any) -> Iterator[Mapping[str, Any]]:
    """The articles that the page describes in JSON-LD (schema.org)."""
    for script in tree.xpath('//script[@type="application/ld+json"]/text()'):
        try:
            described = json.loads(str(script))
        except (ValueError, RecursionError):
            continue
        yield from _of_kind(described, _DEEPEST)


def _of_kind(described: Any, deepest: int) -> Iterator[Mapping[str, Any]]:
    if deepest and isinstance(described, list):
        for part in described:
            yield from _of_kind(part, deepest - 1)
    elif deepest and isinstance(described, dict):
        kinds = described.get("@type")
        if any(isinstance(k, str) and _ARTICLES.fullmatch(k) for k in (kinds if isinstance(kinds, list) else [kinds])):
            yield described
        yield from _of_kind(described.get("@graph"), deepest - 1)


def _name(of: Any) -> str | None:
    """The name of whoever JSON-LD names: in words, as an object, or the names of several."""
    if isinstance(of, list):
        return ", ".join(name for one in of[:5] if (name := _name(one) if not isinstance(one, list) else None)) or None
    return _text(of.get("name")) if isinstance(of, dict) else _text(of)


def _text(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _first(tree: Any, *paths: str) -> str | None:
    for path in paths:
        for found in tree.xpath(path):
            if words := " ".join(str(found).split()):
                return words
    return None


def _byline(tree: Any) -> str | None:
    for line in tree.xpath('//*[contains(concat(" ", normalize-space(@class), " "), " byline ")]'):
        words = _BYLINE_END.sub("", " ".join((line.text or "").split()))
        if words and not words.casefold().startswith("by "):
            return words
    return None


def _end_of_title(title: str | None) -> str | None:
    parts = _SPLIT_TITLE.split(title or "")
    return parts[-1] if len(parts) > 1 and len(parts[-1].split()) <= 5 else None
