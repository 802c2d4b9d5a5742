"""potent.units, .plausible, .name-claim, .absent-claim and .thc-limit."""

from __future__ import annotations

from datetime import date

import pytest

from coacheck.dry_basis import on_dry_weight
from coacheck.model import Evidence, Finding, Measurement, Panel, Report, Strength
from coacheck.outputs.words import strength_line
from rules.builders import finding, findings, report, row, total, verdict

OLD_LAW, NEW_LAW = date(2026, 3, 1), date(2026, 12, 20)
GUMMY = {"name": "Gummies", "matrix": "Gummy", "category": "ingestible"}
FLOWER = {"name": "Sour Plum", "matrix": "Flower", "category": "inhalable"}
OTHERS = ("cbg", "cbn", "cbc", "cbda", "cbga")


@pytest.mark.parametrize(
    ("cells", "serving", "outcome"),
    [
        (("0.355 %", "3.55 mg/g"), {}, "pass"),
        (("0.355 %", "35.5 mg/g"), {}, "fail"),
        (("0.924 mg/g", "0.0920 %"), {}, "pass"),
        (("0.924 mg/g", "0.0920 %", "0.9200 mg/g"), {}, "pass"),
        (("0.0670 mg/g", "0.00700 %"), {}, "pass"),
        (("2.60 mg/g", "0.300 %"), {}, "review"),
        (("4.55 mg/g", "0.300 %"), {}, "fail"),
        (("0.355 %", "34.9 mg/g"), {"unit_mass_g": 9.82454}, "review"),
        (("0.355 %", "31.9 mg/g"), {"unit_mass_g": 9.82454}, "fail"),
        (("0.944 mg/g", "0.0920 %"), {}, "fail"),
        (("0.924 mg/g", "0.0921 %"), {}, "fail"),
        (("0.355 %", "34.9 mg/unit"), {"unit_mass_g": 9.82454}, "pass"),
        (("0.355 %", "34.9 mg/unit"), {"unit_mass_g": 4.0}, "review"),
        (("32.74 mg/mL", "3.274 %"), {"density_g_ml": 1.111}, "review"),
        (("32.74 mg/mL", "2.947 %"), {"density_g_ml": 1.111}, "pass"),
        (("32.74 mg/g", "99.0 mg/mL"), {}, "review"),
        (("0.355 %",), {}, "skip"),
    ],
)
def test_the_same_result_in_two_units(cells: tuple[str, ...], serving: dict[str, float], outcome: str) -> None:
    assert finding(report([row("cbd", *cells)], serving=serving), "potent.units").outcome == outcome


def test_without_a_mass_all_rows_must_share_one_ratio() -> None:
    one = [row("cbd", "0.500 %", "20.0 mg/unit"), row("cbg", "0.100 %", "4.00 mg/unit")]
    other = [row("cbd", "0.500 %", "20.0 mg/unit"), row("cbg", "0.100 %", "9.00 mg/unit")]
    assert finding(report(one), "potent.units").outcome == "pass"
    assert finding(report(other), "potent.units").outcome == "review"


@pytest.mark.parametrize(
    ("rows", "product", "outcome"),
    [
        ([row("thca", "24.0 %"), row("delta_9_thc", "0.5 %")], FLOWER, "pass"),
        ([row("thca", "45.8 %"), row("delta_9_thc", "0.5 %")], FLOWER, "review"),
        ([row("cbd", "90.0 %"), row("cbg", "15.0 %")], {"matrix": "Distillate"}, "review"),
        ([row("cbd", "0.4 %"), row("cbg", "0.1 %")], {"matrix": "Concentrate"}, "review"),
        ([row("cbd", "0.1 %"), row("cbg", "80.0 %")], {"name": "CBD Isolate", "matrix": "Concentrate"}, "review"),
        ([row("thca", "55.0 %"), row("delta_9_thc", "ND %")], {"matrix": "Distillate"}, "review"),
        ([row("thca", "1.0 %"), row("delta_9_thc", "85.0 %")], {"matrix": "Distillate"}, "pass"),
        ([row("thca", "85.0 %"), row("delta_9_thc", "2.0 %")], {"matrix": "Diamonds"}, "pass"),
        ([row("delta_8_thc", "92.0 %"), *(row(c, "ND %") for c in OTHERS)], {"matrix": "Vape"}, "review"),
        ([row("delta_8_thc", "92.0 %"), row("delta_9_thc", "1.1 %"), *(row(c, "ND %") for c in OTHERS)],
         {"matrix": "Vape"}, "pass"),
        ([row("cbd", "99.0 %"), *(row(c, "ND %") for c in OTHERS)], {"name": "CBD Isolate"}, "pass"),
        ([row("cbd", "0.4 %")], GUMMY, "pass"),
        ([], GUMMY, "skip"),
    ],
)
def test_amounts_that_cannot_be_are_for_review(rows: list[Measurement], product: dict[str, str], outcome: str) -> None:
    made = report(rows, product=product)
    assert {f.outcome for f in findings(made, "potent.plausible")} == {outcome}


@pytest.mark.parametrize(
    ("water", "name", "outcome"),
    [("72.0 %", "Sour Plum", "review"), ("72.0 %", "Sour Plum Fresh Frozen", "pass"), ("12.0 %", "Sour Plum", "pass")],
)
def test_cured_flower_is_not_mostly_water(water: str, name: str, outcome: str) -> None:
    made = report([row("thca", "4.0 %")], product=FLOWER | {"name": name},
                  panels={"moisture": Panel(measurements=[row("moisture", water)])})  # fmt: skip
    assert {f.outcome for f in findings(made, "potent.plausible")} == {outcome}


