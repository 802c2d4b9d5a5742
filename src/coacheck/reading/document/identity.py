"""Fourth stage: who tested what for whom, and when; each with the place where it is printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from coacheck.model import Dates, Evidence, Lab, Product
from coacheck.page import Document, Printed
from coacheck.reading.document.overall import Overall, overall_of, stamped
from coacheck.reading.document.seen import Seen
from coacheck.reading.fields.accreditation import accreditation_place
from coacheck.reading.fields.candidates import Candidate, best, whole
from coacheck.reading.fields.client import client_of
from coacheck.reading.fields.dates import dated_places, dates_of, signed_place
from coacheck.reading.fields.ids import first_id, lot_in_name, place_of, titled_batch
from coacheck.reading.fields.laboratory import lab_details
from coacheck.reading.fields.matrix import category_of, kinds_of, matrix_of
from coacheck.reading.fields.product import product_of
from coacheck.reading.fields.seals import with_seals
from coacheck.reading.fields.which_lab import lab_of
from coacheck.reading.tables.sections import Sections

_FIGURE = re.compile(r"\d")
Look = Callable[[Document], Iterable[Printed]]
"""Reads the print in pictures of the first page."""


@dataclass(frozen=True)
class Pictures:
    """How to read what pictures print of the verdict and of the accreditation; asked only where no text says it."""

    document: Document
    stamps: Look | None
    seals: Look | None


@dataclass(frozen=True)
class Identity:
    """What names the report. `places`: where each of it is printed."""

    lab: Lab
    client: str | None
    product: Product
    sample: str | None
    batch: str | None
    dates: Dates
    overall: Overall | None
    places: Mapping[str, Evidence]


def identity_of(seen: Seen, sections: Sections, pictures: Pictures) -> Identity:
    """Who tested what for whom, and when, as printed."""
    phrases, candidates = seen.phrases, seen.candidates
    places: dict[str, Evidence | None] = {}
    lab, places["lab"] = lab_of(phrases, candidates)
    client, places["client"] = client_of(candidates, phrases, lab)
    matrix, places["matrix"] = matrix_of(candidates, phrases)
    batch, sample = (_id(seen, name, places) for name in ("batch", "sample_id"))
    over = (places["matrix"], places["sample_id"])
    product, places["product"] = product_of(candidates, phrases, (lab, client, matrix, sample), over, seen.words)
    overall, places["overall_status"] = _overall(seen, pictures)
    titled = None if batch else titled_batch(phrases, product, sample)
    if titled:
        batch, places["batch"] = titled.text, Evidence(page=1, bbox=titled.box, text=titled.text)
    if batch is None:
        batch, places["batch"] = _named_lot(candidates, places["product"])
    masses = (c for name in ("unit_mass", "package_mass") for c in best(candidates, name) if _FIGURE.search(c.text))
    places["unit_mass"] = next(map(place_of, masses), None)
    details, places["accreditation"] = _lab(seen, lab, places["lab"], client, pictures)
    dates = dates_of(candidates, seen.order, sections.dated, phrases)
    dated = {name: place_of(c) for name, c in dated_places(dates, candidates, seen.order).items()}
    if dates.reported and "reported" not in dated:
        places["reported"] = signed_place(dates.reported, phrases, seen.order)
    category = category_of(matrix, *kinds_of(candidates), product, _headings(seen))
    return Identity(
        lab=details, client=client, product=Product(name=product, matrix=matrix, category=category), sample=sample,
        batch=batch, dates=dates, overall=overall,
        places={name: place for name, place in {**places, **dated}.items() if place},
    )  # fmt: skip


def _named_lot(candidates: Sequence[Candidate], place: Evidence | None) -> tuple[str | None, Evidence | None]:
    """The batch in a name of the product, where nothing is called one, and where that name is. `place`: the product."""
    names = [(whole(c), place_of(c)) for c in best(candidates, "product") if not c.late]
    for name, where in (*names, (place.text if place else "", place)):
        if lot := lot_in_name(name):
            return lot, where
    return None, None


def _id(seen: Seen, name: Literal["batch", "sample_id"], places: dict[str, Evidence | None]) -> str | None:
    found = first_id(seen.candidates, name, seen.text)
    places[name] = place_of(found[1]) if found else None
    return found[0] if found else None


def _overall(seen: Seen, pictures: Pictures) -> tuple[Overall | None, Evidence | None]:
    found = overall_of(seen.candidates, seen.readings, seen.phrases, seen.words)
    if found is None and pictures.stamps:
        found = stamped(pictures.stamps(pictures.document), seen.words)
    return found or (None, None)


def _lab(
    seen: Seen, name: str | None, place: Evidence | None, client: str | None, pictures: Pictures
) -> tuple[Lab, Evidence | None]:
    """What is printed of the laboratory, and where its accreditation is."""
    details = lab_details(name, place, client, seen.phrases)
    accredited = accreditation_place(details, seen.phrases)
    if pictures.seals and details.accreditation_number is None:
        details, seal = with_seals(details, pictures.seals(pictures.document))
        accredited = seal or accredited
    return details, accredited


def _headings(seen: Seen) -> str:
    """The column headings, which may say what a unit is ("mg/gummy")."""
    return " ".join(c.heading for tables in seen.tables for t in tables for c in t.columns)
