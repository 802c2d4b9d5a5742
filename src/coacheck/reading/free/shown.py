"""Figures that stand outside tables: totals in boxes, big numbers, moisture in one line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coacheck.layout import Phrase, Table
from coacheck.layout.phrases import box_around
from coacheck.layout.relations import level
from coacheck.model import Measurement, Place, Total
from coacheck.page import Page
from coacheck.reading.free.figures import Name, Shown, figures, name_before
from coacheck.reading.tables.cells import LIMIT, Numbers, parse_quantity
from coacheck.reading.tables.row_names import PER, UNIT_OF
from coacheck.reading.vocabulary import Vocabulary

_BRACKET = re.compile(r"[(\[]([^()\[\]]+)[)\]]\s*$")
_BARE_SUM = re.compile(r"^(?:total|sum)\s*[(\[][^()\[\]]+[)\]]$", re.IGNORECASE)
_FORMULA = re.compile(r"=.*[×xX*+]")
"""How a total is made is no label of a figure."""
_NAMELESS = ""
"""The code of a sum that does not say of what."""
_SINGLE = ("moisture", "water_activity")


def free_phrases(phrases: Sequence[Phrase], tables: Sequence[Table]) -> list[Phrase]:
    """The phrases that stand in no table."""
    return [p for p in phrases if not any(_inside(p, t) for t in tables)]


def _inside(phrase: Phrase, table: Table) -> bool:
    if not table.rows or not table.top - 1 <= phrase.middle <= table.bottom + 1:
        return False
    left, right = (table.x0, table.x1) if table.transposed else (table.columns[0].x0, table.columns[-1].x1)
    return left <= phrase.centre <= right


def shown_figures(
    page: Page, free: Sequence[Phrase], vocabulary: Vocabulary, numbers: Numbers
) -> tuple[list[Total], list[tuple[str, Measurement]]]:
    """Totals printed as figures beside, above or below their name, and what a unit or a package holds of an analyte.

    A total that does not say of what has no name.
    """
    totals, amounts = [], []
    said = {total for p in free if (total := _total_name(p.text, vocabulary)) and total[1]}
    for shown in figures(page, free, lambda text: _figure_name(text, said, vocabulary), vocabulary, numbers):
        place = Place(page=page.number, bbox=box_around([shown.label, *shown.values]))
        text = " ".join(p.text for p in (shown.label, *shown.values))
        printed, results = name_before(shown.label.text), list(shown.results)
        if shown.name == _NAMELESS or shown.name in vocabulary.totals:
            dry = f"{shown.name}_dry"
            code = dry if shown.dry and dry in vocabulary.totals else shown.name
            totals.append(Total(name=code, printed=printed, results=results, source=place, text=text))
        else:
            row = Measurement(name=printed, analyte=shown.name, results=results, source=place, text=text)
            amounts.append(("cannabinoids", row))
    return totals, amounts


def shown_rows(
    page: Page, free: Sequence[Phrase], vocabulary: Vocabulary, numbers: Numbers
) -> list[tuple[str, Measurement]]:
    """Moisture and water activity, printed as one figure with their name."""

    def name(text: str) -> tuple[str, str | None] | None:
        panel = vocabulary.panel(text)
        return (panel, None) if panel in _SINGLE and len(text) < 40 else None

    rows = []
    for shown in figures(page, free, name, vocabulary, numbers):
        if shown.results[0].unit not in ((None, "aw") if shown.name == "water_activity" else (None, "%")):
            continue
        results = [
            r if r.unit or shown.name != "water_activity" else r.model_copy(update={"unit": "aw"})
            for r in shown.results
        ]
        place = Place(page=page.number, bbox=box_around([shown.label, *shown.values]))
        title = name_before(shown.label.text)
        text = " ".join(p.text for p in (shown.label, *shown.values))
        row = Measurement(name=title, analyte=shown.name, results=results[:1], source=place, text=text)
        rows.append((shown.name, _judged(row, shown, free, vocabulary, numbers)))
    return rows


def _judged(
    row: Measurement, shown: Shown, free: Sequence[Phrase], vocabulary: Vocabulary, numbers: Numbers
) -> Measurement:
    """The row with the limit that says of itself that it is one, and the status, on the line of its figure."""
    last = max((shown.label, *shown.values), key=lambda p: p.x1)
    behind = sorted((p for p in free if p.x0 > last.x1 and level(p, last)), key=lambda p: p.x0)
    said = behind[0].text if behind else ""
    limit = parse_quantity(said, None, vocabulary, numbers) if LIMIT.match(said) else None
    after = behind[1:2] if limit else behind[:1]
    status = vocabulary.status(after[0].text) if after else None
    unit = limit and limit.unit in (None, *(r.unit for r in row.results))
    return row.model_copy(update={"limit": limit if unit else None, "status": status if limit else None})


def _total_name(text: str, vocabulary: Vocabulary) -> Name | None:
    if len(text) > 45 or _FORMULA.search(text):
        return None
    per, bracket = PER.match(text), _BRACKET.search(text)
    code = _NAMELESS if _BARE_SUM.match(text) else vocabulary.total(per[1] if per else text)
    stated = UNIT_OF[per[2].casefold()] if per else vocabulary.unit(bracket[1]) if bracket else None
    return (code, stated) if code is not None else None


def _figure_name(text: str, said: set[Name], vocabulary: Vocabulary) -> Name | None:
    """A total, or an analyte per unit. "THC per Serving" is the total, unless that is printed (`said`) as well."""
    text = text.strip(" :")
    total, per = _total_name(text, vocabulary), PER.match(text) if len(text) < 45 else None
    if total or per is None:
        return total
    unit = UNIT_OF[per[2].casefold()]
    code = vocabulary.total(f"Total {per[1]}")
    if code and (code, unit) not in said and not any(c.isdigit() for c in per[1]):
        return code, unit
    analyte = vocabulary.analyte(per[1])
    return (analyte.code, unit) if analyte and analyte.panel == "cannabinoids" else None
