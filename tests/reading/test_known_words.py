"""Words that reports print, and what they mean: names, sums, headings, units, words in cells, titles, labels."""

from __future__ import annotations

import pytest

from coacheck.reading.fields.labels import fields_of
from coacheck.reading.tables.cells import Numbers, parse_cell
from coacheck.reading.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Phorate-sulfone", "phorate_sulfone"), ("MCPP", "mecoprop"), ("trans-Nonachlor", "trans_nonachlor"),
        ("Paraoxon-ethyl", "paraoxon"), ("Mepiquat chloride", "mepiquat"), ("β-Bourbonene", "beta_bourbonene"),
        ("T-Cadinol", "tau_cadinol"), ("Toluol", "toluene"), ("1,2-Xylene", "o_xylene"), ("Butanone", "butanone_2"),
        ("Mesitylene", "1_3_5_trimethylbenzene"), ("Aflatossina B1", "aflatoxin_b1"),
        ("Total of Aflatoxin B1, B2, G1 and G2", "total_aflatoxins"), ("Benzo(a)pyrene", "benzo_a_pyrene"),
        ("Total Mesophilic Aerobic Count", "tamc"), ("VTEC", "stec"), ("Salmonella spp. in 25 g", "salmonella"),
        ("Insect fragments, hair, mammal excrement", "foreign_fragments"),
        ("Sand, Soil, Cinders, or Dirt", "foreign_sand_soil"), ("Lead / Plomb", "lead"), ("Kviksølv, Hg", "mercury"),
        ("Kvasinky a plísně / Yeasts and moulds", "tymc"), ("a-Bulnesene", "alpha_bulnesene"),
        ("Tetrahydrocannabinolsäure", "thca"), ("Ácido cannabidiólico", "cbda"), ("Kwas kannabigerolowy", "cbga"),
        ("Piretrinas", "pyrethrins"), ("Total yeast and mould count", "tymc"), ("Sum of PAH4", "pah4"),
        ("Aldrin and dieldrin (sum)", "aldrin_and_dieldrin"),
        ("Relative standard deviation, THC", "homogeneity_thc_rsd"),
        ("Hexahydrocannabinol (R Isomer) (9r-HHC)", "9r_hhc"), ("Trockenverlust", "moisture"),
        ("Aflatoxinas totales", "total_aflatoxins"), ("Inorganic Foreign Material", "foreign_inorganic"),
        ("Foreign Matter: Stems", "foreign_stems"), ("Teneur en eau", "moisture"),
        ("THC Δ9-Tetrahydrocannabinol", "delta_9_thc"), ("Cannabigerol CBG", "cbg"), ("Kavalactones", "kavalactones"),
    ],
)  # fmt: skip
def test_a_name_stands_for_its_analyte(text: str, code: str) -> None:
    found = vocabulary().analyte(text)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    "text", ["Arsenic (As), Cadmium (Cd), Lead (Pb)", "THC + THCA", "T-THC", "TAC", "Sulfur", "CBD CBG", "CBD CBD",
             "Salmonella / E. coli"]
)
def test_a_list_or_a_word_of_two_meanings_stands_for_no_analyte(text: str) -> None:
    assert vocabulary().analyte(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Total Theoretical THC", "total_thc"), ("Total THC Post-Decarboxylation", "total_thc"),
        ("Max Theoretical CBD", "total_cbd"), ("Total Identified Cannabinoids", "total_cannabinoids"),
        ("Total Quantified Terpenes", "total_terpenes"), ("Total THC on Dry Weight Basis", "total_thc_dry"),
        ("Celkový THC / Total THC", "total_thc"), ("Suma terpenów", "total_terpenes"),
    ],
)  # fmt: skip
def test_a_sum_is_known_by_its_names(text: str, code: str) -> None:
    assert vocabulary().total(text) == code


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Target Analyte", "name"), ("Mean Result", "result"), ("Wynik badania", "result"),
        ("Quantification Limit", "loq"), ("Quant. Limit (ppm)", "loq"), ("MRDL", "loq"), ("Limit detekce", "lod"),
        ("Allowable Concentration", "limit"), ("Maximum Concentration", "limit"), ("Valor máximo", "limit"),
        ("Valore massimo", "limit"), ("Inhalation Limit", "limit"), ("Cumplimiento", "status"),
        ("Unit of Measurement", "unit"), ("Expanded Uncertainty (k=2)", "uncertainty"), ("U (k = 2)", "uncertainty"),
        ("Analytical Method", "ignore"), ("% Label Claim", "ignore"), ("% of Label Claim", "ignore"),
        ("Label Claim (mg)", "claim"), ("Control Limits", "qc"), ("(Max) (ppm)", "limit"),
        ("Paramètre / Parameter", "name"), ("Résultat / Result", "result"),
    ],
)  # fmt: skip
def test_a_heading_says_what_stands_under_it(text: str, kind: str) -> None:
    assert vocabulary().heading(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Result / Limit",
        "Allowable Amount",
        "Acceptable Value",
        "Minimum Concentration",
        "Regulatory Value",
        "Reporting Value",
    ],
)
def test_what_a_result_may_be_is_no_result(text: str) -> None:
    assert vocabulary().heading(text) != "result"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("NDET", "ND"), ("nie stwierdzono", "ND"), ("Below Reporting Limit", "<LOQ"), ("< MQL", "<LOQ"),
        ("Detected, Not Quantified", "<LOQ"), ("Below Detection Limit", "<LOD"), ("BMDL", "<LOD"),
        ("Not Determined", "NT"), ("nicht bestimmt", "NT"), ("DET", "detected"),
    ],
)  # fmt: skip
def test_a_word_stands_instead_of_a_number(text: str, said: str) -> None:
    assert [r.qualifier for r in parse_cell(text, vocabulary(), Numbers()).results] == [said]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Within Limits", "pass"), ("Meets Specification", "pass"), ("vyhovuje", "pass"), ("nevyhovuje", "fail"),
        ("Exceeds Limit", "fail"), ("nie spełnia", "fail"), ("Not Submitted", "not_tested"),
        ("For Information Only", "tested"),
    ],
)  # fmt: skip
def test_a_verdict_is_known_by_its_words(text: str, status: str) -> None:
    assert parse_cell(text, vocabulary(), Numbers()).status == status


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Massen-%", "%"), ("mg/gm", "mg/g"), ("micrograms/gram", "ug/g"), ("CFU/gm", "CFU/g"), ("KVE/g", "CFU/g"),
        ("mg/pre-roll", "mg/unit"), ("mg/pouch", "mg/package"),
    ],
)  # fmt: skip
def test_a_unit_is_known_by_its_spellings(text: str, unit: str) -> None:
    assert vocabulary().unit(text) == unit


