"""Web pages: the article's text without menus and sidebars, and what the page declares of itself."""

from __future__ import annotations

import re
from typing import Any

from holdsway.reading.metadata import Metadata

__all__ = ["page_metadata", "page_text"]

_SPLIT_TITLE = re.compile(r"\s+[|–—-]\s+")
_BYLINE_END = re.compile(r"[\s·•|,–—-]+$")


def page_text(html: str) -> str:
    """The article of a page as plain text, one paragraph a line: the same words every time for the same page."""
    import trafilatura
    from trafilatura.settings import use_config

    config = use_config()
    for size in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):
        config.set("DEFAULT", size, "1")  # a short article is an article
    tree = _tree(html)
    if tree is None:
        return ""
    text = trafilatura.extract(
        tree, fast=True, include_comments=False, include_tables=False, deduplicate=False, config=config
    )
    return text or ""


def page_metadata(html: str) -> Metadata:
    """What a page's meta tags, time and byline declare; the publisher last of all from the end of its title."""
    tree = _tree(html)
    if tree is None:
        return Metadata()
    title = _first(tree, '//meta[@property="og:title"]/@content', "//title/text()")
    entry = {
        "title": title,
        "publisher": _first(
            tree,
            '//meta[@property="og:site_name"]/@content',
            '//meta[@name="publisher"]/@content',
            '//meta[@name="application-name"]/@content',
        )
        or _byline(tree)
        or _end_of_title(_first(tree, "//title/text()")),
        "published": _first(
            tree,
            '//meta[@property="article:published_time"]/@content',
            '//meta[@name="date"]/@content',
            '//meta[@itemprop="datePublished"]/@content',
            "//time/@datetime",
        ),
        "url": _first(tree, '//link[@rel="canonical"]/@href', '//meta[@property="og:url"]/@content'),
        "lang": _first(tree, "/html/@lang"),
        "author": _first(tree, '//meta[@name="author"]/@content', '//meta[@property="article:author"]/@content'),
    }
    return Metadata.of(entry)


def _tree(html: str) -> Any:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    try:
        return document_fromstring(html.encode(), parser=HTMLParser(encoding="utf-8", huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


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
