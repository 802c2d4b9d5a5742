"""potent.totals: does each printed total follow from the rows?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from coacheck.model import Amount, Expected, Result, Total
from coacheck.rules.amounts.numbers import INFINITE, Number, exact, plain, unpadded
from coacheck.rules.amounts.stated import called, number_of
from coacheck.rules.case import Case, Found, Said, evidence
from coacheck.rules.legit.hidden_text import changed
from coacheck.rules.potent.dry_weight import dry_weight
from coacheck.rules.potent.sums import PARTS, WHOLE, Sum, amount, sums
from coacheck.rules.potent.terpenes import terpenes_apart

_DRY = "_dry"
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_TERPENES = "total_terpenes"
_NO_SOURCE = ""  # that terpenes are added up needs none
_MOST_MOISTURE = exact("0.20")  # flower that is sold holds 8 to 15 % of water
_UNITS = ("%", "mg/g", "mg/mL", "mg/unit", "mg/serving", "mg/package")
_FACTORS = (Decimal("0.85"), Decimal(1))  # for an acid; the ratio of the molar masses is 0.867 to 0.887
_SMALL = exact("0.01").point
_OF_WHAT = ("mg/unit", "mg/serving", "mg/package")
_NO_OTHER_PART = "the report has no row for the other part"
_ROWS_UNREAD = "rows that could not be read may make the difference"
_ROWS_LEFT_OUT = "only what was found is listed; the rows that are left out may make the difference"
_LACKING = (_NO_OTHER_PART, _ROWS_UNREAD, _ROWS_LEFT_OUT)
"""Nothing contradicts the total: it can't be recomputed from what is there."""


@dataclass(frozen=True)
class Compared:
    """A printed figure of a total beside what the rows make. `ways`: how it may have been added up."""

    result: Result
    printed: Number
    made: Sum
    ways: tuple[str, ...]

    @property
    def fits(self) -> str | None:
        return next(iter(self.ways), None)

    @property
    def shown(self) -> str:
        """With the digits that are printed."""
        text = self.result.text
        own = text if self.result.value is None or _DIGITS.fullmatch(text) else str(self.printed)
        return f"{own} {self.result.unit}"

    @property
    def is_more(self) -> bool:
        return self.printed.low > self.made.number.high


def totals(case: Case) -> Iterator[Found]:
    """One finding for each printed total; the printed digits decide, in every unit it is printed in."""
    known = [t for t in case.report.totals if t.name.removesuffix(_DRY) in (*PARTS, *WHOLE, _TERPENES)]
    mine = [t for t in known if not any(_names_again(t, other) for other in known)]
    yield from (_cited(each, _judged(case, each)) for each in mine)
    if not mine:
        yield Found("skip", "the report prints no total that could be recomputed")


def _cited(each: Total, found: Found) -> Found:
    """The source is that of the sum of a cannabinoid and its acid."""
    return replace(found, citation=_NO_SOURCE) if each.name == _TERPENES else found


def _named(each: Total) -> str:
    """ "Total" over terpenes says what it is of."""
    own = called(each)
    return own if each.name != _TERPENES or "terp" in own.casefold() else f"{own} (terpenes)"


def _names_again(each: Total, other: Total) -> bool:
    """One figure that stands for two sums is told once, by the plain one of its names."""
    one = each.source is not None and (each.source, each.printed) == (other.source, other.printed)
    return one and each.name != WHOLE[0] == other.name


def contradicted(case: Case, each: Total) -> bool:
    """Do the rows exclude the printed total, or is it that of the neutral cannabinoid alone?"""
    wrong = [c for r in each.results if (c := _compare(case, each, r)) is not None and c.fits is None]
    return _judged(case, each).outcome == "fail" or any(_neutral_alone(case, each, c) for c in wrong)


def _judged(case: Case, each: Total) -> Found:
    compared = [c for r in each.results if (c := _compare(case, each, r)) is not None]
    wrong = next((c for c in compared if c.fits is None), None)
    if each.name.endswith(_DRY) and _dry_part(case) is None and _another_basis(case):
        return Found("skip", f"{_named(each)} is on dry weight, and the report prints no moisture", each.name,
                     evidence=evidence(each))  # fmt: skip
    if wrong is not None:
        return _of_terpenes(case, each, wrong) or _contradiction(case, each, wrong)
    if not any(r.value is not None for r in each.results) or not (compared or any(r.value for r in each.results)):
        return Found("skip", f"{_named(each)}: nothing was found", each.name, evidence=evidence(each))
    if not compared:
        message = f"{_named(each)} can't be recomputed: its rows, or the unit it is printed in, are missing"
        return Found("gap", message, each.name, evidence=evidence(each))
    return Found("pass", f"{_named(each)} {compared[0].shown} follows from {_way_of_all(compared)}", each.name,
                 measured=_amount(compared[0]), evidence=evidence(each))  # fmt: skip