@pytest.mark.parametrize(
    ("name", "cells", "outcome"),
    [
        ("30MG ISO", ("25.23 mg/unit",), "review"),
        ("25mg Gummies", ("25.23 mg/unit",), "pass"),
        ("Tincture 750mg 30ml", ("25.0 mg/mL",), "pass"),
        ("Tincture 1000mg 30ml", ("25.0 mg/mL",), "review"),
        ("Bites 5mg x 20", ("5.1 mg/unit",), "pass"),
        ("Gummies 500mg 20ct", ("25.0 mg/unit",), "pass"),
        ("Tincture 1000 mg", ("2.9 %",), "review"),
        ("Peach Gummies", ("25.0 mg/unit",), "skip"),
        ("Vape 50 mg/mL", ("51.0 mg/mL",), "skip"),
    ],
)
def test_an_amount_in_the_name_needs_support_and_never_fails(name: str, cells: tuple[str, ...], outcome: str) -> None:
    found = finding(report([row("cbd", *cells)], product={"name": name}), "potent.name-claim")
    assert found.outcome == outcome


@pytest.mark.parametrize(("mass", "kind"), [(30.0, "gap"), (28.2, "doubt")])
def test_millilitres_that_were_taken_as_grams_may_make_the_difference(mass: float, kind: str) -> None:
    made = report([row("cbd", "2.79 %", "837 mg/unit")], product={"name": "Oil 750mg 30ml"},
                  serving={"unit_mass_g": mass})  # fmt: skip
    found = finding(made, "potent.name-claim")
    assert (found.kind, "at 0.89 to 1.04 g/mL it would be 745 to 870 mg" in found.message) == (kind, kind == "gap")


def test_a_name_that_was_changed_in_the_file_still_promises_what_it_said() -> None:
    spot = {"kind": "changed", "page": 1, "bbox": [1, 2, 3, 4], "on": "field", "near": "product",
            "old": "30MG ISO", "new": "Amber Lantern"}  # fmt: skip
    made = report([row("cbd", "25.23 mg/unit")], product={"name": "Amber Lantern"}, spots=[spot])

    found = finding(made, "potent.name-claim")

    assert (found.outcome, "the name said 30 mg ('30MG ISO')" in found.message) == ("review", True)


@pytest.mark.parametrize(
    ("cell", "loq", "outcome"),
    [
        ("ND %", "0.002 %", "pass"),
        ("ND %", "0.1 %", "review"),
        ("ND %", None, "review"),
        ("<LOQ %", "0.002 %", "review"),
        ("0.05 %", "0.002 %", "fail"),
        ("NT %", None, "review"),
    ],
)
def test_thc_free_holds_only_where_the_test_could_see(cell: str, loq: str | None, outcome: str) -> None:
    made = report([row("cbd", "1.0 %"), row("delta_9_thc", cell, loq=loq)])
    assert finding(made, "potent.absent-claim", "THC-free").outcome == outcome


@pytest.mark.parametrize(
    ("limits", "outcome", "plausible"),
    [
        ({"loq": "0.00002 mg/g"}, "review", "review"),
        ({"loq": "0.000002 %"}, "review", "review"),
        ({"lod": "0.00002 mg/g"}, "review", "review"),
        ({"lod": "0.00002 mg/g", "loq": "0.02 mg/g"}, "pass", "pass"),
        ({"loq": "0.001 mg/g"}, "pass", "pass"),
    ],
)
def test_an_loq_that_no_potency_test_has_shows_nothing(limits: dict[str, str], outcome: str, plausible: str) -> None:
    made = report([row("cbd", "1.0 %", **limits), row("delta_9_thc", "ND %", **limits)])
    found = finding(made, "potent.absent-claim", "THC-free")
    assert found.outcome == outcome
    assert (found.kind == "doubt") == (outcome == "review")
    assert finding(made, "potent.plausible").outcome == plausible


def test_an_lod_that_no_test_has_bounds_nothing() -> None:
    made = report([row("cbd", "1.0 %"), row("delta_9_thc", "ND %", lod="0.00002 mg/g")])
    message = finding(made, "potent.thc-limit", subject="delta_9_thc").message
    assert message.startswith("delta-9-THC not found; at most 0.3 %")


@pytest.mark.parametrize(("cell", "said"), [("<LOQ %", "below the LOQ"), ("ND %", "not found")])
def test_what_was_seen_below_the_loq_is_not_called_not_found(cell: str, said: str) -> None:
    made = report([row("cbd", "1.0 %"), row("delta_9_thc", cell, loq="0.02 %")])
    message = finding(made, "potent.thc-limit", subject="delta_9_thc").message
    assert message.startswith(f"delta-9-THC {said}, at most 0.025 %")


def test_the_programs_tolerance_is_that_of_a_name_as_well() -> None:
    product = {"name": "Bites (5 mg x 20) 100mg THC", "matrix": "Edible", "category": "ingestible"}
    made = report([row("delta_9_thc", "113 mg/package")], product=product)
    for rules, outcome in (("us-fl", "pass"), ("us-ca", "review")):
        assert finding(made, "potent.name-claim", options={"rules": rules}).outcome == outcome


def test_a_name_tells_how_many_servings_there_are() -> None:
    product = {"name": "Bites (5 mg x 20) 100mg THC", "matrix": "Edible", "category": "ingestible"}
    made = report([row("delta_9_thc", "113 mg/package")], product=product)
    told = [f.message for f in findings(made, "potent.thc-limit", options={"rules": "us-fl"}) if f.outcome == "pass"]
    assert any("113 mg/package ÷ 20 servings = 5.65 mg/serving" in message for message in told)


