"""Lists: XML with one element a record, and JSON with one object a line, as rows that a parser gets whole."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from holdsway.errors import InputError
from holdsway.formats.rows import FileRow, bytes_of

__all__ = ["json_keys", "json_rows", "xml_root", "xml_rows"]


def xml_root(path: Path) -> tuple[str, Mapping[str, str]]:
    """The name and attributes of the outermost element. Errors: InputError when it is no XML."""
    for element, attributes in _events(path, ("start",)):
        return element.tag, attributes
    raise InputError(f"{path}: empty; fetch it again")


def xml_rows(path: Path, records: tuple[str, ...]) -> Generator[FileRow, None, None]:
    """Every element of these names, numbered from 1, with its children by name: each a list of texts or mappings.

    Errors: InputError when the file breaks off or is not well-formed: a list is taken whole or not at all.
    """
    from lxml import etree

    number = 0
    for element, _ in _events(path, ("end",)):
        if element.tag not in records:
            continue
        number += 1
        element.tail = None
        text = _as_it_stands(etree.tostring(element, encoding="unicode"), element)
        yield FileRow(number, [], text, record=_children(element) | {"": [element.tag]})
        element.clear()


def _as_it_stands(text: str, element: Any) -> str:
    """The text of a record without the name spaces that the root declares, which writing it out alone puts into it."""
    for prefix, space in element.getroottree().getroot().nsmap.items():
        text = text.replace(f' xmlns{f":{prefix}" if prefix else ""}="{space}"', "", 1)
    return text


def _events(path: Path, kinds: tuple[str, ...]) -> Iterator[tuple[Any, Mapping[str, str]]]:
    from lxml import etree

    with bytes_of(path) as file:
        try:
            walk = etree.iterparse(file, events=kinds, resolve_entities=False, no_network=True, load_dtd=False)
            for _, element in walk:
                yield element, dict(element.attrib)
        except etree.XMLSyntaxError as error:
            where = f" line {error.lineno}" if error.lineno else ""
            raise InputError(f"{path}{where}: the XML breaks off or is damaged; fetch the whole file again") from None


def _children(element: Any) -> dict[str, list[Any]]:
    """The children of an element by name, each the text it holds or, where it has children itself, those."""
    found: dict[str, list[Any]] = {}
    for child in element:
        if isinstance(child.tag, str):
            found.setdefault(child.tag, []).append(_children(child) if len(child) else (child.text or "").strip())
    return found


def json_keys(path: Path) -> list[str]:
    """The keys of the first object of a JSON-lines file; none when its first line is no object."""
    with bytes_of(path) as file:
        first = next((line for line in file if line.strip()), b"")
    try:
        entry = json.loads(first)
    except (ValueError, RecursionError):
        return []
    return [str(key) for key in entry] if isinstance(entry, dict) else []


def json_rows(path: Path) -> Generator[FileRow, None, None]:
    """Every line that is not blank, numbered as it stands, with the object it holds or what is wrong with it."""
    with bytes_of(path) as file:
        for number, line in enumerate(chain(file), 1):
            if not line.strip():
                continue
            text = line.decode("utf-8-sig", "surrogateescape").rstrip("\r\n")
            try:
                entry = json.loads(line.decode("utf-8-sig"))
            except UnicodeDecodeError:
                yield FileRow(number, [], text, "is not UTF-8 text; save the file as UTF-8")
                continue
            except (ValueError, RecursionError):
                yield FileRow(number, [], text, "is not JSON, or breaks off; write one JSON object on each line")
                continue
            fault = None if isinstance(entry, dict) else "is not a JSON object; write one on each line"
            yield FileRow(number, [], text, fault, record=entry if fault is None else None)
