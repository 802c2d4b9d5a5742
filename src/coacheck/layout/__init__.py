"""Words → phrases → tables and label/value pairs. Knows geometry, not chemistry: what a word means it asks."""

from coacheck.layout.fonts import odd_figures, rare_figures, split_figures
from coacheck.layout.later import drawn_cells, later_figures, uneven_figures
from coacheck.layout.phrases import Phrase, phrases_of
from coacheck.layout.row import Row
from coacheck.layout.table import Column, Table
from coacheck.layout.tables import tables_of

__all__ = [
    "Column", "Phrase", "Row", "Table", "drawn_cells", "later_figures", "odd_figures", "phrases_of", "rare_figures",
    "split_figures", "tables_of", "uneven_figures",
]  # fmt: skip
