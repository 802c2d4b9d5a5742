"""Pages of other reports, pages left out, and files written anew, with no history left."""

from __future__ import annotations

from datetime import date, timedelta

import pymupdf

from coacheck.rules.legit.software import moment
from forgeries.forged import Forged, Forger, ForgerError, printed, saved
from forgeries.history import _YEAR
from forgeries.pages import last_printed
from forgeries.revised import change
from forgeries.seamless import swapped
from forgeries.target import Target


def _sister(target: Target) -> Target:
    """Another report of the same laboratory; files are named after it."""
    own = target.path.stem.partition("-")[0]
    for path in sorted(target.path.parent.glob(f"{own}-*.pdf")):
        other = Target(path)
        if path != target.path and other.report.sample_id != target.report.sample_id:
            return other
    raise ForgerError("no other report of this laboratory is here")


def page_of_a_sister(target: Target) -> Forged:
    """The last page is that of another sample."""
    other = _sister(target)
    with target.open() as pdf, other.open() as strange:
        if len(pdf) < 2 or len(strange) < len(pdf):
            raise ForgerError("it has too few pages")
        number = len(pdf) - 1
        pdf.delete_page(number)
        pdf.insert_pdf(strange, from_page=number, to_page=number)
        return Forged(saved(pdf), number + 1)


def page_of_a_stranger(target: Target) -> Forged:
    """A page of another laboratory's report put in at the end."""
    others = sorted(p for p in target.path.parent.glob("*.pdf") if p.stem[:4] != target.path.stem[:4])
    with target.open() as pdf, pymupdf.open(others[len(target.data) % len(others)]) as strange:
        pdf.insert_pdf(strange, from_page=len(strange) - 1, to_page=len(strange) - 1)
        return Forged(saved(pdf), len(pdf))


def row_of_a_sister(target: Target) -> Forged:
    """A whole row with the figures of another sample."""
    page, row = target.page, target.row
    theirs = _sister(target).report.panels["cannabinoids"].measurements
    own = next((m for m in theirs if m.analyte == row.analyte), None)
    ways = {r.unit: r.text for r in own.results if r.value} if own else {}
    changed = target
    for result in row.results:
        if result.value and ways.get(result.unit):
            data = swapped(changed, page, tuple(row.source.bbox), result.text, ways[result.unit])  # type: ignore[union-attr,arg-type]
            changed = changed.changed(data)
    if changed is target:
        raise ForgerError("the other report has no such row")
    return Forged(changed.data, page + 1, tuple(row.source.bbox))  # type: ignore[union-attr,arg-type]


def page_left_out(target: Target) -> Forged:
    with target.open() as pdf:
        if len(pdf) < 3:
            raise ForgerError("it has too few pages")
        pdf.delete_page(1)
        return Forged(saved(pdf), says="missing")


def page_twice(target: Target) -> Forged:
    number = last_printed(target)
    with target.open() as pdf:
        pdf.fullcopy_page(number)
        return Forged(saved(pdf), len(pdf))


def flattened(target: Target) -> Forged:
    """A text box over an emptied cell, made part of the page."""
    with target.open() as pdf:
        page = pdf[target.page]
        page.wrap_contents()
        page.add_freetext_annot(target.cell, target.other, fontsize=target.size, fill_color=(1, 1, 1))
        pdf.bake(annots=True, widgets=True)
        return Forged(saved(pdf), target.page + 1, target.cell)


def nameless(target: Target) -> Forged:
    """A figure set anew, and all that the file says about itself taken out."""
    with target.open() as pdf:
        change(pdf[target.page], target.cell, target.other)
        pdf.set_metadata({})
        pdf.del_xml_metadata()
        return Forged(pdf.tobytes(garbage=4, deflate=True), says="does not say what made it")


def redated_by_a_browser(target: Target) -> Forged:
    """A year younger, printed anew by a browser on the new day, so that the file's own date agrees."""
    made = moment(target.report.history.created)
    told, place = target.report.dates.reported, target.report.fields.get("reported")
    if made is None or not told or place is None:
        raise ForgerError("no date of the report")
    with target.open() as pdf:
        page = pdf[place.page - 1]
        old = next((w[4] for w in page.get_text("words") if told[:4] in w[4] and _within(w, place.bbox)), None)
    if old is None:
        raise ForgerError("its year is not printed in full")
    new = old.replace(told[:4], str(int(told[:4]) + 1))
    data = swapped(target, place.page - 1, tuple(place.bbox), old, new)  # type: ignore[arg-type]
    day = max(made.date(), date.fromisoformat(told)) + _YEAR + timedelta(days=25)
    stamp = day.strftime("D:%Y%m%d120000Z")
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        pdf.set_metadata({"producer": "Skia/PDF m126", "creator": "Chromium", "creationDate": stamp, "modDate": stamp})
        pdf.del_xml_metadata()
        return Forged(pdf.tobytes(garbage=4, deflate=True), place.page, tuple(place.bbox), days=366)


def _within(word: tuple, box: list[float]) -> bool:  # type: ignore[type-arg]
    return box[0] - 2 <= word[0] <= box[2] + 2 and box[1] - 2 <= (word[1] + word[3]) / 2 <= box[3] + 2


def retyped_by_a_browser(target: Target) -> Forged:
    """A figure set in the browser's own font, and the file written anew."""
    with target.open() as pdf:
        page = pdf[target.page]
        change(page, target.cell, "")
        page.wrap_contents()
        printed(page, target.cell, target.other, target.size, font="tiro")
        pdf.set_metadata({"producer": "Skia/PDF m126", "creator": "Chromium"})
        return Forged(pdf.tobytes(garbage=4, deflate=True, clean=True), target.page + 1, target.cell)


KINDS: dict[str, Forger] = {
    "joined: page of another sample": page_of_a_sister,
    "joined: page of another laboratory": page_of_a_stranger,
    "joined: row of another sample": row_of_a_sister,
    "joined: page left out": page_left_out,
    "joined: page twice": page_twice,
    "flattened text box": flattened,
    "nameless": nameless,
    "browser: redated": redated_by_a_browser,
    "browser: figure retyped": retyped_by_a_browser,
}
