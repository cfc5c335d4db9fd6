"""Merging: two ledgers that went their own ways are one again, whoever merges and in which order."""

import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from ledger.united import bytes_in, told, without_heads

from holdsway.errors import DamageError, FrameError, LedgerError
from holdsway.ledger import Ledger, open_ledger, verify
from holdsway.records import Document, Kind, Reject, Statement, identified
from holdsway.rulings import Act, Ruling, State, ruling_of
from holdsway.words import quote_of, sha256

Said = Callable[..., Statement]
Opened = Callable[[Path], Ledger]
NOON = datetime(2021, 8, 1, 12, tzinfo=UTC)
TEXT = "Burka fell on Tuesday. Nahrin was retaken. Herat held out, said a mayor.\n"
SPANS = ((0, 10), (6, 21), (23, 41), (43, 56))


def document(number: int, path: str = "", **fields: Any) -> tuple[Document, dict[str, bytes]]:
    """One of a few reports with the same sentences under different headlines."""
    raw = f"report {number}\n\n{TEXT}".encode()
    text = raw if number != 2 else TEXT.encode()  # an original is not always its text
    fields = {"title": f"Headline {number}", "publisher": "AP", "reader": "rules 1"} | fields
    paper = Document(
        sha256=sha256(raw),
        text_sha256=sha256(text),
        path=path or f"{number}.md",
        format="text",
        bytes=len(raw),
        **fields,
    )
    return paper, {sha256(raw): raw, sha256(text): text}


def read(number: int, span: int, **fields: Any) -> Statement:
    """A statement read from one of the sentences of a report."""
    paper, contents = document(number)
    text = contents[paper.text_sha256 or ""].decode()
    start, end = (text.index(TEXT) + at for at in SPANS[span])
    plain = {"kind": Kind.CONTROL, "source": "AP", "document": paper.sha256, "quote": quote_of(text, start, end)}
    said = Statement(**plain | {"method": "read", "reader": "rules 1", "place_text": text[start:end]} | fields)
    return identified(said, text_sha256=paper.text_sha256)


def ruled(said: Statement, author: str, act: Act = Act.ACCEPT, minute: int = 0, **fields: Any) -> Ruling:
    made = NOON + timedelta(minutes=minute)
    return ruling_of(Ruling(act=act, target=said.id, author=author, made=made, said=said, **fields))


def copied(ledger: Ledger, folder: Path, opened: Opened) -> Ledger:
    """A copy of a ledger, as one takes to another desk."""
    ledger.catalogue.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return opened(Path(shutil.copytree(ledger.folder, folder)))


@pytest.fixture
def pair(ledger: Ledger, opened: Opened, said: Said, tmp_path: Path) -> tuple[Ledger, Ledger]:
    """Two copies of one ledger, to which two people added different things."""
    ledger.commit([said("Burka")], [document(0)], note="before")
    other = copied(ledger, tmp_path / "other", opened)
    ledger.commit([said("Nahrin"), read(0, 0)], note="mine")
    other.commit([said("Herat")], [document(1)], note="theirs")
    other.commit([said("Kunduz")], note="theirs again")
    return ledger, other


def test_what_either_ledger_held_is_in_both_after_a_merge(pair: tuple[Ledger, Ledger]) -> None:
    ledger, other = pair
    merged = ledger.merge(other)
    assert (merged.batches, merged.statements, merged.documents, merged.rulings) == (2, 2, 1, 0)
    assert merged.batch == 5
    assert {s.place_text for s in ledger.statements()} == {"Burka", "Nahrin", "Burka fell", "Herat", "Kunduz"}
    assert [d.path for d in ledger.documents()] == ["0.md", "1.md"]
    assert verify(ledger).faults == ()
    assert [b.depth for b in sorted(ledger.batches(), key=lambda b: b.number)] == [1, 2, 2, 3, 4]


def test_a_merge_does_not_change_the_other_ledger(pair: tuple[Ledger, Ledger]) -> None:
    ledger, other = pair
    other.close()
    before = {path: path.read_bytes() for path in sorted(other.folder.rglob("*")) if path.is_file()}
    looked = open_ledger(other.folder, only_read=True)
    ledger.merge(looked)
    looked.close()
    assert {path: path.read_bytes() for path in sorted(other.folder.rglob("*")) if path.is_file()} == before