@pytest.mark.parametrize(
    ("text", "panel"),
    [
        ("Minor Cannabinoids", "cannabinoids"), ("Perfil terpénico", "terpenes"), ("Rezidua pesticidů", "pesticides"),
        ("Toxic Elements", "heavy_metals"), ("Class 1 Residual Solvents", "residual_solvents"),
        ("Badania mikrobiologiczne", "microbials"), ("Microbial Contamination", "microbials"),
        ("Foreign Material Inspection by Magnification", "foreign_matter"),
        ("Cannabinoid Quantification", "cannabinoids"),
        ("Polycyclic Aromatic Hydrocarbons", "other"), ("Heavy Metals / Métaux lourds", "heavy_metals"),
    ],
)  # fmt: skip
def test_a_title_names_its_panel(text: str, panel: str) -> None:
    assert vocabulary().panel(text) == panel


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Accession ID", "sample_id"), ("Nr próbki", "sample_id"), ("Číslo protokolu", "report_id"),
        ("Numer partii", "batch"), ("Šarže", "batch"), ("Název vzorku", "product"), ("Item Tested", "product"),
        ("Dosage Form", "matrix"), ("Zleceniodawca", "client"), ("Licensed Producer", "producer"),
        ("Performing Laboratory", "laboratory"), ("Datum výroby", "produced"), ("Data pobrania próbki", "collected"),
        ("Datum přijetí vzorku", "received"), ("Date Accessioned", "received"), ("Data zakończenia badań", "tested"),
        ("Datum zahájení zkoušky", "batch_date"), ("Data wystawienia", "reported"), ("Certified On", "reported"),
        ("Best Before Date", "expires"), ("Termin ważności", "expires"), ("Retail Batch Date", "batch_date"),
        ("Weight per Piece", "unit_mass"), ("Package Net Weight", "package_mass"),
        ("Grams per Serving", "serving_mass"),
        ("# of Servings", "servings"), ("Pieces per Package", "pieces"), ("Densità", "density"),
        ("Overall Compliance", "overall"), ("METRC Source UID", "product_id"), ("Traceability ID", "product_id"),
        ("METRC Test Tag", "other"), ("Numer zlecenia", "other"),
    ],
)  # fmt: skip
def test_a_label_names_its_field(text: str, field: str) -> None:
    assert [name for name, _ in fields_of(text)] == [field]


def test_a_long_checksum_is_looked_at_in_no_time() -> None:
    assert vocabulary().panel("A1" * 64) is None  # it had no end
    assert vocabulary().panel("M-055, M-056: Pesticides") == "pesticides"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("mg per 10 ml bottle", "mg/package"), ("mg/30 mL bottle", "mg/package"), ("Dry Weight % w/w", "%"),
        ("Weight %", "%"), ("µg/serving", "ug/serving"), ("% hm. / w/w", "%"), ("mg per mL", "mg/mL"),
    ],
)  # fmt: skip
def test_a_unit_in_a_heading(text: str, unit: str) -> None:
    assert vocabulary().find_unit(text)[0] == unit


@pytest.mark.parametrize(("text", "panel"), [("Microbials CFU/g", "microbials"), ("Heavy Metals ppm", "heavy_metals")])
def test_a_title_with_its_unit_names_a_panel(text: str, panel: str) -> None:
    assert vocabulary().panel(text) == panel


def test_the_number_of_a_footnote_is_no_part_of_a_total() -> None:
    assert (vocabulary().total("Total THC1"), vocabulary().total("Total CBD2")) == ("total_thc", "total_cbd")


def test_a_dash_before_a_figure_is_that_of_an_empty_column() -> None:
    assert [r.value for r in parse_cell("– 1,900 CFU/g", vocabulary(), Numbers()).results] == [1900.0]
