"""What an invented certificate says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

_LABS = [
    "Northwind Analytics", "Quillfeather Labs", "Halden Bridge Testing", "Cobalt Ridge Scientific",
    "Arbor Vale Laboratories, LLC",
    "Verity Moss Cannabis Science", "Ostrava Street Testing Laboratory", "Pine & Pewter Labs, Inc.",
    "Tallgrass Analytical",
    "Brightwater Laboratory Services", "KQV Labs", "Saltmarsh Botanical Testing", "Ferro Creek Research Labs",
    "Lumenhall Analytics LLC", "Grey Heron Laboratories", "The Copperline Lab", "Mesa Verde Point Assays",
    "Canopy Proof Labs",
]
_FOREIGN_LABS = {
    "spanish": ["Laboratorios Encina S.L.", "Analítica Robledal", "Laboratorio Tres Fuentes"],
    "italian": ["Laboratorio Rovereto S.r.l.", "Analisi Montefiore S.r.l.", "Laboratori Campolungo"],
    "german": ["Labor Eichgrund GmbH", "Institut Lindental", "Analytik Fuchsmühle GmbH"],
    "french": ["Laboratoire Clairbois", "Institut Vauclair", "Laboratoires Montbrun SAS"],
    "portuguese": ["Laboratório Pinhal Lda", "Laboratório Ribeira Clara"],
    "dutch": ["Laboratorium De Linde B.V.", "Labor Wolfsveen B.V."],
}
_CLIENTS = [
    "Blue Harbor Farms LLC", "Cedar and Sons, Inc.", "Sunrise Botanicals", "Old Orchard Hemp Co.", "Kettle & Vine LLC",
    "Marrow Hill Cultivation", "Wren Street Holdings, LLC", "Sable Point Naturals", "J. Thornquist Farm",
    "PDX Meadow Works",
    "Harvest Lane Collective", "Three Gate Extracts", "Dovetail Wellness Corp", "Nine Acre Growers", "Green Latch Labs",
]
_FOREIGN_CLIENTS = {
    "spanish": ["Cáñamo del Valle S.L.", "Hierbas Altas S.A.", "Cultivos Miralmonte"],
    "italian": ["Canapa Colline S.r.l.", "Azienda Agricola Belpoggio", "Verde Serra S.r.l."],
    "german": ["Hanfhof Weidenau GmbH", "Grünblatt AG", "Kräuterwerk Talheim"],
    "french": ["Chanvre des Prés SARL", "Herbes Hautes SAS", "Ferme Beaulieu"],
    "portuguese": ["Cânhamo do Vale Lda", "Ervas Altas Lda"],
    "dutch": ["Hennephoeve B.V.", "Groene Akker B.V."],
}
_PRODUCTS = [
    ("Blue Harbor #4", "Flower"), ("Lemon Drizzle 3.5g", "Cured Flower"),
    ("Midnight Plum Live Resin 1g", "Concentrate"),
    ("CBD Tincture 1000mg - Mint", "Tincture"), ("Full Spectrum Oil (30 mL)", "Ingestible Oil"),
    ("Delta-8 Gummies, Peach, 25 mg", "Edible"), ("Sour Kettle", "Plant, Flower - Cured"),
    ("Cedar Balm No. 4", "Topical"),
    ("Velvet Anvil Pre-Roll 5 Pack", "Pre-Roll"), ("Orchard Haze x Night Fern", "Flower"), ("GK #7", "Flower, Indoor"),
    ("Harbor Chews Wild Berry 10mg THC 100mg CBD 20 Count Pouch", "Infused Edible"), ("Tangelo Fizz", "Beverage"),
    ("Amber Shatter", "Concentrates & Extracts (Inhalation)"), ("THCa Diamonds - Fog Lamp", "Derivative"),
    ("Distillate 510 Cartridge Plum Ice", "Vape Cartridge"), ("White Fern", "Usable Marijuana"),
    ("Softgels 25", "Capsules"),
    ("Hemp Biomass Field 12", "Plant"), ("Dark Chocolate Bar 100 mg", "Chocolate"), ("Gelato Barrow", "Hemp Flower"),
]
_FOREIGN_PRODUCTS = {
    "spanish": [("Aceite de CBD 10 %", "Aceite"), ("Flor de cáñamo Sierra", "Flor"), ("RSO Encina 1 g", "Extracto")],
    "italian": [("Olio CBD 5 %", "Olio"), ("Infiorescenza Colle Verde", "Infiorescenze"),
                ("Trinciato Serra", "Canapa")],
    "german": [("Hanfblüten Fichtengold", "Blüten"), ("CBD-Öl 10 % Vollspektrum", "Öl"), ("Aromaöl Abendrot", "Öl")],
    "french": [("Huile de CBD 20 %", "Huile"), ("Fleurs Clairbois", "Fleurs"), ("Résine Vauclair", "Résine")],
    "portuguese": [("Óleo de CBD 10 %", "Óleo"), ("Flor do Vale", "Flor")],
    "dutch": [("CBD-olie 5 %", "Olie"), ("Hennepbloem Lindeveld", "Bloem")],
}
_STREETS = [
    "14 Harbor Road", "2207 W. Juniper Ave, Suite 4", "880 Mill Street", "P.O. Box 118", "31 Quarry Lane Unit B",
]  # fmt: skip
_TOWNS = ["Astoria, OR 97103", "Tulsa, OK 74101", "Fort Collins, CO 80521", "Bend, OR 97701", "Reno, NV 89501-1234"]
_FOREIGN_TOWNS = {
    "spanish": ("Calle del Molino 14", "28013 Madrid"), "italian": ("Via dei Mulini 12", "52100 Arezzo (AR)"),
    "german": ("Mühlenweg 8", "79100 Freiburg"), "french": ("12 rue du Moulin", "69001 Lyon"),
    "portuguese": ("Rua do Moinho 5", "4000-123 Porto"), "dutch": ("Molenlaan 9", "3511 AB Utrecht"),
}
_SAMPLES = ["S24-00317", "2603ABC1234.5678", "26-003517", "HL-260312-004", "M260305003-001", "SA-260303-11234",
            "A0012345", "317845", "NB6030512", "26C0045-02", "QF26-0311.02", "L 2260-1"]
_BATCHES = ["B2401", "GH-0215-OG", "L260217A", "021526", "PX-1182", "FL-0404", "CBD-1000-0226", "7731", "HB.26.014",
            "26-0042-KT", "WF020926A", "R12/26", "A1904-33b", "SUNNY-14", "14 B 2210"]
_DATES_US = ["%m/%d/%Y", "%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y", "%Y-%m-%d", "%b %d, %Y", "%B %d, %Y", "%d %b %Y",
             "%d-%b-%Y", "%m/%d/%Y %I:%M %p", "%Y-%m-%d %H:%M PST", "%A, %B %d, %Y", "%Y/%m/%d", "%d%b%Y", "%b-%d-%Y",
             "%m/%d/%Y at %H:%M", "%m.%d.%Y"]
_DATES_EUROPE = ["%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%y"]
_START = datetime(2026, 2, 13, 9, 15)


@dataclass
class Facts:
    """A certificate's identity. `days`: its dates by field; `texts`: how they are printed."""

    language: str
    lab: str
    host: str
    licence: str
    lab_address: tuple[str, str]
    client: str
    client_address: tuple[str, str]
    client_licence: str
    producer: str
    product: str
    matrix: str
    sample_id: str
    batch: str
    days: dict[str, datetime] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    form: str = "%m/%d/%Y"


