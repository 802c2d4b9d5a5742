"""What people write about their product is understood, or refused in one line that shows how to say it."""

from __future__ import annotations

import pytest

from coacheck.errors import UsageError
from coacheck.rules import parse_claim


@pytest.mark.parametrize(
    ("text", "analyte", "value", "unit"),
    [
        ("CBD 1000 mg/package", "cbd", 1000, "mg/package"),
        ("25 mg CBD per gummy", "cbd", 25, "mg/unit"),
        ("25 mg of CBD in each capsule", "cbd", 25, "mg/unit"),
        ("CBD: 25mg/gummy", "cbd", 25, "mg/unit"),
        ("1000 mg CBD per bottle", "cbd", 1000, "mg/package"),
        ("1,000 mg CBD per bottle", "cbd", 1000, "mg/package"),
        ("delta-9-THC 10 mg/serving", "delta_9_thc", 10, "mg/serving"),
        ("Δ9-THC 5 mg per dose", "delta_9_thc", 5, "mg/serving"),
        ("THC 100 mg/package", "total_thc", 100, "mg/package"),
        ("CBD 33 mg/mL", "cbd", 33, "mg/mL"),
        ("CBD 0,5 %", "cbd", 0.5, "%"),
        ("THCA 25%", "thca", 25, "%"),
        ("total cannabinoids 500 mg/unit", "total_cannabinoids", 500, "mg/unit"),
        ("CBD 25 mg", "cbd", 25, "mg"),
        ("CBD 100 %", "cbd", 100, "%"),
        ("caryophyllene-oxide 2 %", "caryophyllene_oxide", 2, "%"),
    ],
)
def test_an_amount(text: str, analyte: str, value: float, unit: str) -> None:
    claim = parse_claim(text)
    assert (claim.analyte, claim.value, claim.unit, claim.comparison) == (analyte, value, unit, "=")
    assert claim.text == text


@pytest.mark.parametrize("text", ["total THC <= 0.3 %", "max. 0.3 % THC", "THC ≤ 0.3%", "less than 0.3 % THC"])
def test_a_maximum(text: str) -> None:
    claim = parse_claim(text)
    assert (claim.analyte, claim.value, claim.unit, claim.comparison) == ("total_thc", 0.3, "%", "<=")


@pytest.mark.parametrize("text", ["THC-free", "THC free", "no THC", "0% THC", "0.0 % THC", "THC 0 mg/unit"])
def test_absence(text: str) -> None:
    claim = parse_claim(text)
    assert (claim.analyte, claim.comparison, claim.value) == ("total_thc", "absent", None)


@pytest.mark.parametrize(
    "text", ["CBD lots", "25 mg", "CBD 25", "", "unobtainium 25 mg/unit", "CBD 25 mg/parsec", "CBD 5 g/bottle"]
)
def test_what_is_no_claim_is_quoted_with_an_example(text: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_claim(text)
    message = str(error.value)
    assert repr(text) in message
    assert "CBD 25 mg/unit" in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("CDB 25 mg/unit", "did you mean CBD?"),
        ("canabidiol 25 mg/unit", "did you mean cannabidiol?"),
        ("delta-9-TCH 5 mg/unit", "did you mean delta-9-THC?"),
        ("THCC-free", "did you mean THC?"),
        ("CBD 25 mg per gumy", "did you mean gummy?"),
        ("CBD 250 %", "no more than 100 %"),
        ("CBD 1001 mg/g", "no more than 1000 mg/g"),
        ("foo_bar 25 mg/unit", "expected the name of one cannabinoid"),
    ],
)
def test_what_was_misspelt_or_cannot_be_is_told(text: str, says: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_claim(text)
    assert repr(text) in str(error.value)
    assert says in str(error.value)
