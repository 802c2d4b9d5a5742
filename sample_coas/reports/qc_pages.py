"""A chocolate whose results are followed by quality control of the same analytes."""

from common import TITLES, microbes, us
from paper import BLACK, GREY, Look, grid, lines, note, pairs, qr, rule, signature, words
from record import Col, Lab, Panel, Report, Table, contaminants, potency
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas


def report() -> Report:
    percent = {"CBD": "0.503", "CBD-A": "ND", "CBG": "0.011", "CBN": "ND", "D9-THC": "0.014", "THC-A": "ND"}
    rows = potency(percent, {"=mg/unit": ("400", 1)}, 3, thc="D9-THC", acid="THC-A", cbda="CBD-A",
                   limits={"loq": "0.010"})
    cols = [Col("name", "Parameter", 140), Col("=%", "Result %", 90), Col("=mg/unit", "mg/unit", 90),
            Col("loq", "RL %", 80)]
    safe = [Col("name", "Parameter", 140), Col("=", "Result", 90), Col("unit", "Units", 60), Col("loq", "RL", 60),
            Col("limit", "Max", 90), Col("status", "Status", 60)]
    metals = [m | {"unit": "ug/kg"} for m in contaminants(
        {"Arsenic": "1500", "Cadmium": "500", "Lead": "500", "Mercury": "3000"}, "", ("5", "4"), 0,
                                                          {"Cadmium": "118", "Lead": "41"})]
    germs = [m | {"unit": "CFU/g"} for m in microbes(
        "Salmonella spp.", "STEC E. coli", unit="", counts={"Total Aerobic Count": ("120", "100000"),
                                                            "Total Yeast and Mold": ("< 10", "10000")})]
    return Report(
        "qc-pages",
        Lab("Ostrander Vale Analytics", "55 Turnpike Spur", "Ostrander Vale, KY 40999", "555 010 0186",
            "www.ostrandervale.example", "P-9013", "A-7720"),
        ("Harvest Lantern Chocolates", "16 Bell Court", "Ostrander Vale, KY 40998"),
        ("Dark Chocolate Bar CBD 200 mg", "Edible - Chocolate", "ingestible"), "26J0117-02", "HL-DC-338",
        {"received": "2026-10-12", "reported": "2026-10-20"},
        [Table("cannabinoids", "%", cols, rows), Table("heavy_metals", "ug/kg", safe, metals),
         Table("microbials", "CFU/g", safe, germs)],
        {"cannabinoids": Panel("Tested", "2026-10-14", "OV-SOP-11 (HPLC-DAD)"),
         "heavy_metals": Panel("Pass", "2026-10-15", "OV-SOP-23 (ICP-MS)"),
         "microbials": Panel("Pass", "2026-10-19", "OV-SOP-31 (plating, qPCR)")},
        "https://portal.ostrandervale.example/r/26J0117-02", None, {"unit_mass_g": "40.0"})


LOOK = Look("Courier", "Courier-Bold", 8, 11.5, align="left", status_ink=False)
CONTROLS: dict[str, tuple[tuple[str, ...], list[tuple[str, ...]]]] = {
    "Method Blank BLK-2610-41": (("Parameter", "Result", "RL", "Units"), [
        ("CBD", "ND", "0.010", "%"), ("D9-THC", "ND", "0.010", "%"), ("Cadmium", "< 12", "12", "ug/kg"),
        ("Lead", "< 15", "15", "ug/kg"), ("Arsenic", "< 15", "15", "ug/kg"), ("Mercury", "< 12", "12", "ug/kg")]),
    "Laboratory Control Sample LCS-2610-41": (("Parameter", "Spike", "Found", "% Recovery", "Acceptance"), [
        ("CBD", "0.500", "0.493", "98.6", "90-110"), ("D9-THC", "0.100", "0.104", "104.0", "90-110"),
        ("Cadmium", "250", "239", "95.6", "80-120"), ("Lead", "250", "262", "104.8", "80-120"),
        ("Arsenic", "250", "244", "97.6", "80-120"), ("Mercury", "250", "231", "92.4", "80-120")]),
    "Duplicate of 26J0109-01 (another client's item)": (("Parameter", "Result", "Duplicate", "RPD %", "Limit"), [
        ("CBD", "1.207", "1.219", "1.0", "20"), ("D9-THC", "0.048", "0.047", "2.1", "20"),
        ("Cadmium", "64", "61", "4.8", "20"), ("Lead", "22", "23", "4.4", "20")]),
}
METHODS = ["OV-SOP-11  Cannabinoids by HPLC-DAD: CBD, CBD-A, CBG, CBN, D9-THC, THC-A",
           "OV-SOP-23  Arsenic, Cadmium, Lead, Mercury by ICP-MS after microwave digestion",
           "OV-SOP-31  Total Aerobic Count, Total Yeast and Mold by plating; Salmonella spp., STEC E. coli by qPCR"]


