"""Programs that name themselves in a file, what each of them is for, and the times that they write."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import Field, TypeAdapter

from coacheck.model import Frozen

Kind = Literal["report", "office", "print", "device", "convert", "suite", "scan", "editor"]


class Program(Frozen):
    """`marks` (small letters) are parts of what the program calls itself."""

    kind: Kind
    name: str
    marks: list[str] = Field(min_length=1)


@cache
def programs() -> tuple[Program, ...]:
    text = files("coacheck").joinpath("data/software.toml").read_text("utf-8")
    return tuple(TypeAdapter(list[Program]).validate_python(tomllib.loads(text)["software"]))


def programs_in(names: Iterable[str], kind: Kind) -> list[str]:
    """The programs of a kind among them, each by its own name."""
    named = [n.casefold() for n in names]
    return [p.name for p in programs() if p.kind == kind and any(m in n for m in p.marks for n in named)]


def moment(text: str | None) -> datetime | None:
    """None for what is no time, and for the stand-ins that programs without a clock write."""
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    if moment is None or (moment.month, moment.day, moment.hour, moment.minute) == (1, 1, 0, 0):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
