"""Rule sets: limits, THC law and label tolerances as data in data/rules, every entry checked when loaded."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from importlib import resources
from itertools import product
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import AfterValidator, Field, ValidationError, model_validator

from coacheck.errors import CoacheckError
from coacheck.given import text_of
from coacheck.model import Category, Frozen, PanelName
from coacheck.rules.law.vocabulary import codes, units

LABEL = "label"  # the file of tolerances: it serves the other sets, a user doesn't choose it
_DATA = resources.files("coacheck") / "data"
_INHERITED = ("jurisdiction", "citation", "confidence", "effective_from", "effective_to")  # file → its entries


class RuleSetError(CoacheckError):
    """A file of limits is wrong; the message names file and entry and says what was expected."""


def _code(code: str) -> str:
    if code not in codes():
        close = " or ".join(map(repr, get_close_matches(code, sorted(codes()), 2))) or "one such as 'cadmium'"
        raise ValueError(f"no code of the vocabulary; expected {close}")
    return code


def _unit(unit: str) -> str:
    if unit not in units():
        raise ValueError(f"expected one of {', '.join(units())}")
    return unit


Code = Annotated[str, AfterValidator(_code)]
Unit = Annotated[str, AfterValidator(_unit)]
Day = Annotated[date, Field(strict=True)]  # as TOML writes it: 2026-12-11, no quotes
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Positive = Annotated[Number, Field(gt=0)]
Comparison = Literal["<=", "<", "not_detected", "absent"]
Target = Literal["plant", "pre-harvest", "seed", "intermediate", "final", "hemp", "cannabis"]


class Entry(Frozen):
    """Where and when a figure holds, and who says so. Both dates are days on which it holds."""

    jurisdiction: str = ""
    categories: tuple[Category, ...] = Field(default=get_args(Category), min_length=1)
    except_categories: tuple[Category, ...] = ()
    forms: tuple[str, ...] = ()
    except_forms: tuple[str, ...] = ()
    scope: str = ""
    note: str = ""
    citation: str = Field(min_length=1)
    confidence: Literal["high", "medium", "low"]
    effective_from: Day = date.min
    effective_to: Day = date.max

    def in_force(self, on: date) -> bool:
        return self.effective_from <= on <= self.effective_to

    def covers(self, category: Category, form: str | None) -> bool:
        """Is it for this kind of product? `form` is the matrix as printed; an entry with `forms` needs one of them."""
        if category not in self.categories or category in self.except_categories or _names(form, self.except_forms):
            return False
        return not self.forms or _names(form, self.forms)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if getattr(self, "seen", None) is not None and getattr(self, "limit", None) is not None:
            raise ValueError("expected no seen beside a limit: the test must see the limit")
        if self.effective_from > self.effective_to:
            raise ValueError(f"effective_to {self.effective_to} is before effective_from {self.effective_from}")
        if (getattr(self, "comparison", None) in ("<=", "<")) != (getattr(self, "limit", None) is not None):
            raise ValueError("expected a limit with '<=' and '<', and none with the other comparisons")
        return self


class Limit(Entry):
    """How much of an analyte is allowed; no `limit` where it must not be there at all.

    `seen`: how little, in `unit`, the law demands that the test sees of what must not be there.
    `or_limits`: other figures that laboratories of the program print for it, where the law itself was not seen.
    """

    panel: PanelName
    analyte: Code
    limit: Positive | None = None
    or_limits: tuple[Positive, ...] = ()
    seen: Positive | None = None
    unit: Unit
    comparison: Comparison


class ThcRule(Entry):
    """A sentence of the law on THC. `analytes` are summed; total_thc is delta-9-THC + 0.877 THCA.

    `tolerance_percent`: how far a measured amount may be above the limit, where the law says so. `breach`: what it
    means to be above: "doubt" where the law is on crops and the product may be made of them, "gap" where other goods of
    the program may have more, and the report needn't say which these are (`note` names them). `known_on`: the day on
    which the law was last seen as it stands here, where it may still be moved; `look_at` says where to look.
    """

    id: str
    text: str
    applies_to: tuple[Target, ...]
    analytes: tuple[Code, ...] = ()
    basis: Literal["dry weight", "as sold"] = "as sold"
    limit: Positive | None = None
    unit: Unit | None = None
    comparison: Comparison | Literal["not_derivable"]  # not_derivable: no report can show it
    tolerance_percent: Positive | None = None
    breach: Literal["fail", "doubt", "gap"] = "fail"
    known_on: Day | None = None
    look_at: str = ""

    @property
    def most(self) -> Decimal:
        """The limit with the tolerance; 0 where there is none."""
        return Decimal(str(self.limit or 0)) * (100 + Decimal(str(self.tolerance_percent or 0))) / 100


class Candidates(Entry):
    """Analytes that may be of a class which the law names and nobody has listed."""

    id: str
    of: Literal["tetrahydrocannabinols", "similar_effect", "non_natural", "converted"]
    analytes: tuple[Code, ...]


class Tolerance(Entry):
    """How far a measured amount may be from the label, in percent of the label. `sets` may name "default"."""

    id: str
    text: str
    sets: tuple[str, ...] = ()
    low: Annotated[Number, Field(le=0)] | None = None
    high: Annotated[Number, Field(ge=0)] | None = None
    label_mg_above: Positive | None = None
    label_mg_up_to: Positive | None = None


class NotRequired(Entry):
    """A panel that the program doesn't ask of every batch; `text` says when it does."""

    panel: PanelName
    text: str