def frame(c: Canvas, r: Report, page: int, title: str) -> None:
    lines(c, 50, 745, [r.lab.name, r.lab.street, r.lab.city, f"{r.lab.phone}   {r.lab.site}"], "Courier-Bold",
          9)
    lines(c, 562, 745, ["CERTIFICATE OF ANALYSIS", f"Lab Sample ID: {r.sample}", f"Page {page} of 3"], "Courier", 9,
          align="right")
    rule(c, 50, 698, 512)
    words(c, 306, 682, title, "Courier-Bold", 10, align="center")
    rule(c, 50, 675, 512)
    words(c, 306, 34, f"State License {r.lab.license}  *  ISO/IEC 17025:2017 Certificate {r.lab.accreditation}",
          "Courier", 8, GREY, "center")


def draw(c: Canvas, r: Report) -> None:
    c.setPageSize(LETTER)
    frame(c, r, 1, "ANALYTICAL RESULTS")
    d = r.dates
    pairs(c, 50, 660, [("Client", r.client[0]), ("", ", ".join(r.client[1:])), ("Product Name", r.product[0]),
                       ("Matrix", r.product[1]), ("Batch ID", r.batch), ("Unit Mass", r.serving["unit_mass_g"] + " g"),
                       ("Date Received", us(d["received"])), ("Date Reported", us(d["reported"]))], LOOK, 90)
    y = 545.0
    for table in r.tables:
        panel = r.panels[table.panel]
        words(c, 50, y, f"{TITLES[table.panel]}: {panel.word}", "Courier-Bold", 9)
        words(c, 562, y, f"{panel.method}  analyzed {us(panel.on or '')}", "Courier", 8, align="right")
        y = grid(c, table, 50, y - 6, LOOK) - 24
    note(c, 50, y, 512, "Total THC = D9-THC + 0.877 x THC-A; Total CBD = CBD + 0.877 x CBD-A. RL: reporting limit. "
                        "ND: not detected.",
         "Courier", 7.5)
    signature(c, 50, 90, "Philippa Okonkwo-Dray", "Laboratory Manager", LOOK, us(d["reported"]))
    qr(c, 480, 60, 80, r.url)
    c.showPage()
    frame(c, r, 2, "QUALITY CONTROL DATA")
    y = 655.0
    for title, (heads, rows) in CONTROLS.items():
        words(c, 50, y, title, "Courier-Bold", 9)
        cols = [Col("name" if not i else h, h, 140 if not i else 88) for i, h in enumerate(heads)]
        cells = [{col.key: text for col, text in zip(cols, row, strict=True)} for row in rows]
        y = grid(c, Table("qc", "", cols, cells), 50, y - 6, LOOK) - 28
    c.showPage()
    frame(c, r, 3, "METHODS AND DEFINITIONS")
    for text in [*METHODS, "RPD: relative percent difference. LCS: laboratory control sample. RL: reporting limit."]:
        c.setFillColor(BLACK)
        y = note(c, 50, y if text != METHODS[0] else 650, 512, text, "Courier", 8, BLACK) - 8
    c.showPage()