@pytest.mark.parametrize(("said", "how"), [(True, "on dry weight, as the report says"), (False, "if 20 % was water")])
def test_a_note_says_that_results_are_on_dry_weight(said: bool, how: str) -> None:
    note = {"kind": "dry weight", "page": 1, "bbox": [0, 0, 1, 1], "text": "Dry Weight Potency"}
    made = report([row("delta_9_thc", "0.27 %"), row("thca", "20 %")], notices=[note] if said else [],
                  product={"name": "Bud", "matrix": "Flower", "category": "inhalable"})  # fmt: skip
    found = finding(made, "potent.thc-limit", subject="delta_9_thc")
    assert how in found.message
    assert found.outcome == ("pass" if said else "review")


def test_what_was_found_needs_no_believable_loq() -> None:
    made = report([row("cbd", "1.0 %", loq="0.00002 mg/g"), row("delta_9_thc", "0.1 %", loq="0.00002 mg/g")])
    assert finding(made, "potent.plausible").outcome == "pass"


def test_words_in_the_name_are_claims_too() -> None:
    rows = [row("cbd", "1.0 %"), row("delta_9_thc", "0.05 %"), row("cbg", "0.2 %")]
    assert finding(report(rows, product={"name": "THC-free Drops"}), "potent.absent-claim").outcome == "fail"
    assert finding(report(rows, product={"name": "Broad Spectrum Oil"}), "potent.absent-claim").outcome == "review"
    assert finding(report(rows, product={"name": "CBD Isolate"}), "potent.absent-claim").outcome == "review"
    pure = [rows[0], row("cbg", "ND %", lod="0.01 %")]
    assert finding(report(pure, product={"name": "CBD Isolate"}), "potent.absent-claim").outcome == "pass"
    assert finding(report(rows[:1], product={"name": "CBD Isolate"}), "potent.absent-claim").outcome == "review"
    assert finding(report(rows, product={"name": "Full Spectrum"}), "potent.absent-claim").outcome == "skip"


def thc(cells: tuple[str, ...], on: date, product: dict[str, str] = GUMMY) -> set[tuple[str | None, str]]:
    rows = [row("delta_9_thc", *cells, loq="0.002 %"), row("thca", "ND %", loq="0.002 %")]
    found = findings(report(rows, product=product), "potent.thc-limit", on=on)
    return {(f.subject, f.outcome) for f in found}


def by_container(made: Report) -> list[Finding]:
    every = findings(made, "potent.thc-limit", on=NEW_LAW)
    return [f for f in every if f.expected and f.expected.unit == "mg/container"]


def test_the_law_of_the_day_judged_decides() -> None:
    assert thc(("0.265 %", "26.0 mg/unit"), OLD_LAW) == {("delta_9_thc", "pass")}
    assert ("total_thc", "fail") in thc(("0.265 %", "26.0 mg/unit"), NEW_LAW)
    assert thc(("0.31 %",), OLD_LAW) == {("delta_9_thc", "fail")}
    assert thc(("0.3 %",), OLD_LAW) == {("delta_9_thc", "pass")}


def test_one_unit_over_the_limit_of_a_container_is_enough() -> None:
    made = report([row("delta_9_thc", "0.5 mg/unit", "0.01 %"), row("thca", "ND mg/unit")], product=GUMMY)
    found = [
        f for f in findings(made, "potent.thc-limit", on=NEW_LAW) if f.expected and f.expected.unit == "mg/container"
    ]
    assert [f.outcome for f in found] == ["fail"]
    assert "0.5 mg/unit" in found[0].message


def test_what_nd_leaves_open_is_for_review_with_both_bounds() -> None:
    rows = [row("delta_9_thc", "ND %", loq="0.01 %"), row("thca", "ND %", loq="0.01 %")]
    product = {"name": "Oil", "matrix": "Tincture", "category": "ingestible"}
    made = report(rows, product=product, serving={"unit_mass_g": 30.0})
    found = [
        f for f in findings(made, "potent.thc-limit", on=NEW_LAW) if f.expected and f.expected.unit == "mg/container"
    ]
    assert [f.outcome for f in found] == ["review"]
    assert "between 0 and" in found[0].message


def test_flower_is_judged_on_dry_weight() -> None:
    assert thc(("0.25 %",), OLD_LAW, FLOWER) == {("delta_9_thc", "review")}
    assert thc(("0.2 %",), OLD_LAW, FLOWER) == {("delta_9_thc", "pass")}


def test_a_sum_of_rows_is_not_called_printed() -> None:
    rows = [row("delta_9_thc", "0.211 %"), row("thca", "19.59 %")]
    made = report([*rows, row("cbd", "0.2 %")], [total("total_thc", "17.38 %")], product=FLOWER)
    found = finding(made, "potent.thc-limit", on=NEW_LAW, subject="total_thc")
    assert found.message.startswith("total THC 17.39 % from its rows, as received; ")
    assert "as printed" not in found.message


def test_evidence_holds_printed_words_only() -> None:
    """The same total stands in mg in another place."""
    printed = total("total_thc", "0.5 %", "5.0 mg/g").model_copy(update={"text": "Total THC 0.5"})
    made = report([row("delta_9_thc", "0.5 %", "5.0 mg/g")], [printed])
    assert [e.text for f in findings(made, "potent.totals") for e in f.evidence] == ["Total THC 0.5"]


def test_a_printed_total_counts_where_its_rows_are_not_there() -> None:
    made = report([row("cbd", "5.0 %")], [total("total_thc", "26.8 %")], product=FLOWER)
    assert finding(made, "potent.thc-limit", on=NEW_LAW, subject="total_thc").outcome == "fail"
    assert finding(made, "potent.thc-limit", on=OLD_LAW, subject="delta_9_thc").outcome == "review"


