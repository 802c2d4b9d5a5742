"""The shipped rule sets load and say what the research says; a wrong file is refused with file, entry and reason."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from coacheck.errors import UsageError
from coacheck.model import Category
from coacheck.reading.vocabulary import vocabulary
from coacheck.rules.law.sets import LABEL, Limit, RuleSetError, load_file, rule_set, rule_set_ids

NOW = date(2026, 11, 22)

# set: limits of high, medium and low confidence, THC rules
COUNTS = {
    "ca": (0, 0, 0, 4),
    "ch": (0, 0, 0, 4),
    "de": (3, 0, 0, 5),
    "eu": (3, 0, 0, 3),
    "uk": (0, 0, 0, 3),
    "us-ak": (38, 0, 0, 0),
    "us-ca": (154, 1, 0, 3),
    "us-co": (2, 33, 0, 2),
    "us-fl": (170, 12, 1, 3),
    "us-hemp": (0, 0, 0, 10),
    "us-hi": (0, 7, 0, 0),
    "us-il": (0, 0, 0, 2),
    "us-ma": (14, 11, 1, 2),
    "us-md": (0, 5, 10, 0),
    "us-mi": (0, 6, 9, 2),
    "us-nv": (9, 32, 31, 0),
    "us-ny": (0, 0, 0, 3),
    "us-ny-cannabis": (0, 8, 8, 2),
    "us-oh-hemp": (6, 0, 0, 0),
    "us-ok": (22, 19, 0, 0),
    "us-or": (1, 93, 0, 0),
    "us-wa": (83, 6, 0, 2),
    "usp": (81, 27, 0, 0),
}

GOOD = """
citation = "house rule"
confidence = "high"
[[group]]
panel = "heavy_metals"
categories = ["inhalable"]
unit = "ug/g"
comparison = "<="
limits = [
    {analyte = "lead", limit = 0.5},
    {analyte = "cadmium", limit = 0.2},
]
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    return path


def first(set_id: str, analyte: str, category: Category, form: str | None = None, on: date = NOW) -> Limit:
    return rule_set(set_id).limits_for(analyte, category, form, on)[0]


@pytest.mark.parametrize(
    ("set_id", "analyte", "category", "limit"),
    [
        ("us-fl", "diazinon", "ingestible", 0.2),
        ("us-fl", "imidacloprid", "ingestible", 3),
        ("us-or", "arsenic", "ingestible", 0.2),
        ("us-or", "lead", "ingestible", 0.5),
        ("us-oh-hemp", "lead", "ingestible", 0.87),
    ],
)
def test_figures_that_were_asked_for(set_id: str, analyte: str, category: Category, limit: float) -> None:
    assert (first(set_id, analyte, category).limit, first(set_id, analyte, category).unit) == (limit, "ug/g")


def test_every_set_is_counted() -> None:
    assert rule_set_ids() == sorted(COUNTS)


@pytest.mark.parametrize("set_id", COUNTS)
def test_counts(set_id: str) -> None:
    rules = rule_set(set_id)
    found = Counter(x.confidence for x in rules.limits)
    assert (found["high"], found["medium"], found["low"], len(rules.thc)) == COUNTS[set_id]


@pytest.mark.parametrize("set_id", COUNTS)
def test_an_analyte_stands_in_its_own_panel(set_id: str) -> None:
    for limit in rule_set(set_id).limits:
        assert vocabulary().analytes[limit.analyte].panel == limit.panel, limit.analyte


@pytest.mark.parametrize("set_id", [*COUNTS, LABEL])
def test_a_set_is_known_by_its_id_and_names_its_source(set_id: str) -> None:
    rules = rule_set(set_id)
    assert rules.id == set_id
    assert rules.title
    assert rules.citation


