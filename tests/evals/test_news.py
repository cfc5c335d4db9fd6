from __future__ import annotations

import json
from pathlib import Path

from news import again, items, run, scores, written

from holdsway.reading.reader import DEFAULT_READER
from holdsway.records import Kind, Statement
from holdsway.words import Quote

TEXTS = ("Twelve people were killed in Norhaven on Tuesday, police said.", "The Front captured Quille.", "Nothing.")


def inbox(folder: Path) -> Path:
    lines = [json.dumps({"date": "2021-07-15", "seq": n, "text": text}) for n, text in enumerate(TEXTS)]
    (folder / "news.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def test_each_line_is_an_item_published_on_its_day(tmp_path: Path) -> None:
    read = list(items(inbox(tmp_path), limit=2))
    assert [text for text, _ in read] == list(TEXTS[:2])
    assert str(read[0][1].published) == "2021-07-15"


def test_a_second_run_in_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    first = run(inbox(tmp_path), DEFAULT_READER)
    assert (first.items, first.statements > 0, first.crashes, first.off) == (3, True, (), 0)
    assert again(tmp_path, DEFAULT_READER) == first.digests
    assert again(tmp_path, DEFAULT_READER, 2) == first.digests[:2]


def test_every_field_of_a_statement_is_written_out() -> None:
    one = Statement(kind=Kind.EVENT, source="s", document="d", quote=Quote("q", start=1, end=2))
    assert json.loads(written(one))["quote"]["start"] == 1
    assert json.loads(written(one)).keys() == set(one.__dataclass_fields__)


def test_the_scores_count_items_quotes_and_sentences(tmp_path: Path) -> None:
    found = scores(inbox(tmp_path))
    assert (found["items read without a crash"], found["(items read without a crash)"]) == (1.0, 3.0)
    assert found["quotes in their place"] == found["items read alike twice"] == 1.0
    assert found["(sentences)"] == 3.0
