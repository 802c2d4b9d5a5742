"""Where the table of a panel stands."""

from __future__ import annotations

from coacheck.model import Evidence, Panel
from coacheck.rules.amounts.stated import UNTESTED


def table_place(panel: Panel) -> list[Evidence]:
    """Around the rows of a panel, on the first page that has any; where there are none, its title.

    Forms print the title in a summary too, with no more than Pass.
    """
    tested = [m for m in panel.measurements if any(r.qualifier not in UNTESTED for r in m.results)]
    places = [m.source for m in tested or panel.measurements if m.source]
    if not places:
        return [Evidence(page=panel.source.page, bbox=panel.source.bbox)] if panel.source else []
    page = min(place.page for place in places)
    left, top, right, bottom = zip(*(place.bbox for place in places if place.page == page), strict=True)
    return [Evidence(page=page, bbox=[min(left), min(top), max(right), max(bottom)])]
