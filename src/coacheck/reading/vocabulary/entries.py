"""The entries of data/vocabulary: analytes and totals, and the printed names that mean them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from coacheck.reading.vocabulary.text import key

PANELS = (
    "cannabinoids", "terpenes", "pesticides", "heavy_metals", "residual_solvents", "microbials", "mycotoxins",
    "moisture", "water_activity", "foreign_matter", "homogeneity", "other",
)  # fmt: skip
_ANALYTE_FILES = (
    "cannabinoids", "terpenes", "pesticides", "heavy_metals", "residual_solvents", "microbials", "mycotoxins", "other",
)  # fmt: skip


class VocabularyError(ValueError):
    """A data file contradicts itself; the message names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Analyte:
    code: str
    name: str
    panel: str
    cas: str | None = None
    parts: tuple[str, ...] = ()
    acid_of: str | None = None
    factor: float | None = None


@dataclass(frozen=True, slots=True)
class Total:
    code: str
    panel: str | None
    parts: tuple[str, ...] = ()


@cache
def load(name: str) -> dict[str, Any]:
    """One TOML file of the vocabulary, to look at."""
    return tomllib.loads((resources.files("coacheck") / "data" / "vocabulary" / f"{name}.toml").read_text("utf-8"))


def load_analytes() -> tuple[dict[str, Analyte], dict[str, str]]:
    """The analytes by code, and the codes by the keys of their names."""
    analytes: dict[str, Analyte] = {}
    names: dict[str, str] = {}
    for file in _ANALYTE_FILES:
        data = load(file)
        for entry in data["analyte"]:
            analyte = Analyte(
                entry["code"], entry["name"], entry.get("panel", data.get("panel")), entry.get("cas"),
                tuple(entry.get("parts", ())), entry.get("acid_of"), entry.get("factor"),
            )  # fmt: skip
            if analyte.code in analytes:
                raise VocabularyError(f"{file}.toml: code {analyte.code!r} stands twice")
            analytes[analyte.code] = analyte
            _claim(names, (entry["name"], *entry.get("spellings", ())), analyte.code, file)
    return analytes, names


def load_totals() -> tuple[dict[str, Total], dict[str, str]]:
    """The totals by code, and the codes by the keys of their names."""
    totals: dict[str, Total] = {}
    names: dict[str, str] = {}
    for entry in load("totals")["total"]:
        totals[entry["code"]] = Total(entry["code"], entry.get("panel"), tuple(entry.get("parts", ())))
        _claim(names, entry["spellings"], entry["code"], "totals")
    return totals, names


def _claim(names: dict[str, str], texts: Iterable[str], code: str, file: str) -> None:
    for text in texts:
        if names.setdefault(key(text), code) != code:
            raise VocabularyError(f"{file}.toml: {text!r} means both {names[key(text)]!r} and {code!r}")
