"""Hemp flower over 0.3 % delta-9-THC; no borders, units on a line of their own under "Result"."""

from common import us
from paper import GREY, Look, grid, note, pairs, qr, rule, signature, words
from record import Col, Lab, Panel, Report, Table, add_up, potency, scale
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

LOOK = Look("Times-Roman", "Times-Bold", 9, 12.2, align="right")
TERPENES = {"beta-Myrcene": "0.412", "beta-Caryophyllene": "0.288", "Limonene": "0.103", "alpha-Pinene": "0.176",
            "Linalool": "0.064", "alpha-Humulene": "0.091", "Terpinolene": "ND"}


def report() -> Report:
    percent = {"CBDA": "15.23", "CBD": "0.87", "CBGA": "0.46", "CBG": "0.11", "CBCA": "0.78", "CBC": "0.09",
               "CBN": "ND",
               "THCA": "0.52", "Δ9-THC": "0.41", "Δ8-THC": "ND"}
    terpenes = TERPENES | {"Total Terpenes": add_up([(cell, "1") for cell in TERPENES.values()], 3)}
    cols = [Col("name", "ANALYTE", 170), Col("=%", "RESULT\n%", 80), Col("=mg/g", "RESULT\nmg/g", 80),
            Col("loq", "LOQ\n%", 80)]
    water = [Col("name", "TEST", 110), Col("=aw", "RESULT\naw", 60), Col("limit", "LIMIT\naw", 60),
             Col("status", "FINDING", 70)]
    return Report(
        "flower-over-thc",
        Lab("Tern & Harrow Laboratories", "26 Wharf Hill", "East Corrigan, VT 05999", "555.010.0121",
            "ternharrow.example",
            "TCL-0097", "4402.11"),
        ("Stillwater Bend Farm", "700 Bend Road", "Lower Corrigan, VT 05998"),
        ("Juniper Haze Hemp Flower", "Plant - Flower", "inhalable"), "TH26-1188", "JH-0826-B2",
        {"harvested": "2026-08-29", "received": "2026-09-15", "tested": "2026-09-18", "reported": "2026-09-21"},
        [Table("cannabinoids", "%", cols, potency(percent, {"=mg/g": ("10", 1)}, 2, limits={"loq": "0.05"})),
         Table("terpenes", "%", cols, [{"name": n, "=%": v, "=mg/g": scale(v, "10", 2)} | (
             {"loq": "0.010"} if n in TERPENES else {}) for n, v in terpenes.items()]),
         Table("moisture", "%", [Col("name", "TEST", 90), Col("=%", "RESULT\n%", 60)],
               [{"name": "Moisture", "=%": "10.8"}]),
         Table("water_activity", "aw", water, [{"name": "Water Activity", "=aw": "0.56", "limit": "0.65",
                                                "status": "Pass"}])],
        {"cannabinoids": Panel("Tested"), "terpenes": Panel("Tested"),
         "moisture": Panel("Tested"), "water_activity": Panel("Pass")},
        "https://ternharrow.example/report/TH26-1188")


def draw(c: Canvas, r: Report) -> None:
    c.setPageSize(LETTER)
    words(c, 306, 745, r.lab.name, "Times-BoldItalic", 22, align="center")
    words(c, 306, 730, f"{r.lab.street}, {r.lab.city} — {r.lab.phone} — {r.lab.site}", "Times-Roman", 9, GREY, "center")
    words(c, 306, 718, f"License {r.lab.license} — ISO/IEC 17025:2017, certificate {r.lab.accreditation}",
          "Times-Roman", 9, GREY, "center")
    rule(c, 60, 710, 492)
    words(c, 60, 690, "CERTIFICATE OF ANALYSIS", "Times-Bold", 14)
    d, names = r.dates, ("CANNABINOIDS", "TERPENES", "MOISTURE", "WATER ACTIVITY")
    pairs(c, 60, 670, [("Product:", r.product[0]), ("Matrix:", r.product[1]), ("Sample ID:", r.sample),
                       ("Batch:", r.batch),
                       ("Client:", r.client[0]), ("", ", ".join(r.client[1:]))], LOOK, 62)
    pairs(c, 330, 670, [("Harvested:", us(d["harvested"])), ("Received:", us(d["received"])),
                        ("Tested:", us(d["tested"])),
                        ("Reported:", us(d["reported"])), ("Basis:", "as received")], LOOK, 66)
    for i, (name, panel) in enumerate(zip(names, r.panels.values(), strict=True)):
        words(c, 60 + i * 125, 570, name, "Times-Bold", 8.5)
        words(c, 60 + i * 125, 559, panel.word, "Times-Italic", 9)
    words(c, 60, 535, "CANNABINOIDS", "Times-Bold", 11)
    y = grid(c, r.table("cannabinoids"), 60, 530, LOOK) - 22
    words(c, 60, y, "TERPENES", "Times-Bold", 11)
    y = grid(c, r.table("terpenes"), 60, y - 5, LOOK) - 16
    grid(c, r.table("moisture"), 60, y, LOOK)
    y = grid(c, r.table("water_activity"), 252, y, LOOK) - 14
    note(c, 60, y, 492, "Total THC = 0.877 x THCA + Δ9-THC. Total CBD = 0.877 x CBDA + CBD. Results as received, "
                        "not corrected for "
         "moisture. ND = not detected, LOQ = limit of quantitation.", "Times-Italic", 8)
    signature(c, 60, 70, "Hollis Tremaine, PhD", "Scientific Director", LOOK)
    qr(c, 480, 42, 72, r.url)
    words(c, 306, 40, "Page 1 of 1", "Times-Roman", 8.5, GREY, "center")
    c.showPage()
