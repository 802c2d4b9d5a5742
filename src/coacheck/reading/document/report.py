"""Put a report together from the pages of a document."""

from __future__ import annotations

from dataclasses import replace

from coacheck.errors import NotACoaError, UnreadableError
from coacheck.model import Report, Source, Unread
from coacheck.page import Document
from coacheck.reading.clean.glyphs import deduce
from coacheck.reading.clean.respell import respelled
from coacheck.reading.clean.scale import as_paper, as_printed
from coacheck.reading.document.identity import Identity, Look, Pictures, identity_of
from coacheck.reading.document.panels import panels_of, totals_of, unread_of
from coacheck.reading.document.refusal import is_scan, names_a_sample, refusal, speaks_of_a_report
from coacheck.reading.document.seen import Seen, seen_on
from coacheck.reading.document.spots import spots_of
from coacheck.reading.fields.addresses import address_at
from coacheck.reading.fields.differing import differing
from coacheck.reading.fields.ids import other_batches, other_ids, printed_ids
from coacheck.reading.fields.links import links_of
from coacheck.reading.fields.page_marks import page_mark
from coacheck.reading.fields.programs import program_marks
from coacheck.reading.fields.serving import serving_of
from coacheck.reading.fields.signatories import asks_for_one, signatories_of, signed_in_pictures
from coacheck.reading.free.claims import claims_of
from coacheck.reading.free.notices import notices_of
from coacheck.reading.proof.confirm import Confirmed, confirm
from coacheck.reading.proof.lost_units import without_lost_units
from coacheck.reading.tables.sections import sections_of
from coacheck.reading.vocabulary import vocabulary

_LOST = "a scan on which no results could be made out; ask for the lab's own PDF"


def read_report(document: Document, stamps: Look | None = None, seals: Look | None = None) -> Report:
    """What the document prints, as a record. Nothing is judged here.

    `stamps`, `seals`: how to read what pictures print of the verdict, and of the accreditation and who signed; each is
    asked only where no text says it.

    Raises UnreadableError where there is no text to read, NotACoaError where it is no report on cannabinoids.
    """
    if not document.has_text:
        raise UnreadableError(
            f"{document.name}: no text to read, nor in the pictures of its pages; expected a report. "
            "Ask for the lab's own PDF."
        )
    words = vocabulary()
    document, factors = as_paper(document)
    seen = seen_on(respelled(deduce(document.pages, words), words), words)
    sections = sections_of(seen.phrases, seen.tables, seen.readings, words, seen.order)
    identity = identity_of(seen, sections, Pictures(document, stamps, seals))
    panels, totals = panels_of(seen.told, seen.beside, sections), totals_of(seen.told, seen.beside, words)
    printed = {page.number: phrases for page, phrases in zip(document.pages, seen.phrases, strict=True)}
    found = without_lost_units(confirm(panels, totals, document.pages), printed, words)
    report = _report(document, seen, identity, found)
    report = _signed(_kept(report, document, seen), document, seen, seals)
    spots = spots_of(document, seen.tables, report, words)
    return as_printed(report.model_copy(update={"history": document.history, "spots": spots}), factors)


def _report(document: Document, seen: Seen, identity: Identity, found: Confirmed) -> Report:
    printed = list(zip(document.pages, seen.phrases, strict=True))
    marks = [
        page_mark(page, phrases, seen.candidates, identity.sample, identity.batch)
        for page, phrases in printed
        if phrases or page.pictures  # an empty page is none of the certificate's
    ]
    return Report(
        source=_source(document),
        lab=identity.lab,
        client=identity.client,
        product=identity.product,
        sample_id=identity.sample,
        other_sample_ids=other_ids(seen.candidates, identity.sample),
        batch=identity.batch,
        other_batches=other_batches(seen.candidates, identity.batch),
        other_ids=printed_ids(seen.candidates, identity.batch, identity.sample),
        dates=identity.dates,
        serving=serving_of(seen.candidates, seen.text, seen.numbers),
        overall_status=identity.overall,
        panels=found.panels,
        totals=found.totals,
        label_claims=claims_of(seen.candidates, seen.tables, seen.phrases, seen.words, seen.numbers),
        verification_urls=[code.text for code in document.codes if not code.covered],
        page_marks=marks,
        differing=differing(seen.candidates, marks, seen.order),
        links=links_of(document, seen.phrases),
        notices=[notice for page, phrases in printed for notice in notices_of(page, phrases)],
        program_marks=program_marks(seen.phrases, seen.candidates),
        signatories=signatories_of(seen.phrases),
        client_address=address_at(
            identity.places.get("client"), seen.phrases, identity.lab.name, identity.lab.address
        ),
        fields=identity.places,
        unread=[*unread_of(seen.told, seen.beside, found.panels, seen.words), *found.unread, *_pictures(document)],
        unconfirmed=found.unconfirmed,
    )


def _kept(report: Report, document: Document, seen: Seen) -> Report:
    """The report. Of a scan that says whose report it is, but whose results can't be made out, what was read is kept,
    and the rest is told as unread.

    Raises where the document is no report on cannabinoids, or too faulty to tell.
    """
    reason = refusal(report, seen.text)
    faulty = is_scan(document.pages) and speaks_of_a_report(seen.text) and not _told(report)
    if reason and not faulty:
        raise NotACoaError(f"{document.name}: {reason}; expected a COA of a cannabis or hemp product.")
    lost = [] if _told(report) else [p.number for p in document.pages if p.text == "ocr"]
    if reason and not (lost and names_a_sample(report)):
        raise UnreadableError(
            f"{document.name}: the text behind the scanned pages is too faulty to be read; "
            "expected a PDF with text. Ask for the lab's own PDF."
        )
    unread = [Unread(page=number, text="", reason=_LOST) for number in lost]
    return report.model_copy(update={"unread": [*report.unread, *unread]})


def _signed(report: Report, document: Document, seen: Seen, seals: Look | None) -> Report:
    """Where no text names who signed, the pictures of the last page that asks for it are read."""
    asked = [p for p, phrases in zip(document.pages, seen.phrases, strict=True) if asks_for_one(phrases)]
    if seals is None or not asked or any(s.name for s in report.signatories):
        return report
    found = signed_in_pictures(asked[-1].number, seals(replace(document, pages=asked[-1:])))
    return report.model_copy(update={"signatories": found}) if found else report


def _told(report: Report) -> bool:
    """Are there results?"""
    return bool(report.totals) or any(panel.measurements or panel.status for panel in report.panels.values())


def _source(document: Document) -> Source:
    kinds = {page.text for page in document.pages if page.words}
    text = "ocr" if kinds == {"ocr"} else "mixed" if kinds & {"ocr", "mixed"} else "digital"
    return Source(name=document.name, sha256=document.sha256, pages=len(document.pages), text=text,
                  ocr_pages=[p.number for p in document.pages if p.text in ("ocr", "mixed")])  # fmt: skip


def _pictures(document: Document) -> list[Unread]:
    reason = "text in a picture, and the extra coacheck[ocr] that would read it is not installed"
    return [Unread(page=p.number, text="", reason=p.why or reason) for p in document.pages if p.text == "unread"]
