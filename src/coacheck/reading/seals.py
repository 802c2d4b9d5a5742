"""The accreditation that a laboratory shows as a seal: a picture with its number."""

from __future__ import annotations

from coacheck.model import Evidence, Lab
from coacheck.pdf import Document
from coacheck.pdf.badges import badges_of
from coacheck.reading.laboratory import ISO_17025, accreditation_in, body_in


def with_seals(lab: Lab, document: Document) -> tuple[Lab, Evidence | None]:
    """The laboratory with what its seals say and no text does, and where the telling one is."""
    printed = badges_of(document)
    text = "\n".join(line.text for line in printed)
    number = accreditation_in(text)
    told = next((line for line in printed if number and number in line.text), None)
    if told is None:
        return lab, None
    more = {
        "accreditation_number": number,
        "accreditation_body": lab.accreditation_body or body_in(text, number),
        "iso17025": True if ISO_17025.search(text) else lab.iso17025,
    }
    place = Evidence(page=1, bbox=list(told.box), text=f"{told.text} (a picture, read by OCR)")
    return lab.model_copy(update=more), place
