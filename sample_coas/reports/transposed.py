"""A pre-roll whose analytes stand across the page; summary icons with the status below the name."""

from common import us
from paper import BLACK, GREY, STATUS_INK, WHITE, Look, band, lines, note, qr, rule, signature, words
from record import Col, Lab, Panel, Report, Table, is_total, potency
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

MOSS = "#4d7c4a"
ICONS = {"pesticides": "Pesticides", "heavy_metals": "Heavy Metals", "microbials": "Microbials",
         "mycotoxins": "Mycotoxins",
         "residual_solvents": "Residual Solvents", "water_activity": "Water Activity", "terpenes": "Terpenes"}


def report() -> Report:
    percent = {"D9-THC": "0.142", "THCA": "0.128", "CBD": "0.915", "CBDA": "13.840", "D8-THC": "ND", "CBG": "0.087",
               "CBGA": "0.402", "CBN": "ND", "THCV": "ND", "CBDV": "<LOQ", "CBC": "0.066"}
    rows = potency(percent, {"=mg/unit": ("10", 2)}, 3, thc="D9-THC", limits={"lod": "0.001"})
    cols = [Col("name", "", 38), Col("=%", "%", 38), Col("=mg/unit", "mg/unit", 38), Col("lod", "LOD", 38)]
    names = {"Total THC": "TOTAL THC", "Total CBD": "TOTAL CBD", "Total Cannabinoids": "TOTAL CANNABINOIDS"}
    rows = [row | {"name": names.get(row["name"], row["name"])} for row in rows]
    panels = {name: Panel("PASSED") for name in ICONS} | {
        "residual_solvents": Panel("NOT TESTED"), "terpenes": Panel("NOT TESTED")}
    return Report(
        "transposed",
        Lab("Saltgrass Scientific", "902 Causeway Drive, Unit 12", "Pelican Shoals, FL 32999", "(555) 010-0190",
            "www.saltgrass.example", "CMTL-90071", "97-3308"),
        ("Longtail Hemp Company", "48 Live Oak Road", "Pelican Shoals, FL 32998"),
        ("Longtail Hemp Pre-Roll 1 g", "Flower", "inhalable"), "SG61013004-001", "LT-1013",
        {"collected": "2026-10-13", "tested": "2026-10-19", "reported": "2026-10-19", "expires": "2027-10-19"},
        [Table("cannabinoids", "%", cols, rows)], {"cannabinoids": Panel("TESTED", "2026-10-15",
                                                                         "SOP.40.11 (HPLC-UV)")} | panels,
        "https://saltgrass.example/coa/SG61013004-001", "PASSED", {"unit_mass_g": "1.000"})


def across(c: Canvas, r: Report, x: float, y: float) -> None:
    """Names above, one line for each kind of figure; long names in two lines."""
    table = r.tables[0]
    for i, (key, label) in enumerate((("=%", "%"), ("=mg/unit", "mg/unit"), ("lod", "LOD"), ("lod unit", ""))):
        words(c, x - 6, y - 24 - i * 12, label, "VeraBd", 6, MOSS, "right")
        for j, row in enumerate(table.rows):
            text = ("%" if row.get("lod") else "") if key == "lod unit" else row.get(key, "")
            words(c, x + j * 36 + 16, y - 24 - i * 12, text, "VeraBd", 6, MOSS, "center")
    for j, row in enumerate(table.rows):
        band(c, x + j * 36, y, 32, 60, "#eef3ed")
        band(c, x + j * 36, y, 32, 52 if row["name"] in ("CBDA", "TOTAL CANNABINOIDS", "TOTAL CBD") else 4, MOSS)
        first, _, rest = row["name"].partition(" ") if is_total(row) else (row["name"], "", "")
        for k, text in enumerate([first, rest] if rest else ["", first]):
            words(c, x + j * 36 + 16, y - 6 - k * 6, text, "VeraBd", 3.6 if len(text) > 9 else 4.6, BLACK, "center")


def draw(c: Canvas, r: Report) -> None:
    c.setPageSize(A4)
    band(c, 24, 832, 547, 6, MOSS)
    words(c, 30, 790, r.lab.name, "VeraBd", 20, MOSS)
    lines(c, 30, 774, [r.lab.street, r.lab.city, r.lab.phone, r.lab.site], "Vera", 7.5, GREY)
    words(c, 30, 690, "Certificate of Analysis", "VeraBd", 24)
    words(c, 30, 674, "COMPLIANCE FOR RETAIL", "VeraBd", 11, MOSS)
    qr(c, 500, 752, 70, r.url)
    d = r.dates
    lines(c, 490, 800, [r.product[0], f"Matrix: {r.product[1]}"], "Vera", 9, align="right", lead=1.6)
    lines(c, 567, 738, [f"Sample: {r.sample}", f"Batch#: {r.batch}", f"Retail Product Size: "
                                                                     f"{r.serving['unit_mass_g']} gram",
                        f"Sampled: {us(d['collected'])}", f"Completed: {us(d['reported'])}",
                        f"Expires: {us(d['expires'])}"],
          "Vera", 7.5, align="right", lead=1.6)
    words(c, 30, 640, f"Client: {r.client[0]}", "Vera", 11)
    words(c, 30, 627, ", ".join(r.client[1:]), "Vera", 7.5, GREY)
    words(c, 567, 644, r.overall or "", "VeraBd", 18, MOSS, "right")
    band(c, 477, 618, 90, 18, BLACK)
    words(c, 522, 623, "Page 1 of 1", "Vera", 8.5, WHITE, "center")
    rule(c, 30, 606, 537, "#cccccc")
    for i, (name, shown) in enumerate(ICONS.items()):
        at, word = 68 + i * 77, r.panels[name].word
        c.setStrokeColor(HexColor(GREY))
        c.circle(at, 575, 15)
        words(c, at, 570, shown[0], "VeraBd", 13, GREY, "center")
        words(c, at, 546, shown, "Vera", 6.5, align="center")
        words(c, at, 536, word, "VeraBd", 6.5, STATUS_INK.get(word.lower(), BLACK), "center")
    band(c, 30, 490, 537, 28, None, "#cccccc")
    words(c, 40, 499, "Cannabinoid", "VeraBd", 13)
    panel = r.panels["cannabinoids"]
    words(c, 560, 499, panel.word, "VeraBd", 12, MOSS, "right")
    across(c, r, 62, 410)
    lines(c, 62, 340, [f"Analysis Method: {panel.method}", f"Analyzed Date: {us(panel.on or '')}"], "Vera", 7, GREY,
          lead=1.5)
    note(c, 62, 312, 500, "One unit is one pre-roll of 1.000 gram. Total THC = D9-THC + 0.877 x THCA; "
                          "Total CBD = CBD + 0.877 x CBDA. "
         "ND = not detected; <LOQ = detected, not quantified.", "Vera", 6.5)
    look = Look("Vera", "VeraBd", 8, 12)
    signature(c, 62, 120, "Delphine Marchetti", "Lab Director", look, us(d["reported"]))
    lines(c, 380, 130, [f"State License # {r.lab.license}", "ISO/IEC 17025:2017",
                        f"Accreditation # {r.lab.accreditation}"], "Vera", 8)
    c.showPage()
