"""Gummies with less CBD than the label column says; two tables side by side under dark bars."""

from common import METALS, SOLVENTS, TINY, TITLES, limits, us
from paper import GREY, WHITE, Look, band, grid, lines, note, pairs, qr, rule, signature, words
from record import Col, Lab, Panel, Report, Table, contaminants, potency
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

NAVY = "#1d3557"
LOOK = Look("Vera", "VeraBd", 6.8, 11.5, head_fill="#dfe6ee", status_ink=False)


def report() -> Report:
    percent = {"THCV": "ND", "CBD": "0.446", "CBG": "0.009", "CBN": "ND", "Δ9-THC": "0.011", "Δ8-THC": "ND",
               "CBC": "0.014",
               "THCA": "ND", "CBDA": "ND"}
    rows = [row | ({"label": "25.00"} if row["name"] == "CBD" else {})
            for row in potency(percent, {"=mg/unit": ("40.12", 2)}, 3, limits={"lod": "0.001"})]
    cols = [Col("name", "Cannabinoid", 92), Col("lod", "LOD\n%", 38), Col("=%", "Result\n%", 42),
            Col("=mg/unit", "Result\nmg/unit", 48), Col("label", "Label\nmg/unit", 46)]
    safe = [Col("name", "Analyte", 92), Col("lod", "LOD\nppm", 42), Col("limit", "Action Level\nppm", 62),
            Col("=ppm", "Result\nppm", 38), Col("status", "P/F", 32)]
    return Report(
        "gummy-underfilled",
        Lab("Quillback Testing Labs", "3005 Harbor Glen Blvd", "Saint Ortho, FL 33999", "555-010-0158",
            "www.quillback.example",
            "CMTL-90044", "109-447"),
        ("Mallow Street Confections", "811 Sugarmill Road", "Saint Ortho, FL 33998"),
        ("Peach Ring CBD Gummies", "Edible Gummy", "ingestible"), "2609QBT0073-004", "PR25-0903",
        {"collected": "2026-09-21", "received": "2026-09-22", "tested": "2026-09-29",
         "reported": "2026-09-29"},
        [Table("cannabinoids", "%", cols, rows),
         Table("residual_solvents", "ppm", safe, contaminants(limits(SOLVENTS), "ppm", ("0.2", "0.3"), 1)),
         Table("heavy_metals", "ppm", safe, contaminants(limits(METALS), "ppm", TINY, 3, {"Lead": "0.018"}))],
        {"cannabinoids": Panel("Tested", "2026-09-25", "QB-101 (HPLC)"),
         "residual_solvents": Panel("Passed", "2026-09-24", "QB-104 (HS-GCMS)"),
         "heavy_metals": Panel("Passed", "2026-09-28", "QB-106 (ICP-MS)")},
        "https://coa.quillback.example/2609QBT0073-004", None, {"unit_mass_g": "4.012"})


def section(c: Canvas, r: Report, name: str, x: float, y: float) -> float:
    panel, width = r.panels[name], 266
    band(c, x, y - 20, width, 20, NAVY)
    words(c, x + 6, y - 14, TITLES[name].upper(), "Vera", 10, WHITE)
    words(c, x + width - 6, y - 14, panel.word.upper(), "Vera", 10, "#9be08f", "right")
    y = grid(c, r.table(name), x, y - 20, LOOK)
    band(c, x, y - 28, width, 28, NAVY)
    lines(c, x + 6, y - 11, [f"Analysis Method: {panel.method}", f"Analysis Date: {us(panel.on or '')}"], "Vera", 6.8,
          WHITE, lead=1.6)
    return y - 46


def draw(c: Canvas, r: Report) -> None:
    c.setPageSize(LETTER)
    words(c, 32, 742, r.lab.name, "VeraBd", 17, NAVY)
    words(c, 32, 727, r.lab.site, "Vera", 8, GREY)
    lines(c, 580, 752, [r.lab.street, r.lab.city, r.lab.phone, f"Lic #{r.lab.license}"], "Vera", 8, align="right")
    rule(c, 32, 712, 548, NAVY, 1)
    words(c, 306, 688, "Certificate of Analysis", "VeraBd", 18, NAVY, "center")
    rule(c, 32, 676, 548, NAVY, 1)
    look, d = Look("Vera", "VeraBd", 7.5, 13), r.dates
    pairs(c, 32, 660, [("Sample #", r.sample), ("Client:", r.client[0]), ("Address:", r.client[1]),
                       ("Address:", r.client[2])], look)
    pairs(c, 240, 660, [("Sampling Date:", us(d["collected"])), ("Receipt Date:", us(d["received"])),
                        ("Completion Date:", us(d["reported"])), ("Unit Mass:", r.serving["unit_mass_g"] + " g")], look)
    pairs(c, 398, 660, [("Product Name:", r.product[0]), ("Batch #:", r.batch), ("Matrix:", r.product[1])], look)
    y = section(c, r, "cannabinoids", 32, 600)
    section(c, r, "heavy_metals", 32, y)
    section(c, r, "residual_solvents", 314, 600)
    note(c, 32, 190, 548, "Definitions: Total THC = Δ9-THC + (THCA*0.877); Total CBD = CBD + (CBDA*0.877); mg/unit "
                          "= % x 10 x unit mass; "
         "Label = amount declared by the client. LOD = limit of detection; ND = not detected; ppm = parts per "
         "million.", "Vera", 6.5)
    signature(c, 32, 110, "Marguerite Osei", "Laboratory Director", look, us(d["reported"]))
    lines(c, 306, 108, ["Accredited to ISO/IEC 17025:2017", f"Accreditation #{r.lab.accreditation}"], "Vera", 7.5,
          NAVY, "center")
    qr(c, 500, 66, 78, r.url)
    words(c, 580, 40, "Page 1 of 1", "Vera", 8, align="right")
    c.showPage()
