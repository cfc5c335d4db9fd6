"""Web pages: what a reader of the page is shown is its text, and what it declares is its metadata."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from holdsway.clocks import parse_published
from holdsway.reading.documents import Loaded, load_documents

STORY = "<p>Norhaven fell on Tuesday, officials said, and the road to it is open.</p>"


def loaded(folder: Path, body: str, *, head: str = "", lang: str = "") -> Loaded:
    (folder / "p.html").write_text(
        f"<!doctype html><html{lang}><head>{head}</head>"
        f"<body><article><h1>Town falls</h1>{body}</article></body></html>",
        "utf-8",
    )
    (one,) = load_documents(folder / "p.html")
    assert isinstance(one, Loaded)
    return one


def described(**article: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | article)}</script>'


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>var told = 'The army holds Sobrade.'</script>",
        "<style>p::after { content: 'The army holds Sobrade.' }</style>",
        "<!-- <p>The army holds Sobrade.</p> -->",
        "<p hidden>The army holds Sobrade.</p>",
        '<div style="color: red; display:none"><p>The army holds Sobrade.</p></div>',
        '<p style="visibility: hidden">The army holds Sobrade.</p>',
        "<template><p>The army holds Sobrade.</p></template>",
        "<noscript><p>The army holds Sobrade.</p></noscript>",
    ],
)
def test_what_a_page_does_not_show_is_not_in_its_text(tmp_path: Path, unseen: str) -> None:
    text = loaded(tmp_path, f"{STORY}{unseen}<p>Quille is quiet.</p>").text
    assert "Sobrade" not in text
    assert "Norhaven fell on Tuesday, officials said, and the road to it is open." in text
    assert "Quille is quiet." in text


def test_what_follows_a_hidden_element_stays(tmp_path: Path) -> None:
    assert "It fell at night." in loaded(tmp_path, f"{STORY}<p>It fell <span hidden>not </span>at night.</p>").text


def test_a_page_tells_of_itself_in_json_ld(tmp_path: Path) -> None:
    head = described(
        headline="Town falls",
        datePublished="2021-07-14T09:30:00+04:30",
        author=[{"name": "Ann Bell"}, {"name": "Bo Carr"}],
        publisher={"name": "The Gazette"},
        inLanguage="en-GB",
    )
    document = loaded(tmp_path, STORY, head=head).document
    assert (document.title, document.publisher, document.author) == ("Town falls", "The Gazette", "Ann Bell, Bo Carr")
    assert (document.published, document.dated_by) == (parse_published("2021-07-14T05:00Z"), None)
    assert (document.lang, document.read) == ("en-GB", True)


def test_an_article_is_found_within_a_graph_and_beside_what_is_no_json(tmp_path: Path) -> None:
    graph = {"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"], "datePublished": "2021-07-14"}]}
    head = f'<script type="application/ld+json">not json</script>{described(**graph)}'.replace(
        '"@type": "NewsArticle", "@graph"', '"@graph"'
    )
    assert str(loaded(tmp_path, STORY, head=head).document.published) == "2021-07-14"


def test_meta_tags_come_before_json_ld_and_a_time_in_the_article_before_one_elsewhere(tmp_path: Path) -> None:
    meta = '<meta property="article:published_time" content="2021-07-13T08:00:00+03:00">'
    by_meta = loaded(tmp_path, STORY, head=meta + described(datePublished="2021-07-14")).document
    assert by_meta.published == parse_published("2021-07-13T05:00Z")
    times = f'<time datetime="2021-07-12">12 July</time>{STORY}'
    assert (
        str(loaded(tmp_path, times, head='<time datetime="2020-01-01">old</time>').document.published) == "2021-07-12"
    )


def test_the_language_of_a_page_is_the_one_it_declares(tmp_path: Path) -> None:
    document = loaded(tmp_path, STORY, lang=' lang="de"').document
    assert (document.lang, document.read) == ("de", False)


def test_a_page_without_a_date_is_dated_by_its_address(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://example.org/2021/07/14/town-falls">'
    document = loaded(tmp_path, STORY, head=head).document
    assert (str(document.published), document.dated_by) == ("2021-07-14", "its address")
