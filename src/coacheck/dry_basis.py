"""Does a report give its cannabinoids on dry weight? What is sold holds water, and so has less of them."""

from __future__ import annotations

from coacheck.model import Report


def on_dry_weight(report: Report) -> bool:
    """ "Dry Weight Cannabinoid Potency" as the method of the panel, or a note that says it of the results."""
    panel = report.panels.get("cannabinoids")
    noted = any(n.kind == "dry weight" for n in report.notices)
    return noted or "dry weight" in ((panel.method if panel else None) or "").casefold()