def test_zero_tolerance_has_no_number() -> None:
    limits = [x for set_id in COUNTS for x in rule_set(set_id).limits]
    assert {x.comparison for x in limits if x.limit is None} == {"not_detected", "absent"}
    assert all(x.comparison == "absent" for x in limits if x.analyte in ("salmonella", "stec"))


@pytest.mark.parametrize(
    ("set_id", "analyte", "category", "expected"),
    [
        ("us-ca", "cadmium", "inhalable", (0.2, "ug/g", "<=")),
        ("us-ca", "cadmium", "ingestible", (0.5, "ug/g", "<=")),
        ("us-ca", "bifenazate", "inhalable", (0.1, "ug/g", "<=")),
        ("us-ca", "bifenazate", "other", (5, "ug/g", "<=")),
        ("us-ca", "bifenazate", "topical", (5, "ug/g", "<=")),
        ("us-ca", "pyrethrins", "inhalable", (0.5, "ug/g", "<=")),
        ("us-ca", "aldicarb", "ingestible", (None, "ug/g", "not_detected")),
        ("us-ca", "aspergillus_niger", "inhalable", (None, "per 1 g", "absent")),
        ("us-fl", "mercury", "ingestible", (3, "ug/g", "<=")),
        ("us-fl", "mercury", "other", (0.2, "ug/g", "<=")),
        ("us-wa", "salmonella", "ingestible", (None, "per 1 g", "absent")),
        ("us-ma", "lead", "inhalable", (500, "ug/kg", "<=")),
        ("us-ma", "lead", "ingestible", (1000, "ug/kg", "<=")),
        ("us-co", "benzene", "ingestible", (2, "ug/g", "<")),
        ("us-ak", "tymc", "ingestible", (10000, "CFU/g", "<")),
        ("us-ny-cannabis", "arsenic", "inhalable", (0.2, "ug/g", "<=")),
        ("us-ny-cannabis", "mercury", "topical", (3, "ug/g", "<=")),
        ("us-nv", "tymc", "inhalable", (1000, "CFU/g", "<")),
        ("us-md", "ochratoxin_a", "ingestible", (20, "ug/kg", "<")),
        ("us-md", "stec", "ingestible", (None, "per 1 g", "absent")),
        ("de", "cadmium", "ingestible", (1, "mg/kg", "<=")),
        ("eu", "lead", "ingestible", (3, "mg/kg", "<=")),
        ("usp", "arsenic", "inhalable", (2, "ug/day", "<=")),
    ],
)
def test_known_figures(set_id: str, analyte: str, category: Category, expected: tuple[float | None, str, str]) -> None:
    limit = first(set_id, analyte, category)
    assert (limit.limit, limit.unit, limit.comparison) == expected


@pytest.mark.parametrize(
    ("analyte", "category"), [("aspergillus_niger", "ingestible"), ("arsenic_oxide", "inhalable"), ("cbd", "inhalable")]
)
def test_no_limit_is_an_empty_list(analyte: str, category: Category) -> None:
    assert rule_set("us-ca").limits_for(analyte, category, None, NOW) == []


@pytest.mark.parametrize(
    ("analyte", "category", "form", "limited"),
    [
        ("ethanol", "ingestible", "Edible - Gummy", True),
        ("ethanol", "ingestible", "Hemp Tinctures", False),
        ("ethanol", "topical", "Topical", False),
        ("isopropyl_alcohol", "topical", "Topical", False),
        ("isopropyl_alcohol", "ingestible", "Tincture", True),
        ("water_activity", "inhalable", "Plant, Flower - Cured", True),
        ("water_activity", "inhalable", "Infused Pre-Roll", False),
        ("water_activity", "inhalable", "Cauliflower", False),
        ("water_activity", "inhalable", None, False),
        ("water_activity", "ingestible", "Ingestible soft_chew", True),
    ],
)
def test_forms_and_exceptions(analyte: str, category: Category, form: str | None, limited: bool) -> None:
    assert bool(rule_set("us-ca").limits_for(analyte, category, form, NOW)) is limited