@pytest.mark.parametrize(("loq", "kind"), [("2.0 %", "doubt"), ("0.03 %", None), ("2.0 mg/g", None)])
def test_one_loq_a_thousand_times_the_others(loq: str, kind: str | None) -> None:
    rows = [row(code, "0.5 %", loq="0.002 %") for code in ("cbd", "cbda", "cbg", "cbga", "cbn", "cbc")]
    made = report([*rows, row("thca", "8.95 %", loq=loq)], product=FLOWER)

    found = finding(made, "potent.plausible")

    assert (found.kind, "1000 times as much" in found.message) == (kind, kind is not None)
    assert finding(report(rows[:1], product=FLOWER), "potent.plausible").outcome == "pass"


def test_a_converted_cannabinoid_cannot_be_seen() -> None:
    made = report([row("delta_9_thc", "ND %", loq="0.002 %"), row("delta_8_thc", "5.0 %")], product=GUMMY)
    assert finding(made, "potent.thc-limit", on=NEW_LAW, subject="converted").outcome == "review"


@pytest.mark.parametrize(
    ("product", "delta_8", "judged"),
    [
        (FLOWER, "8.5 %", True),  # nobody grows that
        (FLOWER, "0.1 %", False),
        (FLOWER | {"name": "Delta-8 Infused Sour Plum"}, "0.1 %", True),
        (FLOWER | {"matrix": "Plant - Fortified / Sprayed"}, "0.1 %", True),
    ],
)
def test_treated_flower_is_no_plant_before_the_law(product: dict[str, str], delta_8: str, judged: bool) -> None:
    made = report([row("delta_9_thc", "0.1 %"), row("thca", "0.1 %"), row("delta_8_thc", delta_8)], product=product)
    found = {f.subject: f.outcome for f in findings(made, "potent.thc-limit", on=NEW_LAW)}
    assert ("converted" in found) == judged
    assert found.get("converted", "review") == "review"


def test_a_state_program_does_not_ask_for_hemp() -> None:
    made = report([row("delta_9_thc", "1.0 %"), row("thca", "24.0 %")], product=FLOWER)
    assert finding(made, "potent.thc-limit", options={"rules": "us-ca"}).outcome == "skip"


def test_flower_is_told_of_the_law_to_come() -> None:
    rows = [row("delta_9_thc", "0.2 %"), row("thca", "28.5 %")]
    today = finding(report(rows, product=FLOWER), "potent.thc-limit", on=OLD_LAW)
    assert today.outcome == "pass"
    assert "from 2026-12-11 it is not within the law: total THC 25.19 %" in today.message
    lawful = report([row("delta_9_thc", "0.05 %"), row("thca", "0.1 %")], product=FLOWER)
    assert "2026-12-11" not in finding(lawful, "potent.thc-limit", on=OLD_LAW).message
    then = finding(report(rows, product=FLOWER), "potent.thc-limit", on=NEW_LAW, subject="total_thc")
    assert (then.outcome, "it is not within" in then.message) == ("fail", False)


def test_the_change_to_come_is_part_of_the_verdict() -> None:
    can = {"name": "Hemp Soda", "matrix": "Beverage", "category": "ingestible"}
    made = report([row("delta_9_thc", "2.75 mg/unit", "0.0008 %"), row("thca", "ND mg/unit", "ND %")], product=can)
    told = verdict(made, on=OLD_LAW).coming or ""
    assert told.startswith(
        "lawful hemp until 2026-12-10; from 2026-12-11 not: 2.75 mg total THC per package, 0.4 allowed"
    ), told
    assert "as known on 2026-10-01; see congress.gov" in told
    assert verdict(made, on=NEW_LAW).coming is None
    assert verdict(made, on=OLD_LAW, options={"rules": "us-ca"}).coming is None
    assert verdict(report([row("cbd", "1 %"), row("delta_9_thc", "0.5 %")], product=can), on=OLD_LAW).coming is None
    lawful = report([row("cbd", "1 %"), row("delta_9_thc", "ND %", loq="0.00001 %")], product=can)
    assert verdict(lawful, on=OLD_LAW).coming is None


def test_the_change_to_come_calls_nothing_hemp_that_does_not_call_itself_so() -> None:
    rows, can = [row("delta_9_thc", "2.75 mg/unit", "0.0008 %")], {"name": "Soda", "matrix": "Beverage"}
    told = verdict(report(rows, product=can | {"category": "ingestible"}), on=OLD_LAW).coming or ""
    assert told.startswith("if it is hemp, lawful until 2026-12-10; from 2026-12-11 not: 2.75 mg"), told
    flower = report([row("delta_9_thc", "0.29 %"), row("thca", "20 %")], product=FLOWER)
    told = verdict(flower, on=OLD_LAW).coming or ""
    assert told.startswith("not shown to be lawful now, and from 2026-12-11 not lawful: 17.83 %"), told


def test_the_change_to_come_is_told_where_any_container_would_hold_too_much() -> None:
    """1.2 mg/g, and no mass of the bottle: 0.4 mg is a third of a gram. What 40 g would hold is not told."""
    drops = {"name": "Hemp Drops", "matrix": "Tincture", "category": "ingestible"}
    told = verdict(report([row("delta_9_thc", "0.120 %")], product=drops), on=OLD_LAW).coming or ""
    assert "from 2026-12-11 not, in any container of more than 0.33 g: 1.2 mg/g total THC, 0.4 mg allowed" in told
    assert verdict(report([row("delta_9_thc", "0.001 %")], product=drops), on=OLD_LAW).coming is None


@pytest.mark.parametrize(("cell", "told"), [("0.265 %", True), ("0.10 %", False)])
def test_a_sweet_near_the_limit_says_what_water_would_do(cell: str, told: bool) -> None:
    found = finding(report([row("delta_9_thc", cell)], product=GUMMY), "potent.thc-limit", on=OLD_LAW)
    assert found.outcome == "pass"
    assert ("over the limit of dry weight if more than 11.67 % of it is water" in found.message) == told


