"""The last row of a table, whose name takes two lines with the values half a line between them."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from reading.drawn import read, results_of, rows

PESTICIDES = (
    ("Analyte", "Limit", "Result (ug/g)", "Status"), ("Captan", "0.7", "ND", "Pass"),
    ("Chlordane", "0.1", "ND", "Pass"), ("Dichlorvos", "0.1", "ND", "Pass"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "code"),
    [(("Pentachloroni-", "trobenzene"), "pentachloronitrobenzene"), (("Trifloxystrob-", "in"), "trifloxystrobin"),
     (("Piperonyl", "butoxide"), "piperonyl_butoxide")],
)  # fmt: skip
def test_a_last_name_in_two_lines_has_the_values_that_stand_between_them(name: tuple[str, str], code: str) -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 660, "Pesticides")
        rows(page, 640, *PESTICIDES)
        page.drawString(60, 584, name[0])
        page.drawString(60, 575, name[1])
        rows(page, 579.5, ("", "0.1", "0.05", "Pass"))

    assert results_of(read(draw), "pesticides")[code] == [(0.05, "ug/g")]
