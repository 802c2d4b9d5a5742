"""Digital signatures, verified by pyHanko where it is installed (extra `sign`)."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

from coacheck.model import Signature

_LONGEST = 80


def verified(data: bytes) -> list[Signature]:
    """What is to be said of each signature; none where pyHanko is missing. Nothing is fetched."""
    try:
        from pyhanko.pdf_utils.reader import PdfFileReader
    except ImportError:
        return []
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return list(_verified(PdfFileReader(io.BytesIO(data), strict=False)))
    except Exception as error:  # noqa: BLE001 - a stranger's signature: whatever breaks a library is "not intact"
        return [Signature(signer=f"unreadable ({type(error).__name__})", intact=False, trusted=False)]


def _verified(reader: Any) -> Iterator[Signature]:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    for signature in reader.embedded_signatures:
        if signature.sig_object.get("/Type", "/Sig") == "/DocTimeStamp":
            continue
        status = validate_pdf_signature(signature, ValidationContext(allow_fetching=False))
        yield Signature(
            signer=str(status.signing_cert.subject.human_friendly)[:_LONGEST],
            intact=bool(status.intact and status.valid),
            trusted=bool(status.trusted),
            changes=_changes(status),
        )


def _changes(status: Any) -> str:
    """What was done after it was set, where it is more than signing, filling in and annotating allow."""
    if getattr(status.coverage, "name", "") in ("ENTIRE_FILE", "ENTIRE_REVISION") and status.bottom_line:
        return ""
    level = getattr(status.modification_level, "name", "")
    if level == "OTHER":
        return "its content was changed after that"
    return {"ANNOTATIONS": "annotations were added after that", "FORM_FILLING": "fields were filled in after that"}.get(
        level, ""
    )