def test_it_does_not_matter_which_side_merges(pair: tuple[Ledger, Ledger], opened: Opened, tmp_path: Path) -> None:
    ledger, other = pair
    mine = copied(ledger, tmp_path / "mine", opened)
    ledger.merge(other)
    other.merge(mine)
    assert ledger.head().head == other.head().head
    assert told(ledger) == told(other)


def test_merging_again_adds_nothing(pair: tuple[Ledger, Ledger]) -> None:
    ledger, other = pair
    ledger.merge(other)
    head = ledger.head()
    again = ledger.merge(other)
    assert (again.batches, again.statements, again.batch) == (0, 0, None)
    assert ledger.head() == head


def test_the_past_of_a_ledger_is_brought_up_to_it_without_a_merge_batch(pair: tuple[Ledger, Ledger]) -> None:
    ledger, other = pair
    ledger.merge(other)
    caught_up = other.merge(ledger)
    assert (caught_up.batch, caught_up.batches) == (None, 2)
    assert (other.head().head, told(other)) == (ledger.head().head, told(ledger))
    assert verify(other).faults == ()


def test_the_other_ledger_can_still_be_asked_as_it_stood(pair: tuple[Ledger, Ledger]) -> None:
    ledger, other = pair
    own, head = told(ledger), ledger.head().head
    ledger.merge(other)
    assert told(ledger, other.head().head) == told(other)
    assert told(ledger, head) == own


def test_after_a_merge_work_goes_on_upon_both(pair: tuple[Ledger, Ledger], said: Said) -> None:
    ledger, other = pair
    ledger.merge(other)
    merged = ledger.head()
    ledger.commit([said("Taloqan")])
    assert (ledger.head().previous, ledger.head().depth) == (merged.head, merged.depth + 1)
    assert len(ledger.statements()) == 6
    assert verify(ledger).faults == ()


def test_a_ledger_is_merged_into_an_empty_one(ledger: Ledger, opened: Opened, said: Said, tmp_path: Path) -> None:
    ledger.commit([said("Burka")], [document(0)])
    empty = opened(tmp_path / "empty")
    assert empty.merge(ledger).batches == 1
    assert told(empty) == told(ledger)
    assert verify(empty).faults == ()
    assert ledger.merge(opened(tmp_path / "nothing")).batches == 0


def test_two_ledgers_that_never_met_are_united(ledger: Ledger, opened: Opened, said: Said, tmp_path: Path) -> None:
    other = opened(tmp_path / "other")
    ledger.commit([said("Burka"), said("Nahrin")])
    other.commit([said("Burka"), said("Nahrin")])
    other.commit([said("Herat")])
    assert ledger.merge(other).statements == 1
    assert len(ledger.statements()) == 3
    assert verify(ledger).faults == ()


def test_ledgers_with_frames_of_different_names_are_not_united(
    ledger: Ledger, opened: Opened, said: Said, framed: Callable, tmp_path: Path
) -> None:
    other, none = opened(tmp_path / "other"), opened(tmp_path / "none")
    ledger.commit([], frame=framed(tmp_path / "a", name="afghanistan"))
    other.commit([], frame=framed(tmp_path / "b", name="iraq"))
    none.commit([said("Burka")])
    for stranger, holds in ((other, "the frame 'iraq'"), (none, "no frame")):
        with pytest.raises(
            FrameError, match=f"holds {holds} and .* the frame 'afghanistan'; only ledgers of one frame"
        ):
            ledger.merge(stranger)
    assert len(ledger.batches()) == 1


def test_of_two_frames_of_one_name_the_later_turn_stands(
    ledger: Ledger, opened: Opened, framed: Callable, said: Said, tmp_path: Path
) -> None:
    ledger.commit([said("Burka")], frame=framed(tmp_path / "a"))
    other = copied(ledger, tmp_path / "other", opened)
    ledger.commit([said("Herat")])
    other.commit([said("Nahrin")])
    other.commit([], frame=framed(tmp_path / "b", holder="goa"))
    newer = other.head()
    merged = ledger.merge(other)
    assert merged.newer_frame == newer.head
    assert ledger.declared_frame().scales.of("Officials").labels["fallen"].holder == "goa"


