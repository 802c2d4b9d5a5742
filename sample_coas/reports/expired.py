"""A report of 2023 past its printed expiry; small grey labels above the values, four in a row."""

from common import METALS, TINY, limits
from paper import GREEN, GREY, Look, grid, note, qr, rule, signature, words
from record import Col, Lab, Panel, Report, Table, contaminants, potency
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

LOOK = Look(size=8.5, row=14, lines="rows", zebra="#f6f6f6", align="right")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def long(day: str) -> str:
    return f"{MONTHS[int(day[5:7]) - 1]} {day[8:]}, {day[:4]}"


def report() -> Report:
    percent = {"CBD": "5.12", "CBDA": "ND", "CBG": "0.14", "CBN": "0.06", "Δ9-THC": "0.19", "Δ8-THC": "ND",
               "THCA": "ND"}
    cols = [Col("name", "Substance", 160), Col("=mg/unit", "mg/unit", 90), Col("=mg/g", "mg/g", 90), Col("=%", "%", 90),
            Col("loq", "LOQ (%)", 90)]
    metal = [Col("name", "Substance", 160), Col("=ppm", "Found (ppm)", 90), Col("limit", "Max (ppm)", 90),
             Col("loq", "LOQ (ppm)", 90),
             Col("status", "Verdict", 90)]
    return Report(
        "expired",
        Lab("Pinnacle Row Laboratories", "77 Summit Street", "Hartsgrove, CO 80997", "555-010-0108",
            "pinnaclerow.example", "405-90218", "3391.01"),
        ("Sleepy Heron Wellness", "620 Mesa Way", "Hartsgrove, CO 80996"),
        ("Sleepy Heron CBD Capsules", "Capsule", "ingestible"), "PR-23-08817", "SH230714",
        {"produced": "2023-07-14", "received": "2023-08-07", "tested": "2023-08-11", "reported": "2023-08-14",
         "expires": "2024-08-14"},
        [Table("cannabinoids", "%", cols, potency(percent, {"=mg/unit": ("5", 2), "=mg/g": ("10", 1)}, 2,
                                                  limits={"loq": "0.02"})),
         Table("heavy_metals", "ppm", metal, contaminants(limits(METALS), "ppm", TINY, 3,
                                                          {"Lead": "0.044", "Cadmium": "<LOQ"}))],
        {"cannabinoids": Panel("Tested", None, "HPLC-UV"), "heavy_metals": Panel("Pass", None, "ICP-MS")},
        "https://my.pinnaclerow.example/PR-23-08817", "Pass", {"unit_mass_g": "0.500"})


def draw(c: Canvas, r: Report) -> None:
    c.setPageSize(LETTER)
    words(c, 46, 744, "PINNACLE ROW", "Helvetica", 22)
    words(c, 46, 728, f"{r.lab.name} · {r.lab.street} · {r.lab.city} · {r.lab.phone} · {r.lab.site}", "Helvetica",
          7.5, GREY)
    words(c, 46, 718, f"License {r.lab.license} · ISO/IEC 17025:2017 certificate {r.lab.accreditation}", "Helvetica",
          7.5, GREY)
    words(c, 46, 684, "Certificate of Analysis", "Helvetica-Bold", 16)
    qr(c, 496, 672, 76, r.url)
    d = {k: long(v) for k, v in r.dates.items()}
    fields = [("PRODUCT", r.product[0]), ("SAMPLE ID", r.sample), ("BATCH", r.batch), ("MATRIX", r.product[1]),
              ("CLIENT", r.client[0]), ("UNIT MASS", r.serving["unit_mass_g"] + " g"), ("PRODUCED", d["produced"]),
              ("RECEIVED", d["received"]),
              ("TESTED", d["tested"]), ("REPORTED", d["reported"]), ("EXPIRES", d["expires"]),
              ("OVERALL RESULT", r.overall or "")]
    for i, (label, value) in enumerate(fields):
        x, y = 46 + i % 4 * 134, 648.0 - i // 4 * 34
        words(c, x, y, label, "Helvetica", 6.5, "#9a9a9a")
        words(c, x, y - 11, value, "Helvetica", 9.5)
    rule(c, 46, 560, 520, "#9a9a9a")
    y = 536.0
    for title, table in zip(("Cannabinoids", "Heavy metals"), r.tables, strict=True):
        panel = r.panels[table.panel]
        words(c, 46, y, title, "Helvetica-Bold", 12)
        words(c, 566, y, f"{panel.method} · {panel.word}", "Helvetica", 9, GREEN, "right")
        y = grid(c, table, 46, y - 6, LOOK) - 30
    note(c, 46, y, 520, "Total THC is Δ9-THC plus 0.877 times THCA, Total CBD is CBD plus 0.877 times CBDA. ND is "
                        "not detected. One unit is one "
         "capsule. This certificate may be used until the day it expires.", "Helvetica", 7.5)
    signature(c, 46, 104, "Kenji Aldersgate", "Director of Operations", LOOK)
    words(c, 566, 60, "Page 1 of 1", "Helvetica", 8, GREY, "right")
    c.showPage()