def _of_terpenes(case: Case, each: Total, wrong: Compared) -> Found | None:
    """What shows that a total of terpenes is of other rows than those that are listed, which is no contradiction."""
    if each.name != _TERPENES:
        return None
    if wrong.is_more and _only_found(wrong.made):
        told = f"the terpenes that are listed make {wrong.made.number}, and none is listed that was not found"
        return Found("skip", f"{_named(each)}: {wrong.shown} printed; {told}", each.name, evidence=evidence(each))
    if apart := terpenes_apart(case, wrong.made.rows, wrong.result):
        told = f"which is what the rows make without {apart} (with it {wrong.made.number})"
        return Found("skip", f"{_named(each)}: {wrong.shown} printed, {told}", each.name, evidence=evidence(each))
    return None


def _way_of_all(compared: Sequence[Compared]) -> str | None:
    """How it was added up: what fits in every unit, and best in the one that is printed with the most digits."""
    sharpest = max(compared, key=lambda c: c.printed.point / (c.printed.high - c.printed.low or 1))
    return next((way for way in sharpest.ways if all(way in c.ways for c in compared)), compared[0].fits)


def _another_basis(case: Case) -> bool:
    """Do dry-weight totals not follow from the rows as they are? Then one that does, follows by chance."""
    dry = (t for t in case.report.totals if t.name.endswith(_DRY))
    compared = (c for t in dry for r in t.results if (c := _compare(case, t, r)) is not None)
    return any(c.fits is None for c in compared)


def _compare(case: Case, each: Total, result: Result) -> Compared | None:
    """None where the figure can't be recomputed."""
    number = number_of(result, each, case.facts)
    if number is None or result.unit is None:
        return None
    number = _or_cut_off(number)
    units = _OF_WHAT if result.unit == "mg" else (result.unit,)
    ways = [s for unit in units for s in _ways(case, each, unit)]
    fits = tuple(s.how for s in ways if s.number.agrees(number))
    if not ways or (not fits and result.unit == "mg"):
        return None
    nearest = min(ways, key=lambda s: abs(s.number.point - number.point)) if number.point else ways[0]
    return Compared(result, number, nearest, fits)


def _ways(case: Case, each: Total, unit: str) -> list[Sum]:
    ways = sums(case, each.name.removesuffix(_DRY), unit)
    if each.name.endswith(_DRY) and (dry := _dry_part(case)):
        ways += [Sum(s.number / dry, f"{s.how}, on dry weight", s.rows) for s in ways]
    return ways


def _or_cut_off(number: Number) -> Number:
    """Some forms cut digits off instead of rounding: 78.2957 is printed as 78.295."""
    return Number(number.point, number.low, number.high + (number.high - number.point))


def _contradiction(case: Case, each: Total, c: Compared) -> Found:
    made = c.made.number
    message = f"{_named(each)}: {c.shown} printed, but {c.made.how} makes {made} {c.result.unit}"
    if right := _unfilled(case, each, c):
        message = f"{message}; {right} from the rows, so this looks like a field that was not filled in"
    doubt = _doubt(case, each, c)
    outcome: Said = "fail" if doubt is None else "gap" if doubt in _LACKING else "doubt"
    return Found(
        outcome, f"{message} ({doubt})" if doubt else message, each.name,
        measured=_amount(c), expected=_expected(made, c),
        evidence=evidence(each, *(m for m in c.made.rows if any(r.value for r in m.results))),
    )  # fmt: skip


