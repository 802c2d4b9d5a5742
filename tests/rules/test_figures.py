"""Strength in usable terms, and every contaminant beside its limit."""

from __future__ import annotations

from typing import Any

import pytest

from coacheck.model import Measurement, Panel, Report
from coacheck.rules import Options
from coacheck.rules.figures import figures
from coacheck.view import Figures, Share, Usable
from rules.builders import NOW, good, report, row, verdict


def of(made: Report, *claims: str, **label: Any) -> Figures:
    return figures(verdict(made, *claims, **label), Options(on=NOW))


def strength(found: Figures, analyte: str) -> dict[str, Usable]:
    return {a.unit: a for s in found.strength if s.analyte == analyte for a in s.amounts}


def share(made: Measurement, panel: str = "heavy_metals", **product: Any) -> Share:
    product = {"matrix": "Gummy", "category": "ingestible"} | product
    [found] = of(report(panels={panel: Panel(measurements=[made])}, product=product)).shares
    return found


# --- strength


def test_the_way_to_what_is_used_is_shown() -> None:
    found = strength(of(good(), units_per_package=30), "cbd")

    assert (found["mg/unit"].text, found["mg/unit"].how) == ("20", "")
    assert (found["mg/package"].text, found["mg/package"].how) == ("600", "20.0 mg/unit × 30 units = 600 mg/package")


def test_what_is_missing_is_named() -> None:
    found = strength(of(good()), "cbd")

    assert found["mg/package"].text == ""
    assert "the number of units in the package" in found["mg/package"].missing
    assert "mg/mL" not in found


def test_a_tincture_is_told_by_the_ml() -> None:
    made = report([row("cbd", "33.0 mg/g")], product={"matrix": "Tincture"}, serving={"density_g_ml": 0.95})
    found = strength(of(made, net_volume_ml=30), "cbd")

    assert found["mg/mL"].text == "31.35"
    assert found["mg/package"].text == "940.5"


def test_nothing_quantified_is_no_zero() -> None:
    made = report([row("cbd", "ND %", loq="0.02 %"), row("cbg", "1.0 %")])

    assert strength(of(made), "cbd")["%"].text == "not quantified, at most 0.025"  # what would be rounded to 0.02


def test_a_claimed_analyte_is_told_too() -> None:
    made = report([row("cbd", "1.0 %"), row("cbg", "2.0 %")])

    assert strength(of(made, "CBG 2 %"), "cbg")["%"].text == "2"
    assert not strength(of(made), "cbg")


# --- shares of limits


def test_a_result_as_a_share_of_the_limit_of_the_rules() -> None:
    found = share(row("cadmium", "620 ppb"), category="inhalable", matrix="Vape")

    assert (found.share, found.over, found.rules) == (pytest.approx(3.1), True, "us-ca")
    assert (found.result, found.limit) == ("620 ppb", "0.2 ug/g")


def test_what_was_not_found_is_at_most_what_the_test_sees() -> None:
    found = share(row("cadmium", "ND ug/g", lod="0.01 ug/g", loq="0.05 ug/g"))

    assert (found.share, found.at_most, found.over) == (pytest.approx(0.02), True, False)


def test_without_a_detection_limit_there_is_no_share() -> None:
    found = share(row("cadmium", "ND ug/g"))

    assert (found.share, found.at_most, found.over) == (None, True, False)


def test_none_allowed_has_no_share() -> None:
    found, absent = (share(row("salmonella", c), "microbials") for c in ("detected", "ND"))

    assert (found.limit, found.share, found.over) == ("none allowed", None, True)
    assert (absent.share, absent.over) == (None, False)


def test_where_the_kind_of_product_is_open_so_is_the_judgement() -> None:
    found = share(row("cadmium", "0.3 ug/g"), category=None, matrix=None)

    assert found.over is None  # over the limit for what is inhaled, within the one for what is eaten


def test_a_printed_limit_serves_where_the_rules_have_none() -> None:
    found = share(row("tin", "0.4 ug/g", limit="0.5 ug/g"))

    assert (found.rules, found.share, found.over) == (None, pytest.approx(0.8), False)


def test_a_limit_in_words_is_told_and_judges_only_what_was_not_found() -> None:
    absent, found = (share(row("tin", cell, limit_text="see note")) for cell in ("ND ug/g", "0.4 ug/g"))

    assert (absent.limit, absent.at_most, absent.over) == ("see note", True, False)
    assert (found.share, found.at_most, found.over) == (None, False, None)


def test_what_has_no_limit_is_listed() -> None:
    made = report(panels={"heavy_metals": Panel(measurements=[row("tin", "0.4 ug/g"), row("zinc", "NT ug/g")])})

    assert of(made).unlimited == {"heavy_metals": ["tin"]}
    assert not of(made).shares
