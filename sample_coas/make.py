"""Writes the sample reports and, beside each, the record it must be read as: python make.py [outdir].

The same bytes come out every time: reportlab is told to leave out clocks, and each file is dated by its report.
"""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from record import Report, record
from reportlab.pdfgen.canvas import Canvas
from reports import (
    european,
    expired,
    flower_over_thc,
    gummy_underfilled,
    potency_only,
    qc_pages,
    tincture_good,
    transposed,
    two_column,
    vape_cadmium,
    wrong_totals,
)

MAKERS = (tincture_good, gummy_underfilled, flower_over_thc, vape_cadmium, potency_only, two_column, transposed,
          expired,
          qc_pages, european, wrong_totals)


def paper(report: Report, path: Path) -> Canvas:
    """An empty document, dated noon of the day of the report."""
    noon = datetime.fromisoformat(report.dates["reported"]).replace(hour=12, tzinfo=UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(noon.timestamp()))
    canvas = Canvas(str(path), invariant=1, pageCompression=1)
    canvas.setTitle(f"Certificate of Analysis {report.sample}")
    canvas.setAuthor(report.lab.name)
    canvas.setCreator(f"{report.lab.name} LIMS")
    canvas.setSubject("Invented laboratory, invented product: test material of coacheck")
    return canvas


def main(outdir: Path) -> None:
    outdir.mkdir(parents=True, exist_ok=True)
    for maker in MAKERS:
        report = maker.report()
        canvas = paper(report, outdir / f"{report.stem}.pdf")
        maker.draw(canvas, report)
        canvas.save()
        truth = json.dumps(record(report), ensure_ascii=False, indent=1)
        (outdir / f"{report.stem}.json").write_text(truth + "\n", encoding="utf-8")
    os.environ.pop("SOURCE_DATE_EPOCH", None)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
