"""legit.authorised: did someone sign for the report, by name and role?"""

from __future__ import annotations

from collections.abc import Iterator

from coacheck.model import Evidence, Signatory
from coacheck.rules.case import Case, Found

_ASK = "ask the lab who authorised it"


def authorised(case: Case) -> Iterator[Found]:
    """A name, and what gives it weight: a role or "Approved by". A signature that is only a picture can't be read."""
    signed = case.report.signatories
    named = [s for s in signed if s.name]
    if named:
        told = "; ".join(f"{s.name}, {s.role}" if s.role else f"{s.name} (no role is printed)" for s in named[:4])
        yield Found("pass", f"signed for by {told}", "authorised", evidence=_places(named))
    elif signed:
        message = f"{signed[0].role!r} is printed without a name (a signature may be there as a picture); {_ASK}"
        yield Found("gap", message, "authorised", evidence=_places(signed))
    else:
        message = f"no name and role of whoever approved it was found (a signature may be there as a picture); {_ASK}"
        yield Found("gap", message, "authorised")


def _places(signed: list[Signatory]) -> list[Evidence]:
    return [Evidence(page=s.page, bbox=s.bbox, text=s.text) for s in signed]