class RuleSet(Frozen):
    """`incomplete`: panels of which only a part of the list is known; within that part nothing passes the panel."""

    id: str
    title: str = ""
    jurisdiction: str = ""
    citation: str = ""
    confidence: str = ""
    effective_from: Day = date.min
    effective_to: Day = date.max
    notes: tuple[str, ...] = ()
    incomplete: tuple[PanelName, ...] = ()
    not_required: tuple[NotRequired, ...] = ()
    limits: tuple[Limit, ...] = ()
    thc: tuple[ThcRule, ...] = ()
    candidates: tuple[Candidates, ...] = ()
    tolerances: tuple[Tolerance, ...] = ()

    def limits_for(self, analyte: str, category: Category, form: str | None, on: date) -> list[Limit]:
        """The limits in force. The first one decides: one for the product's form stands before one for all forms."""
        found = [x for x in self.limits if x.analyte == analyte and x.in_force(on) and x.covers(category, form)]
        return sorted(found, key=lambda x: not x.forms)

    @model_validator(mode="after")
    def _one_limit_at_a_time(self) -> Self:
        seen: dict[tuple[str, ...], list[Limit]] = {}
        for x in self.limits:
            categories = [c for c in x.categories if c not in x.except_categories]
            for key in product([x.panel], [x.analyte], categories, map(_plain, x.forms or [""])):
                others = seen.setdefault(key, [])
                if any(x.effective_from <= y.effective_to and y.effective_from <= x.effective_to for y in others):
                    raise ValueError(f"{' '.join(key).strip()} stands twice; expected one limit at a time")
                others.append(x)
        return self


def rule_set_ids() -> list[str]:
    """The sets that a user can choose."""
    names = (f.name for f in (_DATA / "rules").iterdir() if f.name.endswith(".toml"))
    return sorted(n.removesuffix(".toml") for n in names if n != f"{LABEL}.toml")


@lru_cache(maxsize=32)
def rule_set(id: str) -> RuleSet:
    """A shipped set ("us-ca"), or LABEL."""
    if id not in (*rule_set_ids(), LABEL):
        raise RuleSetError(f"no rule set {id!r}; expected one of {', '.join(rule_set_ids())}")
    return _parse(f"{id}.toml", (_DATA / "rules" / f"{id}.toml").read_text("utf-8"))


def load_file(path: Path) -> RuleSet:
    """A user's own file of limits; what it says is cited with the name of the file."""
    return _cited(_parse(path.name, text_of(path, "a TOML file of limits")), path.name)


def _cited(rules: RuleSet, name: str) -> RuleSet:
    kinds = ("limits", "thc", "candidates", "tolerances")
    entries = {kind: tuple(x.model_copy(update={"citation": f"{name}: {x.citation}"}) for x in getattr(rules, kind))
               for kind in kinds}  # fmt: skip
    if not any(entries.values()):
        raise RuleSetError(f"{name}: no limits, THC rules or tolerances; expected a [[group]] with limits.")
    return rules.model_copy(update={**entries, "citation": f"{name}: {rules.citation}"})


def _parse(name: str, text: str) -> RuleSet:
    data: dict[str, Any] = {}
    try:
        data = {"id": Path(name).stem, **tomllib.loads(text)}
        inherited = {k: data[k] for k in _INHERITED if k in data}
        groups = [(group, _tables(group, "limits")) for group in _tables(data, "group")]
        data["limits"] = [inherited | group | row for group, rows in groups for row in rows]
        for key in ("not_required", "thc", "candidates", "tolerances"):
            data[key] = [inherited | entry for entry in _tables(data, key)]
        return RuleSet.model_validate(data)
    except ValidationError as error:
        raise RuleSetError(f"{name}: {_told(error, data)}") from error
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise RuleSetError(f"{name}: {error}") from error


def _tables(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    tables = data.pop(key, [])
    if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        raise ValueError(f"{key} is {tables!r}: expected a list of tables")
    return tables


def _told(error: ValidationError, data: dict[str, Any]) -> str:
    """The first problem: in which entry, at which key, what stands there and what was expected."""
    first = error.errors()[0]
    place, message = list(first["loc"]), first["msg"].removeprefix("Value error, ")
    entry = ""
    if len(place) > 1 and isinstance(row := data[str(place[0])][place[1]], dict):
        entry = row.get("id") or " ".join(str(row[k]) for k in ("panel", "analyte") if k in row)
        place = place[2:]
    key = ".".join(map(str, place))
    found = f"{key} is {first['input']!r}" if key and first["type"] != "missing" else key
    return ": ".join(part for part in (entry, found, message) if part)


def _names(form: str | None, words: tuple[str, ...]) -> bool:
    """Does the printed form name one of the words, or its plural?"""
    text = f" {_plain(form or '')} "
    return any(f" {_plain(word)}{s} " in text for word in words for s in ("", "s"))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))
