"""--rules auto: a state's program for licensed cannabis, or hemp law, by what the report prints. Weighed in this order:

1. The page or the label calls the product hemp: by its matrix or in words, or by promising hemp's THC.
2. A METRC tag, the licence of a grower, maker or seller, a seed-to-sale number, words of a program.
3. The product's name calls it hemp or CBD.
4. More delta-9-THC than hemp can have, above all other cannabinoids, where a state's program is near.

Of a program it is that of the state whose rules the page says it was tested for, else of the mark, the client, the lab.
Without any of these it is judged as hemp. What a laboratory is licensed for says little: many test both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from coacheck.labs import known as known_labs
from coacheck.model import Claim, Label, ProgramMark, Report
from coacheck.programs import State, programs
from coacheck.rules.amounts.numbers import exact, plain
from coacheck.rules.case import Case, Options
from coacheck.rules.law.profile import AUTO, CANNABIS, HEMP
from coacheck.rules.law.sets import rule_set_ids
from coacheck.rules.potent.sums import amount

HEMP_LIMIT = Decimal("0.3")  # % delta-9-THC (7 U.S.C. 1639o)
FAR_BEYOND = Decimal("1")  # % delta-9-THC: more than three times what hemp may have
BEYOND = Decimal("0.6")  # %: twice that; tells only together with a laboratory licensed in the client's state
_STATE = re.compile(r"\b([A-Z]{2}),?\s+\d{5}(?:-?\d{4})?\b|,\s*([A-Z][A-Za-z ]+),?\s+\d{5}\b|,\s*([A-Z]{2})\W*$")
_SHOWN = 60
_NOTHING = (
    "hemp, by default: nothing that was read places the product for certain in a state's program for licensed cannabis"
)


@dataclass(frozen=True)
class Choice:
    """The name of the rules that judge, and why; no reason where the user chose them."""

    rules: str
    reason: str | None = None
    by_default: bool = False
    """Nothing that was read says what it is."""
    beyond: bool = False
    """By default hemp, with so much THC that it is rather licensed cannabis of a program which was not found."""


def choose(report: Report, label: Label, options: Options) -> Choice:
    """The rules that the options name, or for `auto` those that the report calls for."""
    if options.rules != AUTO:
        return Choice(options.rules)
    case = Case(report, label, replace(options, rules=HEMP))
    if why := _called_hemp(case):
        return Choice(HEMP, f"hemp: {why}")
    if (mark := _licensed(report)) is not None:
        printed = _printed_state(report)
        why = f"{_told(mark)}, {_told(printed)}" if printed and printed.state != mark.state else _told(mark)
        return _program(_state_of(mark, report), why)
    if why := _named_hemp(case):
        return Choice(HEMP, f"hemp: {why}")
    if beyond := _beyond_hemp(case):
        return _program(*beyond)
    return _by_default(case)


def _by_default(case: Case) -> Choice:
    """An address in a state without a program leaves no other law than that of hemp."""
    found, address = _main_thc(case), case.report.client_address
    beyond = found is not None and found >= FAR_BEYOND and (address is None or _state_at(address) is not None)
    more = f"; {plain(found or 0)} % delta-9-THC is far more than hemp can have" if beyond else ""
    return Choice(HEMP, f"{_NOTHING}{more}", by_default=True, beyond=beyond)


def _program(state: State | None, why: str) -> Choice:
    """The state's own rules; where it has none here, those for licensed cannabis anywhere."""
    if state is None:
        return Choice(CANNABIS, f"licensed cannabis: {why}; its state was not found, so California's limits measure it")
    if state.rule_set in rule_set_ids():
        return Choice(state.rule_set, f"licensed cannabis of {state.name}: {why}")
    lacking = f"there are no rules of {state.name}'s here, so California's limits measure it"
    return Choice(CANNABIS, f"licensed cannabis of {state.name}: {why}; {lacking}")


def _called_hemp(case: Case) -> str | None:
    if case.called_hemp:
        return case.called_hemp
    if _has(case.label.product, programs().hemp.product):
        return f"the label calls it “{_short(case.label.product or '')}”"
    claim = next((c for c in case.label.claims if _promises_hemp(c)), None)
    return f"the label says “{_short(claim.text)}”" if claim else None


