"""spaCy pipelines by name: whether one is installed and parses, found out without loading it."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from holdsway.errors import InputError

__all__ = ["pipeline_that_parses"]

CONFIG = "config.cfg"


def pipeline_that_parses(name: str) -> str:
    """The full name and version of a spaCy pipeline, by its name or folder.

    Errors: InputError where no such pipeline is installed, or it has no parser; with the remedy.
    """
    from spacy.util import get_package_path, is_package, load_config

    folder = Path(name) if Path(name).is_dir() else get_package_path(name) if is_package(name) else None
    if folder is None:
        raise InputError(
            f"no spaCy pipeline {name!r} is installed; `python -m spacy download {name}` installs one of spaCy's own, "
            "or give the folder of one"
        )
    config = next((file for file in (folder / CONFIG, *sorted(folder.glob(f"*/{CONFIG}"))) if file.is_file()), None)
    if config is None:
        raise InputError(f"{folder} holds no spaCy pipeline: there is no {CONFIG} in it; give the folder of one")
    said = load_config(config)
    running = [part for part in said["nlp"]["pipeline"] if part not in said["nlp"].get("disabled", [])]
    parts = said.get("components", {})
    if not any("parser" in str(parts.get(part, {}).get("factory", part)) for part in running):
        has = ", ".join(running) or "nothing"
        raise InputError(
            f"spaCy pipeline {name!r} has no parser, only {has}; take one that parses, such as en_core_web_sm"
        )
    return _full_name(config.with_name("meta.json"), otherwise=folder.name)


def _full_name(meta: Path, *, otherwise: str) -> str:
    with suppress(OSError, ValueError, KeyError, TypeError):
        said = json.loads(meta.read_text("utf-8"))
        return f"{said['lang']}_{said['name']} {said['version']}"
    return otherwise
