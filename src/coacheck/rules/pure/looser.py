"""Are the printed limits those of the law for this kind of product, or looser ones, as of another kind's table?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import get_args

from coacheck.model import Category, Measurement, PanelName
from coacheck.rules.amounts.numbers import plain
from coacheck.rules.case import Case, Found, evidence
from coacheck.rules.law.sets import RuleSet
from coacheck.rules.pure.limited import PANELS, judged_on, printed_limit
from coacheck.rules.pure.stand_in import before
from coacheck.rules.wording import counted

_SHOWN = 3
_ROUNDED = Decimal("1.1")  # 0.6501 for "at most 0.65", 0.21 for 0.2: another table differs by more
_LIKE_A_TABLE = 3  # so many limits that all are another kind's are its table, not chance


@dataclass(frozen=True)
class _Loose:
    """A printed limit above the one of the rule set, both in its unit."""

    row: Measurement
    printed: Decimal
    law: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{self.row.name} {plain(self.printed)}, where {plain(self.law)} {self.unit} is allowed"


def looser(case: Case) -> Iterator[Found]:
    """One finding for all of them. For hemp, whose list is only a measure, where another kind's table was used."""
    rules = case.profile.contaminants[-1]
    if case.category is None or before(case, rules):
        return
    loose = list(_loose(case, rules, case.category))
    others = [c for c in get_args(Category) if c != case.category and _fits(case, rules, loose, c)]
    if loose and (not case.profile.hemp or (others and len(loose) >= _LIKE_A_TABLE)):
        shown = "; ".join(map(str, loose[:_SHOWN])) + (" …" if len(loose) > _SHOWN else "")
        table = f", as for {others[0]} products" if others else ""
        law = f"for {case.category} products ({rules.id})" if _by_category(case, rules, loose) else f"{rules.id} allows"
        told = f"{counted(len(loose), 'printed limit')} looser than {law}{table}"
        yield Found("doubt", f"{told}: {shown}", citation=rules.citation, evidence=evidence(*(x.row for x in loose)))


def _loose(case: Case, rules: RuleSet, category: Category) -> Iterator[_Loose]:
    for panel in PANELS:
        for row in case.panel(panel).measurements:
            law, unit = _law(case, rules, panel, row, category)
            own = printed_limit(case, row, unit)
            if law is not None and own is not None and own > law * _ROUNDED:
                yield _Loose(row, own, law, unit)


def _by_category(case: Case, rules: RuleSet, loose: Sequence[_Loose]) -> bool:
    """Is any of these limits another for other kinds of products?"""
    return any(len({_law(case, rules, None, x.row, c) for c in get_args(Category)}) > 1 for x in loose)


def _fits(case: Case, rules: RuleSet, loose: Sequence[_Loose], category: Category) -> bool:
    """Is each of the printed limits the one for this category?"""
    return all(_law(case, rules, None, x.row, category) == (x.printed, x.unit) for x in loose)


def _law(
    case: Case, rules: RuleSet, panel: PanelName | None, row: Measurement, category: Category
) -> tuple[Decimal | None, str]:
    found = rules.limits_for(row.analyte or "", category, case.form, judged_on(rules, case.options.on))
    first = next((x for x in found if panel is None or x.panel == panel), None)
    if first is None or first.limit is None or first.confidence != "high":
        return None, ""  # a figure that is not quite sure is no match for what an approved laboratory prints
    return Decimal(str(first.limit)), first.unit