def test_what_is_usually_converted_is_told_before_the_change() -> None:
    made = report([row("delta_8_thc", "24.0 mg/unit"), row("delta_9_thc", "ND %", loq="0.01 %")], product=GUMMY)
    told = verdict(made, on=OLD_LAW).coming or ""
    assert "from 2026-12-11 not if its delta 8 thc counts as THC or was made from another cannabinoid" in told
    cbn = report([row("cbn", "24.0 mg/unit"), row("delta_9_thc", "ND %", loq="0.01 %")], product=GUMMY)
    assert "not if its cbn was made from another cannabinoid" in (verdict(cbn, on=OLD_LAW).coming or "")
    traces = report([row("cbd", "24.0 mg/unit"), row("cbn", "0.1 mg/unit"), row("delta_9_thc", "ND %")],
                    product=GUMMY)  # fmt: skip
    assert verdict(traces, on=OLD_LAW).coming is None


@pytest.mark.parametrize(
    ("cell", "beside", "outcome"),
    [
        ("0.294 %", "± 7.8 %", "review"),
        ("0.294 %", "± 1 %", "pass"),
        ("0.28 %", "± 0.04 %", "review"),
        ("2.80 mg/g", "±0.3", "review"),
        ("2.80 mg/g", "±0.01", "pass"),
        ("0.31 %", "+/- 0.02", "review"),
        ("0.40 %", "± 0.02", "fail"),
    ],
)
def test_the_printed_uncertainty_is_weighed(cell: str, beside: str, outcome: str) -> None:
    own = row("delta_9_thc", cell)
    made = report([own.model_copy(update={"text": f"{own.text} {beside}"})], product=GUMMY)
    found = finding(made, "potent.thc-limit", on=OLD_LAW)
    assert (found.outcome, "±" in found.message) == (outcome, outcome == "review"), found.message


def test_a_racemic_name_is_no_uncertainty() -> None:
    own = row("delta_9_thc", "0.294 %").model_copy(update={"text": "(±)-9-THC 0.294"})
    assert finding(report([own], product=GUMMY), "potent.thc-limit", on=OLD_LAW).outcome == "pass"


@pytest.mark.parametrize(
    ("panels", "how"),
    [
        ({}, "at most 0.25 % (if 20 % was water, the most in flower that is sold; no moisture is printed)"),
        ({"moisture": Panel(measurements=[row("moisture", "10.0 %")])}, "at most 0.2222 % (by the printed moisture of"),
        ({"cannabinoids": Panel(measurements=[row("delta_9_thc", "0.2 %")], method="Dry Weight Potency")},
         "0.2 % (on dry weight, as the report says)"),
        ({"cannabinoids": Panel(measurements=[row("delta_9_thc", "0.2 %"), row("cbda", "45 %")])},
         "0.2 % (taken as dry weight already"),
    ],
)  # fmt: skip
def test_the_bound_says_how_dry_weight_was_reached(panels: dict[str, Panel], how: str) -> None:
    made = report([row("delta_9_thc", "0.2 %")], product=FLOWER, panels=panels)
    found = finding(made, "potent.thc-limit", on=OLD_LAW)
    assert (found.outcome, how in found.message) == ("pass", True), found.message


@pytest.mark.parametrize(
    ("matrix", "outcome"),
    [
        ("Flower - Cured", "pass"), ("Plant (Flower)", "pass"), ("Pre-Roll", "pass"), ("Plant , Biomass", "review"),
        ("Plant", "review"), ("Fresh Flower", "review"), ("Flower, wet", "review"), ("Whole Plant", "review"),
    ],
)  # fmt: skip
def test_only_flower_as_it_is_sold_is_taken_as_nearly_dry(matrix: str, outcome: str) -> None:
    made = report([row("delta_9_thc", "0.172 %"), row("thca", "5.3 %")], product=FLOWER | {"matrix": matrix})
    found = finding(made, "potent.thc-limit", on=OLD_LAW)
    assert found.outcome == outcome, found.message
    dried = made.panels | {"moisture": Panel(measurements=[row("moisture", "10.0 %")])}
    assert finding(made.model_copy(update={"panels": dried}), "potent.thc-limit", on=OLD_LAW).outcome == "pass"


def test_a_plant_is_taken_to_hold_no_more_water_than_leaves_a_plant() -> None:
    made = report([row("delta_9_thc", "0.1 %"), row("cbda", "30 %")], product=FLOWER | {"matrix": "Plant"})
    assert "0.1661 % (if about 40 % was water" in finding(made, "potent.thc-limit", on=OLD_LAW).message


def test_the_strength_is_in_terms_of_use() -> None:
    oil = report(
        [row("cbd", "33.2 mg/mL"), row("delta_9_thc", "1.1 mg/mL"), row("cbg", "0.4 mg/mL"), row("thca", "ND mg/mL")],
        product={"name": "Drops", "matrix": "Tincture", "category": "ingestible"},
    )
    told = [(s.analyte, s.value, s.unit) for s in verdict(oil, net_volume_ml=30).strength]
    assert told == [("cbd", 33.2, "mg/mL"), ("cbd", 996, "mg/package"), ("total_thc", 1.1, "mg/mL"),
                    ("total_thc", 33, "mg/package")]  # fmt: skip
    flower = report([row("cbd", "ND %"), row("thca", "20 %"), row("delta_9_thc", "ND %")], product=FLOWER)
    assert [(s.analyte, s.value, s.unit) for s in verdict(flower).strength] == [("total_thc", 17.54, "%")]
    assert verdict(report([row("cbd", "ND %")])).strength == []


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ([row("cbda", "24.8 %"), row("cbd", "2.6 %"), row("thca", "1.4 %")], "review"),  # raw as it grew
        ([row("cbda", "0.5 %"), row("cbd", "24.8 %")], "pass"),  # heated
        ([row("cbda", "80.0 %"), row("cbd", "2.6 %")], "pass"),  # concentrated
    ],
)
def test_what_is_called_nothing_is_flower_by_its_acids(rows: list[Measurement], outcome: str) -> None:
    made = report([*rows, row("delta_9_thc", "0.27 %")], product={"name": "Suver Cookies"})
    assert finding(made, "potent.thc-limit", on=OLD_LAW).outcome == outcome


