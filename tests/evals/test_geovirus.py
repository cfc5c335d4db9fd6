from __future__ import annotations

from pathlib import Path

import pytest
from geovirus import FILE, Article, Counts, Mention, articles, gazetteer

PLACE = """<location><name>{name}</name><start>{start}</start><end>{end}</end><lat>1.5</lat><lon>2</lon>
<page>https://example.org/{page}</page></location>"""


def written(path: Path, *places: str) -> Path:
    path.write_text(
        "<articles><article><source>one</source><text>Quille and Norhaven, also Quille.</text><locations>"
        + "".join(places)
        + "</locations></article></articles>",
        "utf-8",
    )
    return path


def test_offsets_count_from_one_and_are_held_against_the_text(tmp_path: Path) -> None:
    right = written(tmp_path / "a.xml", PLACE.format(name="Norhaven", start=12, end=20, page="N"))
    ((mention,),) = (article.gold for article in articles(right))
    assert (mention.ends, mention.latitude) == ((11, 19), 1.5)
    with pytest.raises(ValueError, match="'Norhaven' does not stand at 13"):
        articles(written(tmp_path / "b.xml", PLACE.format(name="Norhaven", start=13, end=21, page="N")))


def test_the_gazetteer_has_one_place_for_a_page_under_all_its_names() -> None:
    mentions = [Mention(name, (0, 1), other, "p", 1.0, 2.0) for name, other in (("UK", None), ("Britain", "G. B."))]
    (place,) = gazetteer([Article("s", "text", tuple(mentions))])
    assert place.names == ("UK", "Britain", "G. B.")


def test_a_mark_is_right_when_it_touches_a_gold_name_and_a_repetition_is_told_apart(tmp_path: Path) -> None:
    (article,) = articles(written(tmp_path / "a.xml", PLACE.format(name="Quille", start=1, end=7, page="Q")))
    counts = Counts()
    counts.add(article, [(0, 6)], found=[(0, 10), (11, 19), (26, 32)], own=[(0, 6)])
    scores = counts.table()
    assert scores["recall of names the gazetteer holds"] == 1.0
    assert scores["recall, exact ends"] == 0.0
    assert scores["precision"] == pytest.approx(1 / 3)
    assert scores["precision, without repetitions left out"] == pytest.approx(1 / 2)
    assert scores["recall by the pipeline alone"] == 1.0


def test_the_whole_file_stands_where_it_says(shared_data: Path) -> None:
    everything = articles(shared_data.parent / FILE)
    assert sum(len(article.gold) for article in everything) == 2170
    assert {article.part for article in everything} == {"tune", "held"}
