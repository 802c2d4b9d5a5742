"""The accreditation that a laboratory shows as a seal: a picture with its number."""

from __future__ import annotations

from collections.abc import Iterable

from coacheck.model import Evidence, Lab
from coacheck.page import Printed
from coacheck.reading.fields.accreditation import ISO_17025, accreditation_in, body_in


def with_seals(lab: Lab, printed: Iterable[Printed]) -> tuple[Lab, Evidence | None]:
    """The laboratory with what is printed on its seals and no text says, and where the telling one is."""
    printed = list(printed)
    text = "\n".join(line.text for line in printed)
    number = accreditation_in(text)
    told = next((line for line in printed if number and number in line.text), None)
    told = told or next((line for line in printed if ISO_17025.search(line.text) or body_in(line.text, None)), None)
    if told is None:
        return lab, None
    more = {
        "accreditation_number": number or lab.accreditation_number,
        "accreditation_body": lab.accreditation_body or body_in(text, number),
        "iso17025": True if ISO_17025.search(text) else lab.iso17025,
    }
    place = Evidence(page=1, bbox=list(told.box), text=f"{told.text} (a picture, read by OCR)")
    return lab.model_copy(update=more), place