def test_what_is_printed_twice_with_other_figures_is_doubted() -> None:
    twice = row("cbd", "9.763 mg/unit").model_copy(update={"contradiction": "printed as '9.763' and as '10.386'"})
    found = finding(report([twice]), "potent.units")
    assert (found.kind, "CBD is printed as '9.763' and as '10.386'" in found.message) == ("doubt", True)


def test_found_in_one_unit_and_not_in_the_other_is_doubted() -> None:
    found = finding(report([row("delta_9_thc", "ND %", "1.20 mg/g")]), "potent.units")
    assert (found.kind, found.message) == ("doubt", "Δ9-THC: ND in %, and 1.20 mg/g are printed")
    assert finding(report([row("cbd", "<LOQ %", "0.02 mg/g")]), "potent.units").outcome == "skip"


def test_flower_is_not_measured_by_volume() -> None:
    cells = row("cbg", "8.95 %", "89.5 mg/mL")
    flower = finding(report([cells], product={"matrix": "Flower"}), "potent.units")
    assert (flower.kind, "the product is flower, which is weighed" in flower.message) == ("doubt", True)
    assert finding(report([cells], product={"matrix": "Tincture"}), "potent.units").outcome == "pass"


def test_two_figures_of_a_row_in_one_unit_are_doubted() -> None:
    """The column of mg/unit has lost its heading."""
    (doubt,) = [f for f in findings(report([row("cbd", "4.86 %", "25.27 %")]), "potent.units") if f.kind == "doubt"]

    assert "CBD is 4.86 and 25.27 %" in doubt.message
    assert all(f.kind != "doubt" for f in findings(report([row("cbd", "4.86 %", "4.9 %")]), "potent.units"))


def test_two_rows_of_one_cannabinoid_with_other_figures_are_doubted() -> None:
    """A column "THC" that lost the "total" over it is no second Δ9-THC."""
    bare = row("delta_9_thc", "0.254 %", "2.54 mg/unit").model_copy(update={"name": "THC"})
    made = report([row("delta_9_thc", "0.142 %", "1.42 mg/unit"), bare], serving={"unit_mass_g": 1})

    (doubt,) = [f for f in findings(made, "potent.units") if f.kind == "doubt"]

    assert "Δ9-THC (0.142 %) and THC (0.254 %) both stand for" in doubt.message
    assert len(doubt.evidence) == 2
    again = row("delta_9_thc", "0.14 %").model_copy(update={"name": "THC"})
    assert all(f.kind != "doubt" for f in findings(report([row("delta_9_thc", "0.142 %"), again]), "potent.units"))


def test_a_column_of_mg_per_unit_under_mg_per_g_is_explained() -> None:
    found = finding(report([row("cbd", "0.355 %", "34.9 mg/g")], serving={"unit_mass_g": 9.82454}), "potent.units")
    assert (found.kind, "the column mg/g seems to hold mg/unit" in found.message) == ("doubt", True)


@pytest.mark.parametrize(
    ("name", "cells", "outcome"),
    [("CBD Gummies", ("ND %", "1.0 %"), "review"), ("CBD Gummies", ("0.5 %", "1.0 %"), "skip"),
     ("CBD-free Gummies", ("ND %", "1.0 %"), "skip"), ("Gummies", ("ND %", "ND %"), "review"),
     ("Gummies", ("NT %", "NT %"), "skip")],
)  # fmt: skip
def test_a_product_named_after_what_it_has_none_of_is_doubted(name: str, cells: tuple[str, str], outcome: str) -> None:
    made = report([row("cbd", cells[0]), row("cbg", cells[1])], product={"name": name, "matrix": "Gummy"})
    assert finding(made, "potent.name-claim").outcome == outcome


def test_a_limit_that_no_test_reaches_shows_no_absence() -> None:
    made = report([row("cbd", "1.0 %"), row("delta_9_thc", "ND %", lod="0.000002 %")])
    found = finding(made, "potent.absent-claim", "THC-free")
    assert (found.kind, "no potency test sees so little" in found.message) == ("doubt", True)


def test_the_strength_counts_the_acid_of_cbd_as_that_of_thc() -> None:
    rows = [row("cbd", "0.2 %"), row("cbda", "11.0 %"), row("delta_9_thc", "0.1 %"), row("thca", "6.8 %")]
    told = {s.analyte: s.value for s in verdict(report(rows, product=FLOWER)).strength}
    assert told == {"cbd": 9.847, "total_thc": 6.064}


def test_the_strength_is_none_of_a_column_that_seems_to_hold_another_unit() -> None:
    rows = [row("cbd", "32.74 mg/mL", "3.274 %"), row("delta_9_thc", "0.740 mg/mL", "0.0740 %")]
    made = report(rows, product=GUMMY | {"matrix": "Tincture"}, serving={"unit_mass_g": 53.0, "density_g_ml": 1.111})
    assert "seems to hold mg/g" in finding(made, "potent.units").message
    assert {(s.analyte, s.unit) for s in verdict(made).strength} == {("cbd", "%"), ("total_thc", "%")}