def test_the_form_of_the_product_stands_first() -> None:
    both = rule_set("us-wa").limits_for("btgn", "inhalable", "Flower", NOW)
    assert [x.limit for x in both] == [10000, 1000]
    assert first("us-wa", "btgn", "inhalable", "Concentrate").limit == 1000


@pytest.mark.parametrize(
    ("form", "analyte", "limit", "confidence"),
    [
        ("Flower", "myclobutanil", 0.4, "medium"),
        ("Flower", "paclobutrazol", None, "medium"),
        ("Vape Cartridge", "myclobutanil", 0.4, "low"),
        ("Flower", "lead", 1.2, "medium"),
        ("Vape Cartridge", "lead", 1.2, "low"),
    ],
)
def test_what_one_report_prints_is_low(form: str, analyte: str, limit: float | None, confidence: str) -> None:
    found = first("us-nv", analyte, "inhalable", form)
    assert (found.limit, found.confidence) == (limit, confidence)


@pytest.mark.parametrize(
    ("set_id", "on", "in_force"),
    [
        ("us-ca", date(2021, 7, 13), False),
        ("us-ca", date(2021, 7, 14), True),
        ("us-ok", date(2025, 9, 13), True),
        ("us-ok", date(2025, 9, 14), False),
        ("us-ak", date(1999, 1, 1), True),
        ("us-ny-cannabis", date(2026, 2, 8), False),
        ("us-ny-cannabis", date(2026, 2, 9), True),
    ],
)
def test_dates(set_id: str, on: date, in_force: bool) -> None:
    assert bool(rule_set(set_id).limits_for("cadmium", "ingestible", None, on)) is in_force


@pytest.mark.parametrize(
    ("on", "ids"),
    [
        (date(2019, 1, 1), {"hemp-2018"}),
        (date(2026, 11, 11), {"hemp-2018"}),
        (date(2026, 11, 12), {"hemp-2018", "s781-non-natural"}),
        (date(2026, 12, 10), {"hemp-2018", "s781-non-natural"}),
        (date(2026, 12, 11), {"s781-non-natural", "s781-total-thc", "s781-converted", "s781-container"}),
    ],
)
def test_hemp_law_by_date(on: date, ids: set[str]) -> None:
    assert {x.id for x in rule_set("us-hemp").thc if x.in_force(on) and "final" in x.applies_to} == ids


def test_hemp_figures() -> None:
    law = {x.id: x for x in rule_set("us-hemp").thc}
    assert (law["s781-container"].limit, law["s781-container"].unit) == (0.4, "mg/container")
    assert (law["hemp-2018"].analytes, law["hemp-2018"].basis) == (("delta_9_thc",), "dry weight")
    assert {x.of for x in rule_set("us-hemp").candidates} == {
        "tetrahydrocannabinols", "similar_effect", "non_natural", "converted",
    }  # fmt: skip
    assert all(x.confidence != "high" for x in rule_set("us-hemp").candidates)


def test_tolerances() -> None:
    tolerances = {x.id: x for x in rule_set(LABEL).tolerances}
    assert {name for x in tolerances.values() for name in x.sets} <= {*rule_set_ids(), "default"}
    assert (tolerances["jama"].low, tolerances["jama"].high) == (-10, 10)
    assert "JAMA" in tolerances["jama"].citation
    assert tolerances["us-fl-medical"].high == 15
    edible = tolerances["ca-edible-2-5"]
    assert (edible.low, edible.label_mg_above, edible.label_mg_up_to) == (-20, 2, 5)