def _promises_hemp(claim: Claim) -> bool:
    """ "delta-9-THC 0.3 %", "THC < 0.2 %" are what hemp promises."""
    thc = claim.analyte in ("delta_9_thc", "total_thc") and claim.comparison != ">="
    if not thc or claim.unit != "%" or claim.value is None:
        return False
    much = exact(claim.value).point
    return much == HEMP_LIMIT or (claim.comparison == "<=" and much < HEMP_LIMIT)


def _licensed(report: Report) -> ProgramMark | None:
    """The most telling mark: one that names the state before one that doesn't."""
    marks = [m for m in report.program_marks if m.kind not in ("hemp", "state")]
    return min(marks, key=lambda m: (m.state is None, m.kind != "track", m.kind != "licence", m.page), default=None)


def _named_hemp(case: Case) -> str | None:
    name = case.report.product.name
    return f"the product is named “{_short(name or '')}”" if _has(name, programs().hemp.product) else None


def _beyond_hemp(case: Case) -> tuple[State, str] | None:
    """A state with a program, and how much more THC there is than hemp can have."""
    found = _main_thc(case)
    client, lab = _state_at(case.report.client_address), _state_of_licence(case.report.lab.license)
    state = client or (lab if case.report.client_address is None else None)
    if found is None:
        return None
    if printed := _printed_state(case.report):
        meant, why = programs().named(printed.state), f"far more than hemp can have; {_told(printed)}"
        return (meant, f"{plain(found)} % delta-9-THC, {why}") if meant and found >= FAR_BEYOND else None
    if state is None:
        return None
    if found >= FAR_BEYOND or (found >= BEYOND and lab == client):
        who = "client" if client else "laboratory"
        near = " and laboratory" if client and lab == client else ""
        return state, f"{plain(found)} % delta-9-THC, far more than hemp can have, with a {who}{near} in {state.name}"
    return None


def _main_thc(case: Case) -> Decimal | None:
    """Delta-9-THC in %, where it makes with THCA most of the cannabinoids; hemp extracts and delta-8 have others."""
    rows = {m.analyte: n.point for m in case.panel("cannabinoids").measurements if (n := amount(m, "%", case))}
    thc = rows.get("delta_9_thc", Decimal(0))
    return thc if thc and thc + rows.get("thca", Decimal(0)) > sum(rows.values()) / 2 else None


def _state_of(mark: ProgramMark, report: Report) -> State | None:
    """The state that is printed as such, else of the mark, else of the client, else of the laboratory."""
    if printed := _printed_state(report):
        return programs().named(printed.state)
    return next((s for s in (programs().named(mark.state), *_states_near(report)) if s), None)


def _printed_state(report: Report) -> ProgramMark | None:
    return next((m for m in report.program_marks if m.kind == "state"), None)


def _states_near(report: Report) -> Iterator[State | None]:
    yield _state_at(report.client_address)
    yield _state_of_licence(report.lab.license)
    yield _state_at(report.lab.address)


def _state_at(address: str | None) -> State | None:
    """ "Quincy, FL 32351", "Tampa, Florida 33619", "Edmond, OK"."""
    found = [code or name or last for code, name, last in _STATE.findall(address or "")]
    return next((s for s in programs().state if found and found[-1].strip() in (s.code, s.name)), None)


def _state_of_licence(number: str | None) -> State | None:
    forms = known_labs()["licence"]
    codes = [f["jurisdiction"].removeprefix("US-") for f in forms if re.fullmatch(f["pattern"], number or "")]
    return programs().named(codes[0]) if len(codes) == 1 else None


def _told(mark: ProgramMark) -> str:
    tag = "METRC tag" if mark.state else "tracked from seed to sale:"
    what = {"track": tag, "licence": "licence"}.get(mark.kind)
    shown = f"{what} {_short(mark.text)}" if what else f"“{_short(mark.text)}”"
    return f"{shown} on page {mark.page}"


def _has(text: str | None, words: tuple[str, ...]) -> bool:
    return any(re.search(rf"\b{re.escape(word)}\b", text or "", re.IGNORECASE) for word in words)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
