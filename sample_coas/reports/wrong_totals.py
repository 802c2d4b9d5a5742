"""A tincture whose printed Total THC does not follow from its rows; every figure carries its unit."""

from common import METALS, TINY, limits
from paper import GREY, WHITE, Look, band, grid, lines, note, qr, rule, signature, words
from record import Col, Lab, Panel, Report, Table, contaminants, potency
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

SLATE = "#55607a"
LOOK = Look("Vera", "VeraBd", 7.5, 12.5, lines="rows", align="right", status_ink=False)


def report() -> Report:
    percent = {"CBC": "0.054", "CBD": "0.610", "CBDA": "0.032", "CBG": "2.480", "CBGA": "ND", "CBN": "ND",
               "Δ8-THC": "ND",
               "Δ9-THC": "0.085", "THCA": "0.196"}
    rows = potency(percent, {"=mg/g": ("10", 2)}, 3, wrong={"Total THC": "0.131"}, limits={"lod/loq": "0.002 / 0.006"})
    rows = [{k: f"{v} {k[1:]}" if k[0] == "=" and v[0].isdigit() else v for k, v in row.items()} for row in rows]
    cols = [Col("name", "ANALYTE", 150), Col("=%", "AMT", 90), Col("=mg/g", "AMT", 100),
            Col("lod/loq", "LOD / LOQ (%)", 120)]
    metal = [Col("name", "ANALYTE", 150), Col("limit", "LIMIT (µg/g)", 90), Col("=ug/g", "AMT (µg/g)", 100),
             Col("status", "PASS/FAIL", 80)]
    return Report(
        "wrong-totals",
        Lab("Dovecote Labs, Inc.", "12 Rookery Lane, Suite B", "Marlpit, CA 95999", "555-010-0173",
            "dovecotelabs.example",
            "C8-9000417-LIC", "90-2214"),
        ("Meadowsweet Apothecary", "301 Clover Court", "Marlpit, CA 95998"),
        ("Meadowsweet CBG Tincture", "Tincture", "ingestible"), "DVL-260930-007", "MSW-CBG-19",
        {"collected": "2026-09-29", "received": "2026-09-30", "reported": "2026-10-06"},
        [Table("cannabinoids", "%", cols, rows),
         Table("heavy_metals", "ug/g", metal, contaminants(limits(METALS), "ug/g", TINY, 3, {"Arsenic": "0.027"}))],
        {"cannabinoids": Panel("TESTED", "2026-10-02", "HPLC"), "heavy_metals": Panel("PASS", "2026-10-05", "ICP-MS")},
        "https://dovecotelabs.example/verify?id=DVL-260930-007", "PASS")


def shown(day: str) -> str:
    return f"{['SEP', 'OCT'][int(day[5:7]) - 9]} {day[8:]}, {day[:4]}"


def draw(c: Canvas, r: Report) -> None:
    c.setPageSize(LETTER)
    words(c, 586, 764, "REGULATORY COMPLIANCE TESTING", "VeraBd", 14, align="right")
    words(c, 586, 748, f"{r.lab.name} // {r.lab.street.upper()}, {r.lab.city.upper()}", "Vera", 7.5, SLATE,
          "right")
    words(c, 586, 736, f"PH: {r.lab.phone} // {r.lab.site} // LICENSE #: {r.lab.license}", "Vera", 7.5, SLATE, "right")
    band(c, 0, 674, 612, 52, SLATE)
    words(c, 306, 706, "CERTIFICATE OF ANALYSIS", "VeraBd", 13, WHITE, "center")
    words(c, 306, 690, f"SAMPLE: {r.product[0]} // CLIENT: {r.client[0]} // BATCH RESULT: {r.overall}", "Vera", 8,
          WHITE, "center")
    d = {k: shown(v) for k, v in r.dates.items()}
    band(c, 26, 576, 270, 86, None, "#d0d4dd")
    lines(c, 36, 648, [f"BATCH ID: {r.batch}", f"MATRIX: {r.product[1]}", f"SAMPLE ID: {r.sample}",
                       f"COLLECTED ON: {d['collected']}",
                       f"RECEIVED ON: {d['received']}", f"REPORTED ON: {d['reported']}"], "Vera", 8, lead=1.6)
    band(c, 316, 576, 270, 86, None, "#d0d4dd")
    words(c, 326, 648, "CANNABINOID OVERVIEW", "VeraBd", 8)
    for i, row in enumerate(r.tables[0].rows[-3:]):
        words(c, 326, 630 - i * 16, row["name"].upper() + ":", "Vera", 8)
        words(c, 576, 630 - i * 16, row["=%"], "VeraBd", 8, align="right")
    y = 548.0
    for title, table in zip(("POTENCY", "HEAVY METALS"), r.tables, strict=True):
        panel = r.panels[table.panel]
        words(c, 26, y, f"{title} BY {panel.method} // {shown(panel.on or '')} // {panel.word}", "VeraBd", 9, SLATE)
        y = grid(c, table, 26, y - 8, LOOK) - 30
    note(c, 26, y, 560, "TOTAL THC = (THCA X 0.877) + Δ9-THC. TOTAL CBD = (CBDA X 0.877) + CBD. ND: not detected. "
                        "ISO/IEC 17025:2017 accreditation "
         f"number {r.lab.accreditation}.", "Vera", 7)
    signature(c, 26, 110, "Cordelia Finch-Abara", "Laboratory Director", LOOK, d["reported"])
    rule(c, 26, 64, 560, SLATE)
    qr(c, 26, 8, 54, r.url)
    words(c, 306, 30, r.url, "Courier", 8, GREY, "center")
    words(c, 586, 30, "Page 1 of 1", "Courier", 9, align="right")
    c.showPage()
