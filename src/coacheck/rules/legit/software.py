"""Programs that name themselves in a file, and what each of them is for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import Field, TypeAdapter

from coacheck.model import Frozen

Kind = Literal["report", "office", "print", "convert", "scan", "editor"]


class Program(Frozen):
    """`marks` (small letters) are parts of what the program calls itself."""

    kind: Kind
    name: str
    marks: list[str] = Field(min_length=1)


@cache
def programs() -> tuple[Program, ...]:
    text = files("coacheck").joinpath("data/software.toml").read_text("utf-8")
    return tuple(TypeAdapter(list[Program]).validate_python(tomllib.loads(text)["software"]))


def editors_in(names: Iterable[str]) -> list[str]:
    """The programs among them that change finished pages, each by its own name."""
    named = [n.casefold() for n in names]
    return [p.name for p in programs() if p.kind == "editor" and any(m in n for m in p.marks for n in named)]