def test_two_people_who_ruled_differently_leave_a_conflict(ledger: Ledger, opened: Opened, tmp_path: Path) -> None:
    ledger.commit([read(0, 0)], [document(0)])
    other = copied(ledger, tmp_path / "other", opened)
    ledger.commit([], rulings=[ruled(read(0, 0), "Ana")])
    other.commit([], rulings=[ruled(read(0, 0), "Ben", Act.REJECT, minute=1)])
    merged = ledger.merge(other)
    assert merged.rulings == 1
    [conflict] = merged.conflicts
    assert (conflict.state, conflict.authors) == (State.CONFLICT, ("Ana", "Ben"))


def test_the_same_ruling_of_both_sides_is_one(ledger: Ledger, opened: Opened, tmp_path: Path) -> None:
    ledger.commit([read(0, 0)], [document(0)])
    other = copied(ledger, tmp_path / "other", opened)
    for one in (ledger, other):
        one.commit([], rulings=[ruled(read(0, 0), "Ana")])
    merged = ledger.merge(other)
    assert (merged.rulings, merged.conflicts, len(ledger.rulings())) == (0, (), 1)


def test_the_same_rejects_of_two_batches_are_told_once(ledger: Ledger, opened: Opened, tmp_path: Path) -> None:
    rejects = [Reject(file="a.csv", row=3, value="x", reason="is odd")]
    ledger.commit([], [document(0)])
    other = copied(ledger, tmp_path / "other", opened)
    ledger.commit([], [], rejects)
    other.commit([], [], rejects)
    ledger.merge(other)
    assert len(ledger.rejects()) == 1


@pytest.mark.parametrize("change", ["UPDATE batches SET note = 'x'", "UPDATE documents SET title = 'x'"])
def test_a_damaged_ledger_is_not_taken_in(change: str, pair: tuple[Ledger, Ledger]) -> None:
    ledger, other = pair
    other.catalogue.execute(change)
    with pytest.raises(DamageError, match=r"its chain does not follow .*nothing was taken in"):
        ledger.merge(other)
    assert len(ledger.batches()) == 2


def test_a_ledger_whose_file_is_damaged_is_not_taken_in(pair: tuple[Ledger, Ledger]) -> None:
    ledger, other = pair
    path = other.originals.path(document(1)[0].sha256)
    path.chmod(0o644)
    path.write_bytes(b"something else")
    with pytest.raises(DamageError, match="is not what was written"):
        ledger.merge(other)
    assert (len(ledger.batches()), verify(ledger).faults) == (2, ())


def test_a_ledger_of_format_1_says_how_to_make_it_anew(ledger: Ledger, said: Said) -> None:
    ledger.commit([said("Burka")])
    ledger.catalogue.execute("ALTER TABLE batches DROP COLUMN depth")
    for only_read in (False, True):
        with pytest.raises(LedgerError, match=r"is a ledger of format 1.*make it anew with `holdsway add PATH"):
            open_ledger(ledger.folder, only_read=only_read)


def test_a_ledger_in_a_folder_that_nobody_may_write_to_is_merged(pair: tuple[Ledger, Ledger]) -> None:
    ledger, other = pair
    other.close()
    folders = [other.folder, *(path for path in other.folder.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    looked = open_ledger(other.folder, only_read=True)
    assert ledger.merge(looked).batches == 2
    looked.close()
    for folder in folders:
        folder.chmod(0o755)


# What people may do with their copies of one ledger: (what, which)
DOINGS = st.one_of(
    st.tuples(st.just("add"), st.sampled_from(("Burka", "Nahrin", "Herat"))),
    st.tuples(st.just("report"), st.integers(0, 2)),
    st.tuples(st.just("read anew"), st.integers(0, 2)),
    st.tuples(st.just("take back"), st.integers(0, 3)),
    st.tuples(st.just("reject"), st.integers(0, 2)),
    st.tuples(st.just("rule"), st.integers(0, 3)),
    st.tuples(st.just("forget report"), st.integers(0, 2)),
    st.tuples(st.just("forget statement"), st.integers(0, 3)),
)
FEW = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))