def test_mg_for_g_in_the_size_is_a_doubt_about_the_size() -> None:
    place = {"unit_mass": {"page": 1, "bbox": [0, 0, 1, 1], "text": "Size: 60.828 mg"}}
    rows = [row("delta_9_thc", "0.186 %", "113.14 mg/unit"), row("cbd", "0.010 %", "6.08 mg/unit")]
    found = finding(report(rows, serving={"unit_mass_g": 0.060828}, fields=place), "potent.units")
    assert (found.kind, found.subject, found.evidence[0].text) == ("doubt", "unit_mass", "Size: 60.828 mg")
    assert "is that of 60.83 g: mg for g in its size?" in found.message


def test_the_strength_calls_no_package_a_unit() -> None:
    thc = total("total_thc", "0.211 %", "9.56 mg/serving", "95.6 mg/package")
    rows = [row("delta_9_thc", "0.211 %"), row("thca", "ND %", loq="0.01 %")]
    told = verdict(report(rows, [thc], product=GUMMY, serving={"unit_mass_g": 45.0})).strength
    assert {s.unit for s in told} == {"mg/serving", "mg/package"}


def test_the_total_printed_for_the_package_goes_before_one_worked_out() -> None:
    """Five pre-rolls of 0.7 g; the form rounds all amounts to three digits."""
    mass = {"unit_mass_g": 3.5, "serving_mass_g": 0.7, "servings_per_package": 5}
    rows = [row("thca", "32.6 %"), row("delta_9_thc", "0.4 %")]
    told = verdict(report(rows, [total("total_thc", "1010 mg", "29.0 %")], product=FLOWER, serving=mass)).strength
    assert strength_line(told) == "THC about 203 mg per serving, 1010 mg per package"


def test_what_is_printed_of_a_package_of_pieces_is_not_measured_against_its_mass() -> None:
    """The pieces weigh more than the form says: 0.213 % of 45 g would be 95.9 mg."""
    thc = total("total_thc", "0.213 %", "9.95 mg/serving", "99.5 mg/package")
    made = report([row("delta_9_thc", "0.213 %")], [thc], product=GUMMY, serving={"unit_mass_g": 45.0})
    assert finding(made, "potent.totals", subject="total_thc").outcome != "fail"
    assert "99.5 mg per package" in strength_line(verdict(made).strength)


BELOW = [row("delta_9_thc", "0.0015 %", "5.3 mg/serving", loq="0.0068 %"), row("thca", "ND %", loq="0.0068 %")]


def test_a_figure_below_its_own_loq_is_no_amount() -> None:
    """Neither for the law, nor for the name, nor for a label."""
    made = report(BELOW, product=GUMMY | {"name": "Ginger 5 mg"}, serving={"serving_mass_g": 355.0})
    by_serving = findings(made, "potent.thc-limit", options={"rules": "us-ma"})[0]
    assert by_serving.kind == "gap"
    assert "is printed below its own LOQ): can't be shown" in by_serving.message
    assert finding(made, "potent.name-claim").kind == "gap"
    assert finding(made, "potent.label-claim", "THC 5 mg/serving").kind == "gap"
    assert verdict(made).strength == []


@pytest.mark.parametrize(("mass", "outcome"), [(355.0, "pass"), (4.0, "review")])
def test_a_can_holds_few_servings(mass: float, outcome: str) -> None:
    """20 servings of 355 g would be over the limit of a package; nothing to drink is sold so."""
    rows = [row("delta_9_thc", "5.3 mg/serving"), row("thca", "0.0 mg/serving")]
    made = report(rows, product=GUMMY, serving={"serving_mass_g": mass})
    told = [f for f in findings(made, "potent.thc-limit", options={"rules": "us-ma"}) if "mg/package" in f.message]
    assert [f.outcome for f in told] == [outcome]


def test_the_strength_never_mixes_servings_and_units() -> None:
    rows = [row("cbd", "20.0 mg/unit"), row("cbg", "5.00 mg/serving"), row("delta_9_thc", "1.0 mg/unit")]
    told = verdict(report(rows, product=GUMMY)).strength
    assert {s.unit for s in told} == {"mg/unit"}


def test_the_figure_of_a_total_that_another_place_prints_is_told_so_and_not_quoted() -> None:
    printed = total("total_thc", "2219.97 mg/package", "73.999 %").model_copy(update={"text": "Total THC 2219.97 mg"})

    made = report([row("cbd", "1 %")], [printed], product=FLOWER)
    found = findings(made, "potent.thc-limit", on=date(2027, 1, 1))

    own = [f for f in found if f.subject == "total_thc"]
    assert {e.text for f in own for e in f.evidence} == {"Total THC 2219.97 mg"}
    assert any("total THC 74 % (as another place prints it)" in f.message for f in own)


@pytest.mark.parametrize(
    ("name", "matrix", "cell", "outcome"),
    [
        ("Purple Hill", "Flower", "8.54 %", "review"),
        ("Purple Hill", "Flower", "0.20 %", "pass"),
        ("Purple Hill Delta-8", "Flower", "8.54 %", "pass"),
        ("Purple Hill", "Flower - Sprayed", "8.54 %", "pass"),
    ],
)
def test_flower_with_what_no_plant_makes_must_say_that_it_was_added(
    name: str, matrix: str, cell: str, outcome: str
) -> None:
    rows = [row("cbda", "9.0 %"), row("cbd", "1.0 %"), row("delta_8_thc", cell)]
    made = report(rows, product={"name": name, "matrix": matrix, "category": "inhalable"})
    found = finding(made, "potent.plausible")
    assert found.outcome == outcome
    assert ("it was added, and nothing says so" in found.message) == (outcome == "review")


