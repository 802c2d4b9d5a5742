"""One invented report as each kind of file that people are sent."""

from __future__ import annotations

import io
from html import escape

from docx import Document

HEAD = [
    "Larkmeadow Analytical", "Certificate of Analysis", "ISO/IEC 17025:2017 Accreditation 118-204",
    "Client: Fernhollow Botanicals LLC", "Sample: Meadow Drops CBD Oil", "Batch: FH-771", "Sample ID: LM-2609-118",
    "Matrix: Tincture", "Received: 2026-09-02", "Reported: 2026-09-08",
]  # fmt: skip
POTENCY = [
    ["Cannabinoid", "LOQ (%)", "Result (%)", "Result (mg/g)"],
    ["CBD", "0.001", "3.412", "34.12"], ["CBDA", "0.001", "ND", "ND"], ["Δ9-THC", "0.001", "0.081", "0.81"],
    ["THCA", "0.001", "<LOQ", "<LOQ"], ["CBG", "0.001", "0.104", "1.04"], ["CBC", "0.001", "0.133", "1.33"],
]  # fmt: skip
METALS = [
    ["Heavy metal", "LOQ (ug/g)", "Limit (ug/g)", "Result (ug/g)", "Status"],
    ["Arsenic", "0.01", "0.2", "ND", "Pass"], ["Cadmium", "0.01", "0.2", "0.031", "Pass"],
    ["Lead", "0.01", "0.5", "<LOQ", "Pass"], ["Mercury", "0.01", "0.1", "ND", "Pass"],
]  # fmt: skip
VALUES = {"CBD": 3.412, "delta-9-THC": 0.081, "CBG": 0.104, "CBC": 0.133}


def as_html(hidden: str = "") -> bytes:
    lines = "".join(f"<p>{escape(line)}</p>" for line in HEAD)
    tables = "".join(f"<h2>{title}</h2>{_table(rows)}" for title, rows in (("Potency", POTENCY), ("Metals", METALS)))
    return f"<!doctype html><html><head><title>x</title></head><body>{lines}{tables}{hidden}</body></html>".encode()


def _table(rows: list[list[str]]) -> str:
    head, *body = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows]
    return f"<table><tr>{head.replace('td>', 'th>')}</tr>" + "".join(f"<tr>{row}</tr>" for row in body) + "</table>"


def as_docx(rows: list[list[str]] = POTENCY) -> bytes:
    document = Document()
    for line in HEAD:
        document.add_paragraph(line)
    for title, own in (("Potency", rows), ("Heavy metals", METALS)):
        document.add_heading(title)
        table = document.add_table(len(own), len(own[0]))
        for row, texts in zip(table.rows, own, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