def do(ledger: Ledger, said: Said, what: str, which: Any, who: str) -> None:
    """One thing that somebody does; what cannot be done where the ledger stands is left."""
    if what == "add":
        ledger.commit([said(which, note=who), said(which, source="AP")], note=f"{which}.csv")
    elif what in ("report", "read anew"):
        papers = [document(which, path=f"{who}/{which}.md")]
        reader = who if what == "read anew" else "rules 1"
        gone = {stone.document for stone in ledger.forgotten()}
        if papers[0][0].sha256 not in gone:
            papers = [(replace(papers[0][0], reader=reader), papers[0][1])]
            told = [read(which, span, attribution=(reader,), reader=reader) for span in range(4)]
            ledger.commit(told, papers, note=papers[0][0].path)
    elif what == "take back":
        target = read(1, which)
        back = replace(target, retracts=target.id, document=document(0)[0].sha256)
        ledger.commit([identified(back, text_sha256=document(1)[0].text_sha256)])
    elif what == "reject":
        ledger.commit(
            [], [], [Reject(file=f"{who}/{which}.md", row=2, value=f"secret {which}", reason=f"odd for {who}")]
        )
    elif what == "rule":
        act = Act.ACCEPT if who == "ana" else Act.REJECT
        ledger.commit([], rulings=[ruled(read(which % 3, which), who, act, minute=which, reason="as I saw")])
    else:
        thing = document(which)[0].sha256 if what == "forget report" else read(which % 3, which).id
        if ledger.known([thing]) or thing in {paper.sha256 for paper in ledger.documents()}:
            ledger.forget(thing, reason=f"{who} was asked to", author=who, made=NOON)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, said: Said) -> Path:
    folder = tmp_path_factory.mktemp("base") / "ledger"
    with closing(open_ledger(folder, make=True)) as ledger:
        ledger.commit([said("Burka")], [document(1)], note="1.md")
        ledger.commit([read(1, span) for span in range(4)])
    return folder


def ways(folder: Path, base: Path, said: Said, doings: Sequence[Sequence[tuple[str, Any]]]) -> list[Path]:
    """A copy of one ledger for each of some people, after what they did."""
    made = []
    for who, done in zip(("ana", "ben", "cleo"), doings, strict=False):
        made.append(Path(shutil.copytree(base, folder / who)))
        with closing(open_ledger(made[-1])) as ledger:
            for what, which in done:
                do(ledger, said, what, which, who)
    return made


@FEW
@given(doings=st.tuples(st.lists(DOINGS, min_size=1, max_size=3), st.lists(DOINGS, min_size=1, max_size=3)))
@example(doings=([("take back", 0)], [("forget report", 1)]))
def test_a_merge_comes_to_the_same_whichever_side_makes_it(
    tmp_path_factory: pytest.TempPathFactory, base: Path, said: Said, doings: Any
) -> None:
    folder = tmp_path_factory.mktemp("sides")
    one, other = ways(folder, base, said, doings)
    mine = Path(shutil.copytree(one, folder / "mine"))
    with closing(open_ledger(mine)) as a, closing(open_ledger(other)) as b, closing(open_ledger(one)) as c:
        a.merge(b)
        b.merge(c)
        assert a.head().head == b.head().head
        assert told(a) == told(b)
        assert (verify(a).faults, verify(b).faults) == ((), ())
        head = a.head()
        assert (a.merge(b).batches, a.head()) == (0, head)
        before = [batch.head for batch in a.batches()][-2]
        assert told(a, before) == told(b, before)
        if any(stone.is_document and stone.id == document(2)[0].sha256 for stone in a.forgotten()):
            assert b"report 2" not in bytes_in(mine)


@settings(FEW, max_examples=3)
@given(doings=st.tuples(*[st.lists(DOINGS, min_size=1, max_size=2)] * 3))
def test_three_ledgers_come_to_one_answer_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, base: Path, said: Said, doings: Any
) -> None:
    folder = tmp_path_factory.mktemp("three")
    people = ways(folder, base, said, doings)
    answers = []
    for number, (first, second, third) in enumerate(list(permutations(people))[:3]):
        with closing(open_ledger(Path(shutil.copytree(first, folder / str(number))))) as ledger:
            for path in (second, third):
                with closing(open_ledger(path, only_read=True)) as other:
                    ledger.merge(other)
            answers.append(without_heads(told(ledger)))
            assert verify(ledger).faults == ()
    assert answers[0] == answers[1] == answers[2]
