"""What several reports print: limits, titles, microbes, American dates."""

from record import Row

# name, limit where eaten or applied, limit where inhaled (ppm)
PESTICIDES = """Abamectin 0.3 0.1|Acephate 5 0.1|Acetamiprid 5 0.1|Aldicarb 0.1 0.1|Azoxystrobin 40 0.1|Bifenazate 5 0.1
Bifenthrin 0.5 3|Boscalid 10 0.1|Carbaryl 0.5 0.5|Carbofuran 0.1 0.1|Chlorantraniliprole 40 10|Chlorfenapyr 0.1 0.1
Chlorpyrifos 0.1 0.1|Clofentezine 0.5 0.1|Cyfluthrin 1 2|Cypermethrin 1 1|Daminozide 0.1 0.1|Diazinon 0.2 0.1
Dichlorvos 0.1 0.1|Dimethoate 0.1 0.1|Etoxazole 1.5 0.1|Fenpyroximate 2 0.1|Fipronil 0.1 0.1|Fludioxonil 30 0.1
Imazalil 0.1 0.1|Imidacloprid 3 5|Malathion 5 0.5|Myclobutanil 9 0.1|Permethrin 20 0.5|Piperonyl Butoxide 8 3
Pyrethrins 1 0.5|Spinosad 3 0.1|Tebuconazole 2 0.1|Trifloxystrobin 30 0.1"""
MORE_PESTICIDES = """Chlordane 0.1 0.1|Coumaphos 0.1 0.1|Ethoprophos 0.1 0.1|Etofenprox 0.1 0.1|Fenhexamid 10 0.1
Fenoxycarb 0.1 0.1|Flonicamid 2 0.1|Hexythiazox 2 0.1|Kresoxim-methyl 1 0.1|Metalaxyl 15 2|Methiocarb 0.1 0.1
Methomyl 0.1 1|Mevinphos 0.1 0.1|Oxamyl 0.2 0.5|Paclobutrazol 0.1 0.1|Phosmet 0.2 0.1|Prallethrin 0.4 0.1
Propiconazole 20 0.1"""
REST_OF_PESTICIDES = """Methyl Parathion 0.1 0.1|Propoxur 0.1 0.1|Spiroxamine 0.1 0.1|Thiacloprid 0.1 0.1
Acequinocyl 4 0.1|Captan 5 0.7|Dimethomorph 20 2|Naled 0.5 0.1|Pentachloronitrobenzene 0.2 0.1|Pyridaben 3 0.1
Spinetoram 3 0.1|Spiromesifen 12 0.1|Spirotetramat 13 0.1|Thiamethoxam 4.5 5"""
METALS = "Arsenic 1.5 0.2|Cadmium 0.5 0.2|Lead 0.5 0.5|Mercury 3 0.1"
SOLVENTS = """Acetone 5000 5000|Benzene 1 1|Butanes 5000 5000|Chloroform 1 1|Ethanol 5000 5000|Ethyl Acetate 5000 5000
Heptane 5000 5000|n-Hexane 290 290|Isopropyl Alcohol 5000 5000|Methanol 3000 3000|Pentane 5000 5000|Propane 5000 5000
Toluene 890 890|Total Xylenes 2170 2170"""
REST_OF_SOLVENTS = """1,2-Dichloroethane 1 1|Ethylene Oxide 1 1|Methylene Chloride 1 1|Trichloroethylene 1 1
Acetonitrile 410 410|Ethyl Ether 5000 5000"""
MYCOTOXINS = ("Aflatoxin B1 20 20|Aflatoxin B2 20 20|Aflatoxin G1 20 20|Aflatoxin G2 20 20|Total Aflatoxins 20 20|"
              "Ochratoxin A 20 20")
ABSENT = "Absent in 1 g"
TINY = ("0.003", "0.004")
TITLES = {"cannabinoids": "Cannabinoids", "heavy_metals": "Heavy Metals", "residual_solvents": "Residual Solvents",
          "mycotoxins": "Mycotoxins", "microbials": "Microbials", "pesticides": "Pesticides"}


def limits(table: str, inhaled: bool = False) -> Row:
    parts = [entry.rsplit(" ", 2) for entry in table.replace("\n", "|").split("|")]
    return {name: smoked if inhaled else eaten for name, eaten, smoked in parts}


def microbes(*names: str, unit: str = "CFU/g", counts: dict[str, tuple[str, str]] | None = None) -> list[Row]:
    absent = [{"name": n, "limit": ABSENT, f"={unit}": "Absent", "status": "Pass"} for n in names]
    counted = [{"name": n, "limit": most, f"={unit}": found, "status": "Pass"}
               for n, (found, most) in (counts or {}).items()]
    return absent + counted


def us(day: str) -> str:
    return f"{day[5:7]}/{day[8:]}/{day[:4]}"
