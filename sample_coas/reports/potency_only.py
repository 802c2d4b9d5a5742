"""Softgels, cannabinoids only: summary boxes with the value above the name, a bar chart, LOD and LOQ in one cell."""

from common import us
from paper import GREY, WHITE, Look, band, grid, lines, note, qr, signature, words
from record import Col, Lab, Panel, Report, Table, is_total, number, potency
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

ORANGE = "#d9772b"
LOOK = Look(size=8, row=13, lines="rows", head_fill=ORANGE, head_ink=WHITE)


def report() -> Report:
    percent = {"CBC": "0.07", "CBD": "4.86", "CBDA": "ND", "CBG": "0.16", "CBN": "1.02", "D8-THC": "ND",
               "D9-THC": "0.12",
               "THCA": "ND", "THCV": "<LOQ"}
    rows = potency(percent, {"=mg/unit": ("5.2", 2)}, 2, thc="D9-THC", limits={"lod/loq": "0.01 / 0.03"})
    cols = [Col("name", "Cannabinoid", 110), Col("lod/loq", "LOD / LOQ (%)", 80), Col("=%", "Weight %", 60),
            Col("=mg/unit", "mg/unit", 60)]
    return Report(
        "potency-only",
        Lab("Ninth Fathom Labs", "140 Pier Road", "Gannet Bay, ME 04999", "(555) 010-0165", "ninthfathom.example",
            "NF-0031", "PT-61108"),
        ("Old Orchard Hemp", "5 Cider Lane", "Gannet Bay, ME 04998"),
        ("Night Orchard Softgels 25 mg", "Softgel", "ingestible"), "NF-44120", "OOH-2608-N",
        {"received": "2026-10-19", "reported": "2026-10-22"}, [Table("cannabinoids", "%", cols, rows)],
        {"cannabinoids": Panel("Complete", "2026-10-21", "HPLC-DAD, NF-SOP-02")},
                  "https://app.ninthfathom.example/s/NF-44120",
        None, {"unit_mass_g": "0.520"})


def chart(c: Canvas, r: Report, x: float, y: float) -> None:
    """Bars of the rows above zero, their names under them."""
    bars = [(row["name"], number(row["=%"])) for row in r.tables[0].rows if not is_total(row)]
    band(c, x, y, 190, 170, "#fbf3ec", ORANGE)
    words(c, x + 95, y + 156, "Cannabinoid Distribution (%)", "Helvetica-Bold", 8.5, align="center")
    for i, (name, value) in enumerate((n, v) for n, v in bars if v):
        at = x + 18 + i * 34
        band(c, at, y + 26, 20, value * 22, ORANGE)
        words(c, at + 10, y + 14, name, "Helvetica", 6.5, GREY, "center")


def draw(c: Canvas, r: Report) -> None:
    c.setPageSize(LETTER)
    band(c, 0, 640, 190, 152, ORANGE)
    lines(c, 24, 758, ["Ninth", "Fathom", "Labs"], "Helvetica-Bold", 24, WHITE)
    lines(c, 24, 662, [r.lab.site], "Helvetica", 9, WHITE)
    words(c, 216, 752, "Certificate of Analysis", "Helvetica-Bold", 20)
    words(c, 216, 730, r.product[0], "Helvetica", 14, ORANGE)
    d = r.dates
    lines(c, 216, 708, [f"Client: {r.client[0]}, {', '.join(r.client[1:])}",
                        f"Sample ID: {r.sample}   Batch: {r.batch}",
                        f"Matrix: {r.product[1]}   Unit Mass: {r.serving['unit_mass_g']} g",
                        f"Received: {us(d['received'])}   Reported: {us(d['reported'])}"], "Helvetica", 9, lead=1.5)
    rows = {row["name"]: row for row in r.tables[0].rows}
    for i, name in enumerate(("Total THC", "Total CBD", "Total Cannabinoids")):
        band(c, 36 + i * 184, 560, 172, 52, None, ORANGE)
        words(c, 122 + i * 184, 588, rows[name]["=mg/unit"] + " mg/unit", "Helvetica-Bold", 15, ORANGE, "center")
        words(c, 122 + i * 184, 570, name, "Helvetica", 9, GREY, "center")
    panel = r.panels["cannabinoids"]
    words(c, 36, 528, "Cannabinoid Profile", "Helvetica-Bold", 12)
    words(c, 330, 528, panel.word, "Helvetica-Bold", 9, ORANGE, "right")
    words(c, 36, 514, f"{panel.method}   Analyzed {us(panel.on or '')}", "Helvetica", 8, GREY)
    y = grid(c, r.tables[0], 36, 504, LOOK)
    chart(c, r, 376, 330)
    note(c, 36, y - 16, 310, "Total THC = D9-THC + 0.877 x THCA; Total CBD = CBD + 0.877 x CBDA. ND: below LOD. "
                             "<LOQ: seen, not "
         "quantified. One unit is one softgel.", "Helvetica", 7)
    signature(c, 36, 130, "Anselm Burrage", "Lab Manager", LOOK, us(d["reported"]))
    qr(c, 486, 84, 90, r.url)
    words(c, 36, 44, f"{r.lab.name}, {r.lab.street}, {r.lab.city} | {r.lab.phone} | License {r.lab.license} | "
          f"ISO/IEC 17025 Accreditation {r.lab.accreditation}", "Helvetica", 7.5, GREY)
    words(c, 576, 44, "Page 1 of 1", "Helvetica", 7.5, GREY, "right")
    c.showPage()
