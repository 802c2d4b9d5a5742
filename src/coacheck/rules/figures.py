"""What a person wants to see beside the verdict: how strong it is as it is used, and how near each limit is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coacheck.model import Claim, Verdict
from coacheck.rules.amounts.numbers import plain
from coacheck.rules.amounts.quantities import Missing, convert
from coacheck.rules.amounts.stated import Stated
from coacheck.rules.case import Case, Options
from coacheck.rules.kinds import possible_kinds
from coacheck.rules.potent.promised import answer
from coacheck.rules.pure.shares import shares
from coacheck.view import Figures, Strength, Usable

_SHOWN = ("cbd", "total_thc", "total_cannabinoids")
_UNITS = ("%", "mg/g", "mg/mL", "mg/unit", "mg/serving", "mg/package")
_LIQUID = {"tincture", "beverage"}
_COUNTED = {"gummy", "sweet", "capsule"}


def figures(verdict: Verdict, options: Options) -> Figures:
    """The figures of a report that was judged with the same options, by the rules that judged it."""
    case = Case(verdict.report, verdict.label, replace(options, rules=verdict.rules.profile))
    return Figures(list(_strengths(case)), *shares(case))


def _strengths(case: Case) -> Iterator[Strength]:
    """What a page is asked for most, and what the label claims; what can't be reached only where one would ask."""
    claimed = [c.analyte for c in case.label.claims if c.comparison != "absent"]
    for code in dict.fromkeys((*_SHOWN, *claimed)):
        answers = [answer(case, Claim(text="", analyte=code, unit=unit)) for unit in _UNITS]
        found = {unit: a.amounts[0] for unit, a in zip(_UNITS, answers, strict=True) if a.amounts}
        if found:
            first, asked = next(iter(found.values())), _asked(case)
            amounts = [
                _usable(found[u]) if u in found else Usable(u, missing=_missing(case, first, u))
                for u in _UNITS if u in found or u in asked
            ]  # fmt: skip
            yield Strength(code, first.name, amounts)


def _asked(case: Case) -> set[str]:
    """The units in which this kind of product is used."""
    if case.plant:
        return set()
    kinds = possible_kinds(case.form)
    return {"mg/package"} | ({"mg/mL"} if kinds & _LIQUID else set()) | ({"mg/unit"} if kinds & _COUNTED else set())


def _missing(case: Case, known: Stated, unit: str) -> str:
    way = convert(known.number, known.unit, unit, case.facts)
    return f"{way.fact} would be needed" if isinstance(way, Missing) else "the report contradicts itself"


def _usable(found: Stated) -> Usable:
    if found.quantified:
        return Usable(found.unit, plain(found.number.point), found.path)
    most = found.number.high
    return Usable(found.unit, f"not quantified, at most {plain(most)}" if most.is_finite() and most else "not found")
