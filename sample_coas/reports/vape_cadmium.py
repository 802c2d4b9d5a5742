"""A vape whose cadmium is over the printed limit: full borders, result before limit."""

from common import METALS, MYCOTOXINS, PESTICIDES, SOLVENTS, TITLES, limits, microbes, us
from paper import BLACK, RED, WHITE, Look, band, grid, lines, note, pairs, qr, rule, signature, words
from record import Col, Lab, Panel, Report, Table, contaminants, potency
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas


def report() -> Report:
    percent = {"CBC": "1.83", "CBD": "71.42", "CBDA": "ND", "CBG": "2.11", "CBN": "0.94", "D8-THC": "ND",
               "D9-THC": "0.21", "THCA": "ND"}
    rows = potency(percent, {"=mg/g": ("10", 1), "=mg/unit": ("10", 1)}, 2, thc="D9-THC", limits={"loq": "0.05"})
    cols = [Col("name", "Compound", 86), Col("=mg/unit", "mg/unit", 50), Col("=mg/g", "mg/g", 46), Col("=%", "%", 42),
            Col("loq", "LOQ %", 42)]
    safe = [Col("name", "Compound", 96), Col("=ug/g", "Result\nµg/g", 42), Col("limit", "Action Level\nµg/g", 58),
            Col("loq", "LOQ\nµg/g", 34), Col("status", "Status", 36)]
    toxin = [Col("name", "Compound", 96), Col("=ug/kg", "Result\nµg/kg", 42), Col("limit", "Action Level\nµg/kg", 58),
             Col("loq", "LOQ\nµg/kg", 34), Col("status", "Status", 36)]
    germs = [Col("name", "Organism", 106), Col("=CFU/g", "Result\nCFU/g", 54), Col("limit", "Action Level\nCFU/g", 70),
             Col("status", "Status", 36)]
    return Report(
        "vape-cadmium",
        Lab("Copperline Assay", "7 Millrace Court", "Aldous Springs, CO 80999", "555-010-0177", "copperline.example",
            "405R-90031", "CA-5531"),
        ("Drift & Ember Co.", "2210 Tannery Street", "Aldous Springs, CO 80998"),
        ("Cedar Mist CBD Cartridge", "Vape Cartridge", "inhalable"), "CPA-78213", "DE-CM-0912",
        {"collected": "2026-09-28", "received": "2026-09-29", "tested": "2026-10-02", "reported": "2026-10-05"},
        [Table("cannabinoids", "%", cols, rows),
         Table("heavy_metals", "ug/g", safe, contaminants(limits(METALS, True), "ug/g", ("0.010", "0.015"), 3,
                                                          {"Cadmium": "0.62", "Lead": "0.088"})),
         Table("residual_solvents", "ug/g", safe, contaminants(limits(SOLVENTS, True), "ug/g", ("0.2", "0.3"), 1)),
         Table("mycotoxins", "ug/kg", toxin, contaminants(limits(MYCOTOXINS, True), "ug/kg", ("1.0",), 1)),
         Table("microbials", "CFU/g", germs, microbes(
             "Salmonella spp.", "STEC E. coli", "Aspergillus flavus", "Aspergillus fumigatus", "Aspergillus niger",
             "Aspergillus terreus")),
         Table("pesticides", "ug/g", safe, contaminants(limits(PESTICIDES, True), "ug/g", ("0.010", "0.020"), 3))],
        {"cannabinoids": Panel("Complete", None, "HPLC-UV"), "heavy_metals": Panel("Fail", None, "ICP-MS"),
         "residual_solvents": Panel("Pass", None, "GC-MS"), "mycotoxins": Panel("Pass", None, "LC-MS/MS"),
         "microbials": Panel("Pass", None, "qPCR"), "pesticides": Panel("Pass", None, "LC-MS/MS")},
        "https://copperline.example/v/CPA-78213", "Fail", {"unit_mass_g": "1.00"})


def frame(c: Canvas, r: Report, page: int) -> None:
    band(c, 30, 30, 552, 732, None, BLACK)
    lines(c, 40, 744, [r.lab.name, f"{r.lab.street}, {r.lab.city}", f"Tel. {r.lab.phone}  {r.lab.site}",
                       f"Lic. No. {r.lab.license}   ISO/IEC 17025 Cert. {r.lab.accreditation}"], "Times-Bold", 9)
    words(c, 480, 740, "CERTIFICATE OF ANALYSIS", "Times-Bold", 13, align="right")
    words(c, 480, 724, f"Report {r.sample}, page {page} of 2", "Times-Roman", 9, align="right")
    qr(c, 506, 690, 66, r.url)
    rule(c, 30, 686, 552)


def section(c: Canvas, r: Report, name: str, x: float, y: float) -> float:
    panel = r.panels[name]
    width = sum(col.width for col in r.table(name).cols)
    band(c, x, y - 14, width, 14, "#3a3a3a")
    words(c, x + 4, y - 10.5, f"{TITLES[name].upper()} ({panel.method})", "Times-Bold", 8.5, WHITE)
    ink = "#ff8a80" if panel.word == "Fail" else "#a5e0b8"
    words(c, x + width - 4, y - 10.5, panel.word.upper(), "Times-Bold", 8.5, ink, "right")
    look = Look("Times-Roman", "Times-Bold", 7.8, 11.5, lines="grid", head_fill="#e4e0d8")
    return grid(c, r.table(name), x, y - 14, look) - 14


def draw(c: Canvas, r: Report) -> None:
    c.setPageSize(LETTER)
    frame(c, r, 1)
    look = Look("Times-Roman", "Times-Bold", 9, 13)
    d = r.dates
    pairs(c, 40, 670, [("Client", r.client[0]), ("Address", ", ".join(r.client[1:])), ("Product", r.product[0]),
                       ("Matrix", r.product[1]), ("Batch No.", r.batch),
                       ("Unit Mass", r.serving["unit_mass_g"] + " g")], look, 62)
    pairs(c, 310, 670, [("Sample ID", r.sample), ("Date Collected", us(d["collected"])),
                        ("Date Received", us(d["received"])),
                        ("Date Tested", us(d["tested"])), ("Date Reported", us(d["reported"]))], look, 84)
    band(c, 476, 612, 96, 44, None, RED)
    lines(c, 524, 640, ["BATCH RESULT", "FAIL"], "Times-Bold", 11, RED, "center", 1.5)
    y = section(c, r, "cannabinoids", 36, 580)
    y = section(c, r, "heavy_metals", 36, y)
    section(c, r, "microbials", 36, y)
    y = section(c, r, "residual_solvents", 310, 580)
    section(c, r, "mycotoxins", 310, y)
    note(c, 40, 150, 530, "Total THC = D9-THC + (THCA x 0.877). Total CBD = CBD + (CBDA x 0.877). ND: not detected. "
                          "Cadmium exceeds "
         "its action level; the batch does not meet the specification.", "Times-Roman", 8.5)
    signature(c, 40, 80, "Tobias Wren", "Technical Manager", look, us(d["reported"]))
    c.showPage()
    frame(c, r, 2)
    section(c, r, "pesticides", 170, 670)
    c.showPage()