def test_a_users_file(tmp_path: Path) -> None:
    rules = load_file(write(tmp_path, GOOD))
    assert rules.id == "mine"
    assert rules.limits_for("cadmium", "inhalable", None, NOW)[0].citation == "mine.toml: house rule"
    assert rules.limits_for("cadmium", "ingestible", None, NOW) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"cadmium"', '"cadmum"', ["heavy_metals cadmum", "expected 'cadmium'"]),
        ('"ug/g"', '"ug/kilo"', ["heavy_metals lead", "unit is 'ug/kilo'", "expected one of", "mg/kg"]),
        ('"inhalable"', '"smokable"', ["heavy_metals lead", "categories.0 is 'smokable'", "'inhalable', 'ingestible'"]),
        ('"<="', '"=<"', ["heavy_metals lead", "comparison is '=<'", "'<=', '<', 'not_detected' or 'absent'"]),
        ('"high"', '"sure"', ["heavy_metals lead", "confidence is 'sure'", "'high', 'medium' or 'low'"]),
        ('"heavy_metals"', '"metals"', ["metals lead", "panel is 'metals'", "'pesticides'"]),
        ("unit =", "unite =", ["heavy_metals lead", "unit: Field required"]),
        ("limit = 0.2", 'limit = "0.2"', ["heavy_metals cadmium", "limit is '0.2'", "number"]),
        ("limit = 0.2", "limit = 0", ["heavy_metals cadmium", "limit is 0", "greater than 0"]),
        ("limit = 0.2", "limit = nan", ["heavy_metals cadmium", "finite"]),
        (", limit = 0.2", "", ["heavy_metals cadmium", "expected a limit with '<='"]),
        ("limit = 0.2", "limit = 0.2, effective_from = 2022", ["cadmium", "effective_from is 2022", "valid date"]),
        ("limit = 0.2", 'limit = 0.2, effective_from = "soon"', ["cadmium", "effective_from is 'soon'", "valid date"]),
        ("limit = 0.2", "limit = 0.2, effective_from = 2022-13-01", ["line"]),
        (
            "limit = 0.2",
            "limit = 0.2, effective_from = 2022-02-02, effective_to = 2022-02-01",
            ["heavy_metals cadmium", "effective_to 2022-02-01 is before effective_from 2022-02-02"],
        ),
        ('"cadmium"', '"lead"', ["heavy_metals lead inhalable", "stands twice"]),
        ("[[group]]", "[group]", ["group is", "expected a list of tables"]),
        ("[[group]]", "notes = [1]\n[[group]]", ["notes.0 is 1", "string"]),
        ("[[group]]", "[[group", ["line"]),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, old: str, new: str, told: list[str]) -> None:
    assert old in GOOD
    with pytest.raises(RuleSetError) as error:
        load_file(write(tmp_path, GOOD.replace(old, new)))
    for part in ("mine.toml", *told):
        assert part in str(error.value)


def test_one_limit_after_the_other_is_no_duplicate(tmp_path: Path) -> None:
    later = GOOD.replace(
        '{analyte = "lead", limit = 0.5}',
        """{analyte = "lead", limit = 1, effective_to = 2025-12-31},
    {analyte = "lead", limit = 0.5, effective_from = 2026-01-01}""",
    )
    rules = load_file(write(tmp_path, later))
    limits = [rules.limits_for("lead", "inhalable", None, on)[0].limit for on in (date(2025, 12, 31), date(2026, 1, 1))]
    assert limits == [1, 0.5]


def test_a_form_of_its_own_is_no_duplicate(tmp_path: Path) -> None:
    rules = load_file(write(tmp_path, GOOD.replace('"cadmium", limit = 0.2', '"lead", limit = 0.2, forms = ["vape"]')))
    assert [x.limit for x in rules.limits_for("lead", "inhalable", "Vapes", NOW)] == [0.2, 0.5]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere\.toml: expected a TOML file"):
        load_file(tmp_path / "nowhere.toml")


@pytest.mark.parametrize("set_id", ["us-xx", "../rules/us-ca", ""])
def test_an_unknown_set_names_those_there_are(set_id: str) -> None:
    with pytest.raises(RuleSetError, match=r"us-ca.*us-wa"):
        rule_set(set_id)
