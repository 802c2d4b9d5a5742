"""What is kept of a report: its reading, by content and reader; its result, by all that decides it."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from coacheck.errors import NotACoaError, UnreadableError
from coacheck.given import text_of
from coacheck.model import Frozen, Report
from coacheck.result import Figures, Scanned
from coacheck.scanning import cache
from coacheck.scanning.settings import Settings

_READERS = ("files", "pdf", "layout", "reading", "model", "page.py", "data/vocabulary", "data/labs.toml")
_LIBRARIES = ("pdfplumber", "pdfminer.six", "pypdfium2", "zxing-cpp")


_MARK = 12


class _Reading(Frozen):
    report: Report | None = None
    error: str = ""
    is_coa: bool = True


def reading(data: bytes) -> Report | UnreadableError | None:
    """What reading `data` gave, or None."""
    content = cache.get(_reading_mark(data))
    try:
        kept = _Reading.model_validate_json(content) if content else None
    except (ValidationError, RecursionError):
        return None
    if kept is None:
        return None
    return kept.report or (UnreadableError if kept.is_coa else NotACoaError)(kept.error)


def keep_reading(data: bytes, found: Report | UnreadableError) -> None:
    if isinstance(found, Report):
        kept = _Reading(report=found)
    else:
        kept = _Reading(error=str(found), is_coa=not isinstance(found, NotACoaError))
    cache.put(_reading_mark(data), kept.model_dump_json().encode())


def result_mark(data: bytes, file: str, said: str) -> str:
    """The name of the result that `file` with this content has by the settings that `said` is of."""
    return cache.mark("result", data, file, said, _version(("",)))


def result(name: str) -> Scanned | None:
    content = cache.get(name)
    try:
        fields = json.loads(content) if content else None
        return fields and Scanned(**{**fields, "reasons": tuple(fields["reasons"]), "figures": _figures(fields)})
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def keep_result(name: str, found: Scanned) -> None:
    cache.put(name, json.dumps(asdict(found), default=bytes.hex).encode())


def _figures(fields: dict[str, Any]) -> Figures | None:
    if (kept := fields["figures"]) is None:
        return None
    told = {name: kept[name] and bytes.fromhex(kept[name]) for name in ("content", "sample", "packed")}
    panels = tuple((name, bytes.fromhex(mark)) for name, mark in kept["panels"])
    return Figures(**{**kept, **told, "panels": panels, "habits": tuple((name, own) for name, own in kept["habits"])})


def _reading_mark(data: bytes) -> str:
    return cache.mark("reading", data, _version(_READERS))


def judged_by(settings: Settings) -> str:
    """The day judged, and a mark of all else that decides a result: what is read and judged alike has the same."""
    day = settings.options.on
    alike = replace(settings, options=replace(settings.options, on=date.min))
    return f"{day} {cache.mark(said(alike), _version(('',)))[:_MARK]}"


def said(settings: Settings) -> str:
    """The options and labels as text; of a file of limits, its content."""
    options = asdict(settings.options)
    options["ignore"] = sorted(settings.options.ignore)
    options["limits"] = text_of(settings.options.limits, "a TOML file of limits") if settings.options.limits else None
    rows = [(r.file, r.batch, r.label.model_dump(mode="json")) for r in settings.labels.rows] if settings.labels else []
    return json.dumps([options, rows], default=str)


@lru_cache
def _version(parts: tuple[str, ...]) -> str:
    """Changes with every change of these parts of the code and its data, and of the libraries that read."""
    home = Path(__file__).parent.parent
    files = sorted({p for part in parts for p in (home / part, *(home / part).rglob("*"))})
    content = [path.read_bytes() for path in files if path.suffix in (".py", ".toml")]
    return cache.mark(*map(version, _LIBRARIES), *content)
