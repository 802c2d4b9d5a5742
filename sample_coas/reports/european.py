"""A European oil: decimal commas, day first, n.n."""

from paper import GREY, Look, grid, lines, note, pairs, qr, signature, words
from record import Col, Lab, Panel, Report, Table, potency
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas


def report() -> Report:
    percent = {"CBD": "10.12", "CBDA": "0.21", "CBG": "0.34", "CBC": "0.18", "CBN": "0.03", "THC": "0.08",
               "THCA": "n.n."}
    comma = [{k: v if k == "name" else v.replace(".", ",") if v != "n.n." else v for k, v in row.items()}
             for row in potency(percent, {}, 2, thc="THC", limits={"loq": "0.02"})]
    cols = [Col("name", "Parameter", 190), Col("=%", "Result % (w/w)", 120), Col("loq", "LOQ % (w/w)", 120)]
    metal = [Col("name", "Parameter", 190), Col("=mg/kg", "Result mg/kg", 120), Col("limit", "Max. mg/kg", 120)]
    metals = [("Lead (Pb)", "0,03", "3,0"), ("Cadmium (Cd)", "< 0,01", "1,0"), ("Mercury (Hg)", "n.n.", "0,1")]
    return Report(
        "european",
        Lab("Prüflabor Weidengrund GmbH", "Mühlgasse 14", "99998 Weidengrund, Germany", "+49 555 010 0133",
            "www.weidengrund.example", None, "D-PL-90417-01-00"),
        ("Bergwiesen Hanf GmbH", "Am Anger 3", "99997 Oberwiesen, Germany"),
        ("CBD Oil 10 %", "Oil", "ingestible"), "W26-03417", "BW-2602-11",
        {"produced": "2026-02-23", "received": "2026-03-05", "reported": "2026-03-12"},
        [Table("cannabinoids", "%", cols, comma),
         Table("heavy_metals", "mg/kg", metal, [{"name": n, "=mg/kg": v, "limit": m} for n, v, m in metals])],
        {"cannabinoids": Panel("", None, "HPLC-DAD"), "heavy_metals": Panel("", None, "ICP-MS, DIN EN 15763")},
                  "https://berichte.weidengrund.example/W26-03417")


def draw(c: Canvas, r: Report) -> None:
    c.setPageSize(A4)
    look = Look("Vera", "VeraBd", 8.5, 14, lines="rows", align="right")
    words(c, 60, 780, r.lab.name, "VeraBd", 15, "#20406a")
    lines(c, 535, 786, [r.lab.street, r.lab.city, f"Tel. {r.lab.phone}", r.lab.site], "Vera", 7.5, GREY, "right")
    words(c, 60, 735, "Analysis report", "VeraBd", 20)
    words(c, 60, 718, f"Report no. {r.sample}", "Vera", 9, GREY)
    dates = [".".join(reversed(r.dates[k].split("-"))) for k in ("produced", "received", "reported")]
    pairs(c, 60, 690, [("Customer", r.client[0]), ("", ", ".join(r.client[1:])), ("Product", r.product[0]),
                       ("Matrix", r.product[1]),
                       ("Sample no.", r.sample), ("Lot", r.batch), ("Volume", "10 ml"), ("Production date", dates[0]),
                       ("Date of receipt", dates[1]), ("Date of report", dates[2])], look, 110)
    words(c, 60, 530, f"Cannabinoids ({r.panels['cannabinoids'].method})", "VeraBd", 10, "#20406a")
    y = grid(c, r.table("cannabinoids"), 60, 524, look) - 30
    words(c, 60, y, f"Heavy metals ({r.panels['heavy_metals'].method})", "VeraBd", 10, "#20406a")
    y = grid(c, r.table("heavy_metals"), 60, y - 6, look) - 22
    note(c, 60, y, 475, "n.n. = not detected (nicht nachweisbar). LOQ = limit of quantitation. "
         "Total THC = THC + 0,877 x THCA; Total CBD = CBD + 0,877 x CBDA. "
         "The results refer only to the item received.", "Vera", 7)
    words(c, 60, 60, "Testing laboratory accredited by DIN EN ISO/IEC 17025:2018, accreditation no. "
          f"{r.lab.accreditation}. Page 1 of 1", "Vera", 7, GREY)
    signature(c, 60, 135, "Dr. Friederike Anselm", "Head of Laboratory", look)
    qr(c, 465, 90, 70, r.url)
    c.showPage()
