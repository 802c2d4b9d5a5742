"""A sound tincture: three pages, LOD LOQ Limit Result Status."""

from common import (
    METALS,
    MORE_PESTICIDES,
    MYCOTOXINS,
    PESTICIDES,
    REST_OF_PESTICIDES,
    REST_OF_SOLVENTS,
    SOLVENTS,
    TINY,
    TITLES,
    limits,
    microbes,
    us,
)
from paper import GREEN, GREY, WHITE, Look, band, grid, lines, note, pairs, qr, rule, signature, words
from record import Col, Lab, Panel, Report, Table, contaminants, potency
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas


def safety_cols(unit: str) -> list[Col]:
    return [Col("name", "Analyte", 150), Col("lod", f"LOD ({unit})", 75), Col("loq", f"LOQ ({unit})", 75),
            Col("limit", f"Limit ({unit})", 80), Col(f"={unit}", f"Result ({unit})", 85), Col("status", "Status", 75)]


def report() -> Report:
    percent = {"CBC": "0.094", "CBD": "3.610", "CBDA": "ND", "CBDV": "0.018", "CBG": "0.082", "CBGA": "ND",
               "CBN": "0.021", "Δ8-THC": "ND", "Δ9-THC": "0.042", "THCA": "ND", "THCV": "<LOQ"}
    rows = potency(percent, {"=mg/mL": ("9.45", 2), "=mg/package": ("283.5", 1)}, 3,
                   limits={"lod": "0.002", "loq": "0.006"})
    cols = [Col("name", "Analyte", 150), Col("lod", "LOD (%)", 70), Col("loq", "LOQ (%)", 70),
            Col("=%", "Result (%)", 75), Col("=mg/mL", "Result (mg/mL)", 85),
            Col("=mg/package", "Result (mg/package)", 90)]
    microbial = [Col("name", "Analyte", 150), Col("limit", "Limit (CFU/g)", 150), Col("=CFU/g", "Result (CFU/g)", 130),
                 Col("status", "Status", 110)]
    ppm, ppb = safety_cols("ppm"), safety_cols("ppb")
    return Report(
        "tincture-good",
        Lab("Larkmeadow Analytical", "418 Foundry Row, Suite 3", "Bellwether, OR 97999", "(555) 010-0142",
            "www.larkmeadow.example", "LM-010-40217", "88214"),
        ("Fernhollow Botanicals LLC", "92 Orchard Loop", "Tamsin Falls, OR 97998"),
        ("Full Spectrum CBD Tincture 1000 mg", "Tincture", "ingestible"), "LMA-260911-031", "FH-T1000-0826",
        {"produced": "2026-08-26", "collected": "2026-09-10", "received": "2026-09-11", "tested": "2026-09-17",
         "reported": "2026-09-18"},
        [Table("cannabinoids", "%", cols, rows),
         Table("heavy_metals", "ppm", ppm, contaminants(limits(METALS), "ppm", TINY, 3, {"Lead": "0.021"})),
         Table("residual_solvents", "ppm", ppm,
               contaminants(limits(f"{SOLVENTS}|{REST_OF_SOLVENTS}"), "ppm", ("0.2", "0.3"), 1, {"Ethanol": "148.0"})),
         Table("mycotoxins", "ppb", ppb, contaminants(limits(MYCOTOXINS), "ppb", ("0.8", "1.0"), 1)),
         Table("microbials", "CFU/g", microbial,
               microbes("Salmonella spp.", "STEC E. coli", counts={"Total Yeast and Mold": ("< 10", "10000")})),
         Table("pesticides", "ppm", ppm,
               contaminants(limits(f"{PESTICIDES}|{MORE_PESTICIDES}|{REST_OF_PESTICIDES}"), "ppm", ("0.010", "0.015"),
                            3))],
        {"cannabinoids": Panel("Tested", "2026-09-15", "HPLC-DAD"), "heavy_metals": Panel("Pass", "2026-09-16",
                                                                                          "ICP-MS"),
         "residual_solvents": Panel("Pass", "2026-09-14", "HS-GC-MS"), "mycotoxins": Panel("Pass", "2026-09-17",
                                                                                           "LC-MS/MS"),
         "microbials": Panel("Pass", "2026-09-17", "qPCR and plating"),
         "pesticides": Panel("Pass", "2026-09-17", "LC-MS/MS and GC-MS/MS")},
        "https://verify.larkmeadow.example/coa/LMA-260911-031", "Pass",
        {"density_g_ml": "0.945"}, [("cbd", "1000", "mg/package")])


