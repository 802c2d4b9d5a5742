"""Licence, accreditation and address of the laboratory."""

from __future__ import annotations

from collections.abc import Sequence

from coacheck.layout.phrases import Phrase
from coacheck.model import Evidence, Lab
from coacheck.reading.fields.accreditation import (
    accreditation_beside,
    accreditation_in,
    accreditation_of_body,
    accreditation_on_page,
    accreditation_said,
    body_in,
    claims_iso,
)
from coacheck.reading.fields.addresses import address_at
from coacheck.reading.fields.lab_names import mentions
from coacheck.reading.fields.licence import licence_beside, licence_of_form
from coacheck.reading.vocabulary import key


def lab_details(name: str | None, place: Evidence | None, client: str | None, pages: Sequence[Sequence[Phrase]]) -> Lab:
    """Licence, accreditation and address as printed. A licence counts as the lab's by its form or where it stands.

    `place`: where the lab is named; `client`: whose address it is not.
    """
    text = "\n".join(p.text for phrases in pages for p in phrases)
    number = accreditation_in(text) or accreditation_beside(pages) or accreditation_of_body(pages)
    number = number or accreditation_said(pages) or accreditation_on_page(pages)
    beside = licence_beside(name, pages)
    return Lab(
        name=name, license=licence_of_form(text) or (beside if beside != number else None),
        iso17025=True if claims_iso(pages) else None,
        accreditation_number=number, accreditation_body=body_in(text, number),
        address=_address(name, place, client, pages),
    )  # fmt: skip


def _address(
    name: str | None, place: Evidence | None, client: str | None, pages: Sequence[Sequence[Phrase]]
) -> str | None:
    """The postal address where the lab is named, or at its web and mail addresses."""
    if name is None:
        return None
    others = (
        Evidence(page=number, bbox=p.box, text=p.text)
        for number, phrases in enumerate(pages, 1)
        for p in phrases
        if len(p.text) < 120 and (name in dict(mentions(p.text)) or (len(key(name)) > 5 and key(name) in key(p.text)))
    )
    places = [place, *others] if place and len(place.text) < 120 else [*others]
    return next((found for at in places if (found := address_at(at, pages, client))), None)