def _doubt(case: Case, each: Total, c: Compared) -> str | None:
    """Why the contradiction may not be the report's fault."""
    if changed(case):
        return "figures in this file were typed over or covered: see legit.hidden-text"
    if each.name.endswith(_DRY):
        return "the total is on dry weight, and the moisture may be that of another sample"
    if each.name == _TERPENES:
        return "labs differ in which terpenes they add up"
    if other := _other_unit(case, each, c):
        return f"the figure would fit in {other}"
    if _on_dry_weight(case, c):
        return "it would fit if the total is on dry weight"
    if c.is_more and each.name in PARTS and len(c.made.rows) < len(PARTS[each.name]):
        return _NO_OTHER_PART
    if c.is_more and each.name not in PARTS and case.report.unread:
        return _ROWS_UNREAD
    if c.is_more and each.name not in PARTS and _only_found(c.made):
        return _ROWS_LEFT_OUT
    if used := _other_factor(case, each, c):
        return f"it would take a factor of {used} for the acid"
    if neutral := _neutral_alone(case, each, c):
        return f"it would fit {neutral} alone"
    if c.result.value is not None and c.made.number.agrees(unpadded(c.result)):
        return "it would fit if digits were cut off, or zeros added after rounding"
    if abs(c.printed.point - c.made.number.point) <= _SMALL * c.made.number.point:
        return "the difference is small"
    return None


def _unfilled(case: Case, each: Total, c: Compared) -> str | None:
    """What shows that nought means nothing: the same total in another unit, or all totals of one cannabinoid."""
    if c.result.value != 0:
        return None
    again = [found for r in each.results if r.value and (found := _compare(case, each, r)) is not None]
    if again and all(found.fits is not None for found in again):
        return f"in {again[0].result.unit} it follows"
    others = [t for t in case.report.totals if t.name in PARTS and any(r.value for r in t.results)]
    compared = [found for t in others for r in t.results if (found := _compare(case, t, r)) is not None]
    whole = each.name in WHOLE and bool(compared) and all(found.fits is not None for found in compared)
    return "the other totals follow" if whole else None


def _only_found(made: Sum) -> bool:
    """Is it a list of what was found, which may leave out the least of it?"""
    return all(any(r.value for r in m.results) for m in made.rows)


def _on_dry_weight(case: Case, c: Compared) -> bool:
    """Would the water of flower make the difference? Not where the rows are on dry weight already."""
    dry = c.made.number.high >= c.printed.low * (1 - _MOST_MOISTURE.point)
    return c.is_more and case.plant and dry and dry_weight(case).rest < 1


def _other_unit(case: Case, each: Total, c: Compared) -> str | None:
    """The unit in which the figure is right: some forms print mg/g, or mg of one unit, in the column mg/mL."""
    others = [unit for unit in _UNITS if unit != c.result.unit]
    return next((u for u in others if any(s.number.agrees(c.printed) for s in sums(case, each.name, u))), None)


def _other_factor(case: Case, each: Total, c: Compared) -> str | None:
    """The factor that the lab must have used for the acid, where it is one that labs may use."""
    if each.name not in PARTS:
        return None
    codes = PARTS[each.name]
    rows = [next(iter(case.rows(code)), None) for code in codes]
    neutral, acid = (amount(row, c.result.unit or "", case) if row else None for row in rows)
    if neutral is None or acid is None or acid.low <= 0:
        return None
    used = (c.printed.point - neutral.point) / acid.point
    return plain(Decimal(f"{used:.3g}")) if _FACTORS[0] <= used <= _FACTORS[1] else None


def _neutral_alone(case: Case, each: Total, c: Compared) -> str | None:
    """The neutral cannabinoid, where the figure is just its own: some forms have a total without the acid."""
    code = PARTS.get(each.name, ("",))[0]
    for row in (m for m in case.rows(code) if c.result.unit):
        own = amount(row, c.result.unit or "", case)
        if own is not None and own.agrees(c.printed) and own.high > 0:
            return row.name
    return None


def _dry_part(case: Case) -> Number | None:
    """1 − moisture, where the report prints the moisture in %."""
    for row in case.panel("moisture").measurements:
        for result in row.results:
            number = number_of(result, row, case.facts) if result.unit == "%" else None
            if number is not None and number.point > 0 and number.high < 100:
                rest = [(100 - part) / 100 for part in (number.point, number.high, number.low)]
                return Number(*rest)
    return None


def _expected(made: Number, c: Compared) -> Expected:
    most = float(made.high) if made.high < INFINITE else None
    return Expected(min=float(made.low), max=most, unit=c.result.unit)


def _amount(c: Compared) -> Amount | None:
    return Amount(value=float(c.printed.point), unit=c.result.unit) if c.result.value is not None else None