TEAL = "#1f6f78"


def frame(c: Canvas, r: Report, page: int) -> None:
    band(c, 0, 735, 612, 57, TEAL)
    words(c, 36, 766, r.lab.name, "Helvetica-Bold", 18, WHITE)
    words(c, 36, 748, f"{r.lab.street}, {r.lab.city}  |  {r.lab.phone}  |  {r.lab.site}", "Helvetica", 8, WHITE)
    words(c, 576, 768, "Certificate of Analysis", "Helvetica-Bold", 13, WHITE, "right")
    words(c, 576, 748, f"License {r.lab.license}", "Helvetica", 8, WHITE, "right")
    rule(c, 36, 48, 540, TEAL)
    words(c, 36, 36, f"Sample ID: {r.sample}", "Helvetica", 7.5, GREY)
    words(c, 306, 36, f"ISO/IEC 17025:2017 Accreditation No. {r.lab.accreditation}", "Helvetica", 7.5, GREY, "center")
    words(c, 576, 36, f"Page {page} of 3", "Helvetica", 7.5, GREY, "right")


def section(c: Canvas, r: Report, name: str, y: float, row: float = 0) -> float:
    panel = r.panels[name]
    words(c, 36, y, f"{TITLES[name]}", "Helvetica-Bold", 11, TEAL)
    words(c, 300, y, f"Method: {panel.method}     Tested: {us(panel.on or '')}", "Helvetica", 7.5, GREY, "center")
    words(c, 572, y, panel.word.upper(), "Helvetica-Bold", 10, GREEN, "right")
    look = Look(head_fill="#d8e9ea", zebra="#f3f7f7", **({"row": row, "size": 6.5} if row else {}))
    return grid(c, r.table(name), 36, y - 5, look) - 22


def draw(c: Canvas, r: Report) -> None:
    c.setPageSize(LETTER)
    frame(c, r, 1)
    words(c, 36, 708, r.product[0], "Helvetica-Bold", 15)
    look = Look(size=8.5, row=13.5)
    d = r.dates
    pairs(c, 36, 686, [("Sample ID:", r.sample), ("Batch:", r.batch), ("Matrix:", r.product[1]),
                       ("Net Volume:", "30 mL"),
                       ("Density:", f"{r.serving['density_g_ml']} g/mL"), ("Label Claim:", "CBD 1000 mg/package")],
          look, 75)
    pairs(c, 236, 686, [("Produced:", us(d["produced"])), ("Collected:", us(d["collected"])),
                        ("Received:", us(d["received"])),
                        ("Tested:", us(d["tested"])), ("Reported:", us(d["reported"]))], look, 60)
    words(c, 390, 686, "Client", "Helvetica-Bold", 8.5)
    lines(c, 390, 672.5, list(r.client), "Helvetica", 8.5, lead=1.5)
    words(c, 390, 618, "Overall Result: PASS", "Helvetica-Bold", 11, GREEN)
    for i, (name, panel) in enumerate(r.panels.items()):
        band(c, 36 + i * 91, 556, 85, 34, "#eef5f5")
        words(c, 78.5 + i * 91, 576, TITLES[name], "Helvetica-Bold", 8, align="center")
        words(c, 78.5 + i * 91, 563, panel.word.upper(), "Helvetica-Bold", 8, GREEN, "center")
    y = section(c, r, "cannabinoids", 526)
    note(c, 36, y, 540, "Total THC = Δ9-THC + 0.877 x THCA. Total CBD = CBD + 0.877 x CBDA. mg/mL from the density "
                        "above; "
         "mg/package for 30 mL. ND = not detected; LOD = limit of detection; LOQ = limit of quantitation.",
         "Helvetica", 7)
    signature(c, 36, 120, "Ingrid Vasquez-Holm", "Laboratory Director", look, us(d["reported"]))
    qr(c, 496, 80, 80, r.url)
    c.showPage()
    frame(c, r, 2)
    y = 708.0
    for name in ("heavy_metals", "residual_solvents", "mycotoxins", "microbials"):
        y = section(c, r, name, y)
    c.showPage()
    frame(c, r, 3)
    y = section(c, r, "pesticides", 708, row=9.2)
    note(c, 36, y, 540, "Results relate only to the item tested, as received. Decision rule: measurement "
                        "uncertainty is not "
         "applied. This report shall not be reproduced except in full without written approval of the laboratory.",
         "Helvetica", 7)
    c.showPage()