@pytest.mark.parametrize(("lod", "outcome"), [("0.01 %", "pass"), (None, "review")])
def test_an_isolate_is_shown_only_where_the_others_could_be_seen(lod: str | None, outcome: str) -> None:
    rows = [row("cbd", "0.9 %"), row("cbg", "ND %", lod=lod), row("delta_9_thc", "ND %", lod=lod)]
    made = report(rows, product=GUMMY | {"name": "30 mg ISO"})
    assert finding(made, "potent.absent-claim").outcome == outcome


@pytest.mark.parametrize(("rules", "outcomes"), [("hemp", {"review"}), ("us-fl", {"skip", "pass"})])
def test_a_column_of_lods_in_a_wrong_unit_is_a_doubt_only_where_the_law_asks(rules: str, outcomes: set[str]) -> None:
    fine = [row(code, "ND %", lod="0.00001 mg/g") for code in ("thca", "cbda", "cbg")]
    rows = [row("delta_9_thc", "81 %", lod="0.00001 mg/g"), *fine]
    made = report(rows, product={"matrix": "Vape", "category": "inhalable"})
    found = findings(made, "potent.plausible", options={"rules": rules})
    assert {f.outcome for f in found} == outcomes
    assert "so are those of 4 of 4 cannabinoids: in another unit than is printed?" in found[0].message


@pytest.mark.parametrize(
    ("mass", "matrix", "unit"), [(1, "Flower", "%"), (3.5, "Flower", "mg/unit"), (1, "Gummy", "mg/unit")]
)
def test_flower_of_one_gram_a_unit_has_no_unit(mass: float, matrix: str, unit: str) -> None:
    rows = [row("delta_9_thc", "0.2 %"), row("thca", "20 %")]
    made = report(rows, product={"matrix": matrix}, serving={"unit_mass_g": mass})
    assert {s.unit for s in verdict(made).strength} == {unit}


def test_the_strength_of_dry_weight_says_so() -> None:
    found = verdict(report([row("thca", "20 %")], [total("total_thc", "17.5 %")], product=FLOWER)).strength
    assert strength_line(found, dry=True) == "THC 17.5 % of dry weight"
    jar = [Strength(analyte="total_thc", value=612.5, unit="mg/package", of="Total THC")]
    assert strength_line(jar, dry=True, inhalable=True) == "THC 612.5 mg per package, reckoned dry"
    assert strength_line(jar, dry=True) == "THC 612.5 mg per package"
    note = {"kind": "dry weight", "page": 1, "bbox": [0, 0, 1, 1], "text": "on a dry weight basis", "part": True}
    assert on_dry_weight(report(notices=[note]))


def test_what_flower_hardly_has_is_told_with_its_water() -> None:
    note = {"kind": "dry weight", "page": 1, "bbox": [0, 0, 1, 1], "text": "Dry-weight amounts shown", "part": True}
    panels = {"moisture": Panel(measurements=[row("moisture", "7.3 %")])}
    made = report([row("delta_9_thc", "0.5 %"), row("thca", "43 %")], panels=panels, product=FLOWER, notices=[note])
    assert finding(made, "potent.plausible").message.endswith("; with the printed moisture that is 35.4 %)")


def test_a_figure_is_shown_where_it_is_printed() -> None:
    """A total that several places print, each in a unit of its own."""
    serving = Evidence(page=1, bbox=[0, 0, 9, 9], text="Total THC 9.95 mg")
    every = total("total_thc", "0.213 %", "9.95 mg/serving").model_copy(update={"places": [serving]})
    made = report([row("delta_9_thc", "0.213 %")], [every], product={"matrix": "Gelatins", "category": "ingestible"})
    found = findings(made, "potent.thc-limit", options={"rules": "us-fl"})[0]
    assert (found.evidence[0], "another place" in found.message) == (serving, False), found.message


def test_one_column_that_contradicts_all_others_is_one_doubt_and_no_strength() -> None:
    rows = [row("cbd", "2.000 %", "20.00 mg/g", "20.00 mg/serving", "20.00 mg/package")]
    made = report(rows, serving={"serving_mass_g": 1.0, "servings_per_package": 3})
    found = [f for f in findings(made, "potent.units") if f.outcome != "pass"]
    assert len(found) == 1
    assert found[0].message.endswith("; nor does it fit %, mg/g")
    assert {s.unit for s in verdict(made).strength} == {"mg/serving"}


FLOWER_ROWS = [row("delta_9_thc", "0.2 %"), row("thca", "20 %")]


def test_flower_with_a_water_activity_is_not_without_water() -> None:
    wet = {"moisture": Panel(measurements=[row("moisture", "0.00 %")]),
           "water_activity": Panel(measurements=[row("water_activity", "0.447 aw")])}  # fmt: skip
    found = finding(report(FLOWER_ROWS, panels=wet, product=FLOWER), "potent.plausible")
    assert (found.kind, found.subject) == ("doubt", "moisture")
    licensed = report(FLOWER_ROWS, panels=wet, product=FLOWER)
    assert {f.outcome for f in findings(licensed, "potent.plausible", options={"rules": "us-ok"})} == {"skip", "pass"}
    alone = report(FLOWER_ROWS, panels={"moisture": wet["moisture"]}, product=FLOWER)
    assert finding(alone, "potent.plausible").outcome == "pass"


def test_figures_below_their_own_loq_are_told_and_alarm_nobody() -> None:
    rows = [*FLOWER_ROWS, row("cbg", "0.05 %", loq="0.10 %")]
    made = findings(report(rows, product=FLOWER), "potent.plausible")
    assert {f.outcome for f in made} == {"skip", "pass"}
    assert any("1 figure is below the row's own LOQ" in f.message and "CBG" in f.message for f in made)
