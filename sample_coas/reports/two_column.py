"""A balm: pesticides in one table of two column pairs, a summary table with dates."""

from common import METALS, MYCOTOXINS, PESTICIDES, SOLVENTS, TINY, TITLES, limits, microbes, us
from paper import BLACK, GREEN, GREY, Look, grid, note, pairs, qr, rule, signature, words
from record import Col, Lab, Panel, Report, Table, contaminants, potency
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas


def report() -> Report:
    percent = {"CBC": "0.031", "CBD": "0.842", "CBDA": "ND", "CBG": "0.012", "CBN": "ND", "Δ9-THC": "<LOQ",
               "THCA": "ND"}
    rows = potency(percent, {"=mg/unit": ("600", 1)}, 3, limits={"loq": "0.005"})
    cols = [Col("name", "Cannabinoid", 110), Col("=%", "% w/w", 70), Col("=mg/unit", "mg/unit", 70),
            Col("loq", "LOQ %", 60)]
    half = [Col("name", "Analyte", 98), Col("loq", "LOQ", 36), Col("limit", "Limit", 40), Col("=ppm", "Result", 48),
            Col("status", "Status", 42)]
    germs = [Col("name", "Analyte", 98), Col("limit", "Limit", 76), Col("=CFU/g", "Result", 48),
             Col("status", "Status", 42)]
    found = {"Bifenazate": "0.118", "Boscalid": "<LOQ"}
    return Report(
        "two-column",
        Lab("Bramblecote Laboratory", "1190 Saddler Avenue", "Port Ellery, WA 98999", "(555) 010-0119",
            "www.bramblecote.example", "BL-4471", "L26-118"),
        ("Thistle & Tallow", "34 Quarry Lane", "Port Ellery, WA 98998"),
        ("Arnica CBD Balm 500 mg", "Topical Balm", "topical"), "BC-2610-0458", "TT0915B",
        {"collected": "2026-10-06", "received": "2026-10-07", "tested": "2026-10-14",
         "reported": "2026-10-14"},
        [Table("cannabinoids", "%", cols, rows),
         Table("pesticides", "ppm", half, contaminants(limits(PESTICIDES), "ppm", ("0.010", "0.015"), 3, found)),
         Table("heavy_metals", "ppm", half, contaminants(limits(METALS), "ppm", TINY, 3, {"Arsenic": "0.033"})),
         Table("residual_solvents", "ppm", half, contaminants(limits(SOLVENTS), "ppm", ("0.3",), 1)),
         Table("microbials", "CFU/g", germs, microbes("Salmonella spp.", "STEC E. coli")),
         Table("mycotoxins", "ppb", [*half[:3], Col("=ppb", "Result", 48), half[4]],
               contaminants(limits(MYCOTOXINS), "ppb", ("1.5",), 1))],
        {"cannabinoids": Panel("Complete", "2026-10-09", "HPLC"), "pesticides": Panel("Pass", "2026-10-12", "LC-MS/MS"),
         "heavy_metals": Panel("Pass", "2026-10-10", "ICP-MS"), "residual_solvents": Panel("Pass", "2026-10-08",
                                                                                           "HS-GC-MS"),
         "microbials": Panel("Pass", "2026-10-12", "qPCR"), "mycotoxins": Panel("Pass", "2026-10-12", "LC-MS/MS"),
         "foreign_matter": Panel("Not Tested")},
        "https://results.bramblecote.example/BC-2610-0458", None, {"unit_mass_g": "60.0"})


LOOK = Look(size=8, row=12)
NAMES = TITLES | {"cannabinoids": "Cannabinoid Profile", "foreign_matter": "Foreign Matter"}


def frame(c: Canvas, r: Report, page: int) -> None:
    words(c, 306, 752, r.lab.name, "Helvetica-Bold", 20, "#5b3a6b", "center")
    words(c, 306, 738, f"{r.lab.street} · {r.lab.city} · {r.lab.phone} · {r.lab.site}", "Helvetica", 8, GREY, "center")
    words(c, 306, 728, f"License #{r.lab.license} · ISO/IEC 17025:2017 Accredited, Accreditation "
                       f"#{r.lab.accreditation}",
          "Helvetica", 8, GREY, "center")
    rule(c, 40, 720, 532, "#5b3a6b", 1.4)
    words(c, 40, 30, f"{r.product[0]}, {r.sample}", "Helvetica", 7.5, GREY)
    words(c, 572, 30, f"{page} of 2", "Helvetica", 7.5, GREY, "right")


def title(c: Canvas, text: str, x: float, y: float) -> float:
    words(c, x, y, text, "Helvetica-Bold", 11, "#5b3a6b")
    return y - 5


def section(c: Canvas, r: Report, name: str, x: float, y: float, rows: slice = slice(None)) -> float:
    table = r.table(name)
    unit = "" if table.unit == "%" else f" ({table.unit})"
    y = title(c, f"{NAMES[name]} by {r.panels[name].method}{unit}", x, y)
    return grid(c, table, x, y, LOOK, table.rows[rows])


def draw(c: Canvas, r: Report) -> None:
    c.setPageSize(LETTER)
    frame(c, r, 1)
    words(c, 40, 700, "Certificate of Analysis", "Helvetica-Bold", 14)
    d = r.dates
    pairs(c, 40, 680, [("Sample:", r.product[0]), ("Sample ID:", r.sample), ("Lot #:", r.batch),
                       ("Matrix:", r.product[1]),
                       ("Unit Mass (g):", r.serving["unit_mass_g"])], LOOK)
    pairs(c, 300, 680, [("Client:", r.client[0]), ("Client Address:", ", ".join(r.client[1:])),
                        ("Sampled:", us(d["collected"])), ("Received:", us(d["received"])),
                        ("Completed:", us(d["reported"]))], LOOK)
    y = title(c, "Summary", 40, 598) - 10
    for x, head in ((40, "Test"), (170, "Date Tested"), (270, "Status")):
        words(c, x, y, head, "Helvetica-Bold", 8, GREY)
    for name, panel in r.panels.items():
        y -= 12
        words(c, 40, y, NAMES[name], "Helvetica", 8)
        words(c, 170, y, us(panel.on) if panel.on else "", "Helvetica", 8)
        words(c, 270, y, panel.word, "Helvetica-Bold", 8, GREEN if panel.word == "Pass" else BLACK)
    qr(c, 480, 520, 84, r.url)
    y = section(c, r, "cannabinoids", 40, 470)
    note(c, 40, y - 12, 520, "Total THC = Δ9-THC + 0.877 x THCA; Total CBD = CBD + 0.877 x CBDA. <LOQ counts as "
                             "zero in totals.",
         "Helvetica", 7)
    section(c, r, "heavy_metals", 40, 300)
    section(c, r, "microbials", 308, 300)
    signature(c, 40, 110, "Odalys Brennecke", "Quality Manager", LOOK, us(d["reported"]))
    c.showPage()
    frame(c, r, 2)
    pesticides = r.table("pesticides")
    half = len(pesticides.rows) // 2
    section(c, r, "pesticides", 40, 700, slice(half))
    y = grid(c, pesticides, 308, 695, LOOK, pesticides.rows[half:]) - 30
    section(c, r, "residual_solvents", 40, y)
    section(c, r, "mycotoxins", 308, y)
    c.showPage()
