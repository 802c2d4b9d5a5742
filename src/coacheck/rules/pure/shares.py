"""Every contaminant beside its limit: of the rule set where it has one, else the one printed beside the result."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from coacheck.model import Measurement, PanelName, Quantity, Total
from coacheck.rules.amounts.numbers import plain, printed
from coacheck.rules.amounts.stated import UNTESTED
from coacheck.rules.case import Case
from coacheck.rules.law.sets import Limit
from coacheck.rules.pure.limited import PANELS, Limited, Row, amount, amounts, bound, detected, limited
from coacheck.view import Share


def shares(case: Case) -> tuple[list[Share], dict[PanelName, list[str]]]:
    """By the limits of the rule sets (the worst of several), else by the printed ones; and what has none, by panel."""
    held, covered = _by_sets(case)
    rest: dict[PanelName, list[str]] = {}
    for panel in PANELS:
        for row in case.panel(panel).measurements:
            if id(row) in covered or not _tested(row):
                continue
            if share := _by_print(case, panel, row):
                held.append(share)
            else:
                rest.setdefault(panel, []).append(row.name)
    return held, rest


def _by_sets(case: Case) -> tuple[list[Share], set[int]]:
    """The shares, and which rows they are of."""
    held: dict[tuple[PanelName, str], Share] = {}
    covered: set[int] = set()
    for rules in case.profile.contaminants:
        for each in limited(case, rules):
            found, key = _by_rules(case, each), (each.limits[0].panel, each.code)
            held[key] = max(held.get(key, found), found, key=_badness)
            covered |= {id(row) for row in each.rows}
    return list(held.values()), covered


def _badness(share: Share) -> tuple[bool, float]:
    return (bool(share.over), share.share if share.share is not None else -1.0)


def _by_rules(case: Case, each: Limited) -> Share:
    """By the strictest limit that may be meant; `over` only where all of them say the same."""
    limit = min(each.limits, key=lambda x: x.limit or 0.0)
    overs = {_over(case, each, x) for x in each.limits}
    share, at_most = _share(case, each.rows, limit)
    allowed = "none allowed" if limit.limit is None else f"{limit.limit:.10g} {limit.unit}"
    return Share(
        limit.panel, each.name, _result(each.rows), allowed, each.rules.id, share, at_most,
        over=overs.pop() if len(overs) == 1 else None, judges=each.judges, source=each.rows[0].source,
    )  # fmt: skip


def _share(case: Case, rows: Sequence[Row], limit: Limit) -> tuple[float | None, bool]:
    found = any(map(detected, rows))
    if limit.limit is None:
        return None, not found
    if not found:
        return _missed(case, rows, limit.unit, Decimal(str(limit.limit))), True
    number = amounts(case, rows, limit.unit)
    return (float(number.point / Decimal(str(limit.limit))) if number else None), False


def _missed(case: Case, rows: Sequence[Row], unit: str, limit: Decimal) -> float | None:
    """The most that the test could have missed, as a share of the limit. None where no LOD or LOQ says it."""
    edges = [bound(case, row, r, unit) for row in rows for r in row.results if r.qualifier not in UNTESTED]
    known = [e.point for e in edges if e is not None and e.high.is_finite()]
    return float(max(known) / limit) if known else None


def _over(case: Case, each: Limited, limit: Limit) -> bool | None:
    if limit.limit is None:
        return any(map(detected, each.rows))
    if not any(map(detected, each.rows)):
        return False
    number, most = amounts(case, each.rows, limit.unit), Decimal(str(limit.limit))
    if number is None:
        return None
    return number.point > most or (limit.comparison == "<" and number.point == most)


def _by_print(case: Case, panel: PanelName, row: Measurement) -> Share | None:
    """None where no limit is printed. A limit in words is told, but what was found is not judged by it here."""
    limit, found = row.limit, detected(row)
    share: float | None = None
    over = None if found else False
    if limit is None or limit.value == 0:
        said = row.limit_text or (limit and (limit.text or "0"))
        over = True if found and limit is not None else over
    else:
        said = f"{limit.text or plain(limit.value)} {limit.unit or ''}".strip()
        share = _printed_share(case, row, limit)
        over = share > 1 if found and share is not None else over
    if not said:
        return None
    return Share(panel, row.name, _result([row]), said, None, share, not found, over, True, row.source)


def _printed_share(case: Case, row: Measurement, limit: Quantity) -> float | None:
    if limit.unit is None:
        return None
    most = printed(limit).point
    if not detected(row):
        return _missed(case, [row], limit.unit, most)
    number = amount(case, row, limit.unit)
    return float(number.point / most) if number else None


def _result(rows: Sequence[Row]) -> str:
    return "; ".join(dict.fromkeys(_told(row) for row in rows))


def _told(row: Measurement | Total) -> str:
    """As printed, the first column that says something."""
    said = [r for r in row.results if r.qualifier not in UNTESTED] or row.results
    first = next((r for r in said if r.value), said[0])
    figure = first.text or first.qualifier or f"{first.value or 0:g}"
    bare = not any(c.isdigit() for c in figure) or (first.unit or "") in figure  # "<LOQ" is no figure with a unit
    return figure if bare else f"{figure} {first.unit}"


def _tested(row: Measurement) -> bool:
    return any(r.qualifier not in UNTESTED for r in row.results)
