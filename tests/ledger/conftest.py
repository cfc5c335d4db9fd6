"""Real ledgers in temporary folders, and the few rows the tests put into them."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from holdsway.clocks import parse_published
from holdsway.frame import Frame, read_frame
from holdsway.ledger import Ledger, open_ledger
from holdsway.records import Document, Kind, Statement, identified
from holdsway.words import Quote, sha256

Said = Callable[..., Statement]
Paper = tuple[Document, Mapping[str, bytes]]


@pytest.fixture(scope="session")
def said() -> Said:
    """Makes one control statement, told from others by its place; `published` may be given in words."""

    def statement(place: str = "Burka", **fields: Any) -> Statement:
        if isinstance(fields.get("published"), str):
            fields["published"] = parse_published(fields["published"])
        plain: dict[str, Any] = {
            "kind": Kind.CONTROL,
            "source": "Officials",
            "document": sha256(b"a table"),
            "quote": Quote(place, row=2, column="place"),
            "place_text": place,
            "published": parse_published("2021-07-20"),
        }
        return identified(Statement(**plain | fields))

    return statement


@pytest.fixture(scope="session")
def paper() -> Callable[..., Paper]:
    """Makes a document of these words, with the contents to store."""

    def document(text: str = "Burka fell on Tuesday.\n", path: str = "a.md", **fields: Any) -> Paper:
        raw = text.encode()
        name = sha256(raw)
        return Document(sha256=name, text_sha256=name, path=path, format="text", bytes=len(raw), **fields), {name: raw}

    return document


@pytest.fixture
def opened() -> Iterator[Callable[..., Ledger]]:
    """Opens ledgers, makes them where there are none, and closes them after the test."""
    ledgers: list[Ledger] = []

    def ledger_in(folder: Path) -> Ledger:
        ledgers.append(open_ledger(folder, make=True))
        return ledgers[-1]

    yield ledger_in
    for ledger in ledgers:
        ledger.catalogue.close()


@pytest.fixture
def ledger(tmp_path: Path, opened: Callable[[Path], Ledger]) -> Ledger:
    """An empty ledger."""
    return opened(tmp_path / "ledger")


@pytest.fixture(scope="session")
def framed() -> Callable[..., Frame]:
    """Writes a case.yaml, with a scale and two places, into a folder, and reads it."""

    def frame(folder: Path, name: str = "afghanistan", holder: str = "taliban") -> Frame:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "case.yaml").write_text(
            f"name: {name}\nparties: [{{id: goa}}, {{id: taliban, aliases: [TB]}}]\n"
            "gazetteer: {file: places.csv, version: v1, licence: ours}\n",
            "utf-8",
        )
        (folder / "scales.yaml").write_text(
            f"sources: {{Officials: {{labels: {{fallen: {{means: lost, holder: {holder}}}}}}}}}\n", "utf-8"
        )
        (folder / "places.csv").write_text("code,name,parent\nB1,Burka,Baghlan\nN1,Nahrin,Baghlan\n", "utf-8")
        return read_frame(folder / "case.yaml")

    return frame


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory, said: Said, paper: Callable[..., Paper], framed: Any) -> Path:
    """A ledger of two batches with everything in it, closed: copy it before you touch it."""
    folder = tmp_path_factory.mktemp("sound") / "ledger"
    frame = framed(folder.parent / "inbox")
    first, contents = paper(publisher="AP", published=parse_published("2021-07-20"), title="A district")
    quoted = said("Burka", document=first.sha256, quote=Quote("Burka fell", start=0, end=10))
    second = paper("Nahrin was retaken.\n", path="b.md", publisher="AFP")
    ledger = open_ledger(folder, make=True)
    ledger.commit([quoted, said("Nahrin")], [(first, contents)], frame=frame, note="a.md")
    ledger.commit([said("Herat")], [second], note="b.md")
    ledger.catalogue.close()
    return folder