def facts_of(rng: Random) -> Facts:
    language = rng.choices(["english", *_FOREIGN_LABS], [12, 1, 1, 1, 1, 0.6, 0.6])[0]
    lab = rng.choice(_FOREIGN_LABS.get(language, _LABS))
    client, producer = (
        rng.sample(_FOREIGN_CLIENTS[language], 2) if language in _FOREIGN_CLIENTS else rng.sample(_CLIENTS, 2)
    )
    product, matrix = rng.choice(_FOREIGN_PRODUCTS.get(language, _PRODUCTS))
    abroad = _FOREIGN_TOWNS.get(language)
    towns, streets = rng.sample(_TOWNS, 2), rng.sample(_STREETS, 2)
    facts = Facts(
        language, lab, _host(lab), rng.choice(["L-00417", "TL-2231-09", "405R-00033", "CTL-0019"]),
        abroad or (streets[0], towns[0]), client, abroad or (streets[1], towns[1]),
        rng.choice(["CDPH-10002777", "C11-0000518-LIC", "GRW-20-114", "402R-00811"]), producer,
        product, matrix, rng.choice(_SAMPLES), rng.choice(_BATCHES),
    )  # fmt: skip
    facts.form = rng.choice(_DATES_EUROPE if abroad else _DATES_US)
    _dates(facts, rng)
    return facts


def _host(lab: str) -> str:
    words = [w for w in lab.replace(",", "").replace(".", "").split() if w not in ("LLC", "Inc", "GmbH", "&", "The")]
    plain = "".join(words).lower()
    for accented, letter in zip("áéíóúü", "aeiouu", strict=True):
        plain = plain.replace(accented, letter)
    return plain + ".example"


def _dates(facts: Facts, rng: Random) -> None:
    """Two to five dates, in the order of what happens to a sample; all in one form."""
    day = _START + timedelta(days=rng.randrange(0, 200), minutes=rng.randrange(0, 400))
    chances = {"harvested": 0.15, "produced": 0.2, "collected": 0.4, "received": 0.75, "tested": 0.45, "reported": 0.75}
    for name, chance in chances.items():
        day += timedelta(days=rng.randrange(1, 6), minutes=rng.randrange(1, 300))
        if rng.random() < chance:
            facts.days[name] = day
    if not {"tested", "reported"} & set(facts.days) and facts.language == "english":
        facts.days["completed"] = day
    if rng.random() < 0.15:
        facts.days["expires"] = day + timedelta(days=365)
    if facts.language != "english":
        facts.days = {n: d for n, d in facts.days.items() if n not in ("harvested", "produced")}
    if not facts.days:
        facts.days["reported"] = day
    facts.texts = {n: d.strftime(facts.form) for n, d in facts.days.items()}
