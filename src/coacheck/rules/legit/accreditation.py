"""legit.accreditation: is the laboratory accredited to ISO/IEC 17025, by a number, and is it its own?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coacheck.labs import Certificate, certificate, certificates_of, known, licence_form
from coacheck.model import Lab
from coacheck.rules.case import Case, Found
from coacheck.rules.legit.hosts import same_house
from coacheck.rules.legit.notes import noted
from coacheck.rules.legit.subcontracted import subcontracted

_PARTS = re.compile(r"\s*(?:[;,&]|and)\s*")
_ASK = "ask the lab for its certificate"


@dataclass(frozen=True)
class Shown:
    """What the report shows of an accreditation, and whose its number is known to be."""

    number: str | None
    body: str | None
    owner: Certificate | None


def shown_by(lab: Lab) -> Shown:
    """The body is the one named, else the one known for the number, else the only one that has such numbers."""
    parts = _PARTS.split(lab.accreditation_number or "")
    owner = next((found for part in parts if (found := certificate(part))), None)
    body = lab.accreditation_body or (owner.body if owner else None) or _body_of_form(parts[0])
    return Shown(lab.accreditation_number, body, owner)


def _body_of_form(number: str) -> str | None:
    """ "4329.02" is A2LA's, "AT-1853" ANAB's; bare digits are many bodies'."""
    fits = [b["name"] for b in known()["accreditation_body"] if re.fullmatch(b["number"], number)]
    return fits[0] if len(fits) == 1 and not number.isdigit() else None


def fits_body(number: str, body: str) -> bool:
    """Has it the form of the numbers that a body gives?"""
    forms = [b["number"] for b in known()["accreditation_body"] if b["name"] == body]
    return any(re.fullmatch(form, _PARTS.split(number)[0]) for form in forms)


def accreditation(case: Case) -> Iterator[Found]:
    """A number that is the lab's own, or another lab's; a claim or a seal; a licence that only accredited labs get.

    Then the tests that other laboratories did.
    """
    yield from _own(case)
    yield from subcontracted(case)


def _own(case: Case) -> Iterator[Found]:
    lab, place = case.report.lab, case.field("accreditation", "lab")
    scope, where = noted(case, "scope")
    shown = shown_by(lab)
    if shown.owner and lab.name and not same_house(shown.owner.lab, lab.name):
        message = f"accreditation {shown.number} is {shown.owner.lab}'s, and the report names {lab.name}; {_ASK}"
        yield Found("doubt", message, "iso17025", evidence=place)
    elif proved := _numbered(lab, shown) or _licensed(case) or _claimed(lab, shown):
        yield Found("pass", proved + scope, "iso17025", evidence=[*place, *where])
    else:
        printed = shown.number or shown.body or lab.iso17025
        yield Found("gap", _missing(lab, shown), "iso17025", evidence=place if printed else [])


def _numbered(lab: Lab, shown: Shown) -> str | None:
    by = f" by {shown.body}" if shown.body else ""
    if shown.number and lab.iso17025:
        return f"ISO/IEC 17025, certificate {shown.number}{by}"
    if shown.number and shown.body:
        return f"accreditation {shown.number}{by}; the words ISO/IEC 17025 were not found"
    return None


def _licensed(case: Case) -> str | None:
    lab = case.report.lab
    law = _law_of(lab.license, case) if lab.license else None
    if lab.iso17025 and lab.license:
        by = f" by {lab.accreditation_body}" if lab.accreditation_body else ""
        return f"ISO/IEC 17025{by}, no certificate number was found; licence {lab.license}"
    if law:
        held = f"licence {lab.license} is one that only accredited laboratories get ({law})"
        return f"no claim of ISO/IEC 17025 was found (a seal in a picture may make one), but {held}"
    return None


def _law_of(number: str, case: Case) -> str | None:
    """The law by which only accredited laboratories had such a licence, on the day of the report."""
    form = licence_form(number) or {}
    day = case.report.dates.reported or case.options.on.isoformat()
    since = form.get("accredited_since")
    return None if since and day < since.isoformat() else form.get("accredited")


def _claimed(lab: Lab, shown: Shown) -> str | None:
    """A seal or a claim of a laboratory that is known to be accredited by that body."""
    own = [c for c in certificates_of(lab.name or "") if shown.body in (None, c.body)]
    if own and (lab.iso17025 or shown.body):
        return f"{_claim(shown)}; {lab.name} is known by certificate {own[0].number}"
    return None


def _claim(shown: Shown) -> str:
    return f"accreditation by {shown.body} is shown" if shown.body else "ISO/IEC 17025 is claimed"


def _missing(lab: Lab, shown: Shown) -> str:
    """What is wanting, and what to ask for: of an accredited lab, whether this test is among those it is held for."""
    if shown.number:
        return f"accreditation {shown.number} is printed, but not by whom and to what standard; {_ASK}"
    if lab.iso17025 or shown.body:
        return f"{_claim(shown)}, but no certificate number was found; {_ASK}"
    if own := certificates_of(lab.name or ""):
        held = f"{lab.name} has {' and '.join(c.number for c in own)}"
        return f"no claim of ISO/IEC 17025 was found ({held}); ask the lab whether that covers this test"
    return f"no claim of ISO/IEC 17025 was found; {_ASK}"
