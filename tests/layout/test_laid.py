"""Tables without headings: whose they take."""

from __future__ import annotations

import pytest

from coacheck.reading.document.laid import laid_out
from layout.drawn import ASK, drawn, page_of

ABOVE = """
    Substance      mg/unit    mg/       %        LOQ (%)
    CBD            25.60      51.2      5.12     0.02
    CBG            0.70       1.4       0.14     0.02
    THCA           ND         ND        ND       0.02



"""
BELOW = {
    "metals": """
    Cadmium        <LOQ       0.5       0.012    Pass
    Lead           0.044      0.5       0.009    Pass
    Mercury        ND         3         0.012    Pass
    """,
    "more cannabinoids": """
    CBN            1.25       2.5       0.25     0.02
    CBC            2.50       5.0       0.50     0.02
    CBDV           ND         ND        ND       0.02
    """,
}


@pytest.mark.parametrize("kind", BELOW)
def test_metals_take_no_headings_of_cannabinoids(kind: str) -> None:
    """As many columns as those of a cannabinoid table are not in its units."""
    page = page_of([*drawn(ABOVE), *drawn(BELOW[kind], top=300)])

    [laid] = laid_out([page], ASK)

    assert [t.inherited for t in laid.tables if t.rows[0].top > 250] == [kind != "metals"]
