"""The measurement uncertainty that a laboratory prints beside a result: "Δ9-THC 0.294 % ± 7.8 %", "±0.96 24.5 2.45"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from coacheck.model import Measurement, Total
from coacheck.rules.amounts.numbers import exact
from coacheck.rules.amounts.quantities import Converted, convert
from coacheck.rules.case import Case

_PRINTED = re.compile(r"(?:±|\+/-)\s*(\d+(?:\.\d+)?)\s*(%)?(?![\w)-])")


def uncertainty(case: Case, rows: Sequence[Measurement | Total], unit: str) -> Decimal | None:
    """How far the amount may be off, in `unit`, where one row decides and prints it."""
    found = [row for row in rows if any(r.value for r in row.results)]
    match = _PRINTED.search(found[0].text) if len(found) == 1 else None
    if match is None:
        return None
    first = next(r for r in found[0].results if r.value)
    about = _in_its_unit(exact(first.value or 0).point, exact(match[1]).point, match[2] is not None, first.unit)
    way = convert(exact(about), first.unit, unit, case.facts)
    return way.number.point if isinstance(way, Converted) else None


def _in_its_unit(value: Decimal, about: Decimal, percent: bool, unit: str | None) -> Decimal:
    """ "± 7.8 %" is a share of the result. Of a result in % it may as well be as it stands; the wider one is taken."""
    share = value * about / 100
    if not percent:
        return about
    return max(share, about) if unit == "%" and about < value else share
