"""Committing: what is new is kept once, all of it or nothing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from holdsway.errors import LedgerError
from holdsway.ledger import Kept, Ledger, verify
from holdsway.records import Reject, Statement
from holdsway.words import sha256

Said = Callable[..., Statement]


def test_committing_the_same_twice_adds_nothing(ledger: Ledger, said: Said, paper: Callable) -> None:
    rows = [said("Burka"), said("Nahrin")]
    first = ledger.commit(rows, [paper()])
    assert (first.batch, first.statements) == (1, frozenset(s.id for s in rows))
    assert ledger.commit(rows, [paper()]) == Kept(None)
    assert len(ledger.statements()) == 2
    assert [batch.number for batch in ledger.batches()] == [1]


def test_one_new_row_adds_one(ledger: Ledger, said: Said) -> None:
    ledger.commit([said("Burka"), said("Nahrin")])
    again = ledger.commit([said("Burka"), said("Herat"), said("Nahrin")])
    assert again == Kept(2, frozenset([said("Herat").id]))
    assert [(s.place_text, s.batch) for s in ledger.statements()].count(("Herat", 2)) == 1
    assert ledger.ask("SELECT count(*) FROM every_statements")[1] == [(3,)]


def test_the_same_statement_from_another_file_adds_nothing(ledger: Ledger, said: Said) -> None:
    ledger.commit([said("Burka")])
    assert ledger.commit([said("Burka", document=sha256(b"another table"), note="again")]) == Kept(None)
    assert [s.document for s in ledger.statements()] == [sha256(b"a table")]


def test_a_statement_given_twice_at_once_is_kept_once(ledger: Ledger, said: Said) -> None:
    ledger.commit([said("Burka", note="first"), said("Burka", note="second")])
    assert [s.note for s in ledger.statements()] == ["first"]


def test_of_two_writers_with_the_same_statement_the_first_batch_wins(
    ledger: Ledger, opened: Callable[[Path], Ledger], said: Said, paper: Callable
) -> None:
    ledger.commit([said("Herat")])

    def late() -> Iterator[object]:
        # what this writer had to say was found new, and now another writer is quicker
        opened(ledger.folder).commit([said("Burka", note="the other's")])
        yield paper()

    ledger.commit([said("Burka", note="ours"), said("Nahrin")], late())  # type: ignore[arg-type]
    told = {s.place_text: (s.batch, s.note) for s in ledger.statements()}
    assert told == {"Herat": (1, None), "Burka": (2, "the other's"), "Nahrin": (3, None)}
    assert ledger.ask("SELECT count(*) FROM every_statements")[1] == [(4,)]
    assert verify(ledger).faults == ()


def test_a_document_under_another_path_is_the_one_it_was(ledger: Ledger, paper: Callable) -> None:
    assert ledger.commit([], [paper(path="a.md")]).documents == {paper()[0].sha256}
    assert ledger.commit([], [paper(path="copy.md")]) == Kept(None)
    assert [(d.path, d.batch) for d in ledger.documents()] == [("a.md", 1)]


def test_a_document_without_statements_is_kept(ledger: Ledger, paper: Callable) -> None:
    assert ledger.commit([], [paper()]).batch == 1
    assert ledger.text(ledger.documents()[0]) == "Burka fell on Tuesday.\n"
    assert ledger.statements() == []


def test_nothing_to_keep_leaves_no_ledger_behind(ledger: Ledger) -> None:
    assert ledger.commit([]) == Kept(None)
    assert not ledger.folder.exists()


def test_a_document_that_changed_while_it_was_read_is_refused_and_nothing_is_kept(
    ledger: Ledger, said: Said, paper: Callable
) -> None:
    document, _ = paper(path="growing.md")
    with pytest.raises(LedgerError, match=r"growing\.md: changed while it was being read; add it again"):
        ledger.commit([said("Burka")], [(document, {document.sha256: b"more words"})])
    assert (ledger.batches(), ledger.statements(), ledger.documents()) == ([], [], [])
    assert verify(ledger).faults == ()


def test_original_files_are_kept_byte_for_byte_and_read_only(ledger: Ledger, said: Said, paper: Callable) -> None:
    document, contents = paper("\ufeffkept\r\nas it came\r\n")
    ledger.commit([said("Burka")], [(document, contents)])
    stored = ledger.folder / "documents" / document.sha256[:2] / document.sha256
    assert stored.read_bytes() == contents[document.sha256]
    files = [file for file in ledger.folder.rglob("*") if file.is_file() and "catalogue" not in file.name]
    assert len(files) == 2
    assert {file.stat().st_mode & 0o777 for file in files} == {0o444}


def test_every_batch_moves_the_head_on(ledger: Ledger, said: Said) -> None:
    assert ledger.head() is None
    for number, place in enumerate(("Burka", "Nahrin", "Herat"), 1):
        ledger.commit([said(place)], note=place)
        head = ledger.head()
        assert head is not None
        assert (head.number, head.note) == (number, place)
    batches = ledger.batches()
    assert [b.previous for b in batches[1:]] == [b.head for b in batches[:-1]]
    assert len({b.head for b in batches}) == 3


def test_the_same_rows_under_another_note_have_another_head(tmp_path: Path, opened: Callable, said: Said) -> None:
    heads = set()
    for folder, note in (("a", "one"), ("b", "other"), ("c", "one")):
        ledger = opened(tmp_path / folder)
        ledger.commit([said("Burka")], note=note)
        heads.add((note, ledger.head().head))
    assert len(heads) == 2


def test_a_state_is_named_by_number_or_by_its_head(ledger: Ledger, said: Said) -> None:
    ledger.commit([said("Burka")])
    ledger.commit([said("Nahrin")])
    first, second = ledger.batches()
    assert ledger.batch_at("1") == ledger.batch_at(first.head) == ledger.batch_at(first.head[:8]) == 1
    assert ledger.batch_at(second.head[:12]) == 2
    for words in ("3", "0", second.head[:7], "", "yesterday"):
        with pytest.raises(LedgerError, match=r"there are batches 1 to 2 \(`holdsway sql 'FROM batches'`\)"):
            ledger.batch_at(words)


def test_an_empty_ledger_has_no_state_to_name(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match=r"no batch '1' in .*; there are batches none yet"):
        ledger.batch_at("1")


def test_rejects_are_those_of_the_last_time_a_file_came(ledger: Ledger, paper: Callable) -> None:
    bad = Reject(file="a.csv", row=3, column="published", value="31-02-2021", reason="is not a date")
    other = Reject(file="b.csv", row=2, reason="is ragged")
    ledger.commit([], [paper("a", path="a.csv"), paper("b", path="b.csv")], [bad, other])
    assert ledger.rejects() == [replace(bad, batch=1), replace(other, batch=1)]
    ledger.commit([], [paper("a, mended", path="a.csv")])
    assert ledger.rejects() == [replace(other, batch=1)]
    assert ledger.rejects(at=1) == [replace(bad, batch=1), replace(other, batch=1)]


def test_what_the_ledger_holds_of_a_list_of_ids_is_known(ledger: Ledger, said: Said) -> None:
    assert ledger.known([said("Burka").id]) == set()
    ledger.commit([said("Burka")])
    assert ledger.known([said("Burka").id, said("Nahrin").id]) == {said("Burka").id}
    assert ledger.known([]) == set()
