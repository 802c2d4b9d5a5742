"""What people write about their product is understood, or refused in one line that shows how to say it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("CBD 16.5 mg / 0.5 mL", "cbd", 33, "mg/mL"),
        ("25 mg CBD per 1 mL serving", "cbd", 25, "mg/mL"),
        ("CBD 350 mg / 3.5 g", "cbd", 100, "mg/g"),
        ("10 mg THC per serving (2 gummies)", "total_thc", 5, "mg/unit"),
        ("500 mg CBD / 20 gummies", "cbd", 25, "mg/unit"),
        ("THC 140 mg per pre-roll", "total_thc", 140, "mg/unit"),
        ("Full spectrum CBD 1000 mg", "cbd", 1000, "mg"),
        ("Delta-8 25 mg/gummy", "delta_8_thc", 25, "mg/unit"),
        ("CBD 1 g/package", "cbd", 1000, "mg/package"),
        ("1.5 g CBD per bottle", "cbd", 1500, "mg/package"),
        ("CBD 1 000 mg/package", "cbd", 1000, "mg/package"),
        ("CBD 1\u202f000 mg per jar", "cbd", 1000, "mg/package"),
        ("CBD 1'000 mg", "cbd", 1000, "mg"),
        ("CBD 1.000 mg/package", "cbd", 1000, "mg/package"),
        ("CBD 1.500 mg per bottle", "cbd", 1500, "mg/package"),
        ("CBD 1.000.000 mg/package", "cbd", 1e6, "mg/package"),
        ("CBD 34.877 mg/unit", "cbd", 34.877, "mg/unit"),
        ("CBD 0.500 mg/mL", "cbd", 0.5, "mg/mL"),
        ("CBD 1.250 %", "cbd", 1.25, "%"),
        ("delta 9 100 mg THC per jar", "delta_9_thc", 100, "mg/package"),
    ],
)
def test_an_amount(text: str, analyte: str, value: float, unit: str) -> None:
    claim = parse_claim(text)
    assert (claim.analyte, claim.value, claim.unit, claim.comparison) == (analyte, value, unit, "=")
    assert claim.text == text


@pytest.mark.parametrize(
    "text",
    ["total THC <= 0.3 %", "max. 0.3 % THC", "THC ≤ 0.3%", "contains <0.3% THC", "0.3% THC or less"],
)
def test_a_maximum(text: str) -> None:
    claim = parse_claim(text)
    assert (claim.analyte, claim.value, claim.unit, claim.comparison) == ("total_thc", 0.3, "%", "<=")


@pytest.mark.parametrize(
    "text", ["CBD >= 900 mg/package", "at least 900 mg CBD per bottle", "min. 900 mg CBD/bottle", "CBD ≥900 mg/jar",
             "no less than 900 mg CBD per bottle"]
)  # fmt: skip
def test_a_minimum(text: str) -> None:
    claim = parse_claim(text)
    assert (claim.analyte, claim.value, claim.unit, claim.comparison) == ("cbd", 900, "mg/package", ">=")


@pytest.mark.parametrize("text", [
    "THC-free", "THC free", "no THC", "0% THC", "0.0 % THC", "THC 0 mg/unit", "contains no THC", "Contains zero THC",
    "with no THC", "free of THC", "does not contain any THC",
])  # fmt: skip
def test_absence(text: str) -> None:
    claim = parse_claim(text)
    assert (claim.analyte, claim.comparison, claim.value) == ("total_thc", "absent", None)


@pytest.mark.parametrize(
    "text",
    [
        "CBD lots",
        "CBD 12 mg / 0 mL",
        "CBD 2 % / 10 mL",
        "25 mg",
        "CBD 25",
        "",
        "unobtainium 25 mg/unit",
        "CBD 25 mg/parsec",
        "CBD 5 g/g",
        "CBD 25 g/parsec",
    ],
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
        ("CBD 1.000 mg/unit", "1000 or 1"),
        ("CBD 2.500 mg per capsule", "2500 or 2.5"),
        ("CBD 1001 mg/g", "no more than 1000 mg/g"),
        (f"CBD 25 mg / {'9' * 400} mL", "an amount of some mL"),
        ("CBD 25 mg / 1000000000000 gummies", "an amount of some gummies"),
        ("CBD -5 %", "'CBD -5 %' is a negative amount, and a claim can't be; expected one such as"),
        ("CBD: \N{MINUS SIGN}25 mg/unit", "is a negative amount"),
        ("-5 mg CBD per gummy", "is a negative amount"),
        ("foo_bar 25 mg/unit", "expected the name of one cannabinoid"),
    ],
)
def test_what_was_misspelt_or_cannot_be_is_told(text: str, says: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_claim(text)
    assert repr(text)[:60] in str(error.value)
    assert says in str(error.value)


@pytest.mark.parametrize(
    "text",
    ["CBD 1000 mg / 30 mL", "1000mg CBD / 30ml", "1000 mg CBD per 30 mL bottle", "1,000 mg CBD per bottle (30 mL)",
     "CBD 1000mg 30mL", "1000 mg of CBD in a 30 mL bottle"],
)  # fmt: skip
def test_the_words_of_a_bottle(text: str) -> None:
    claim = parse_claim(text)
    assert (claim.analyte, claim.value, claim.unit) == ("cbd", 1000, "mg/package")
    assert (claim.package_ml, claim.one_unit) == (30, True)


def test_a_can_is_one_unit_and_a_jar_may_hold_many() -> None:
    assert parse_claim("THC 10 mg per can").one_unit
    assert not parse_claim("CBD 500 mg per jar").one_unit


NAMES = {"CBD": "cbd", "CBG": "cbg", "THC": "total_thc", "THCA": "thca", "delta-9-THC": "delta_9_thc", "Δ9-THC":
         "delta_9_thc", "total THC": "total_thc", "total CBD": "total_cbd", "cannabidiol": "cbd"}  # fmt: skip
BASES = {"gummy": "mg/unit", "unit": "mg/unit", "serving": "mg/serving", "bottle": "mg/package", "mL": "mg/mL"}
ORDERS = ("{name} {value} mg/{basis}", "{value}mg {name} per {basis}", "{name}: {value} mg per {basis}",
          "{value} mg of {name} in each {basis}")  # fmt: skip
values = st.decimals("0.01", "999", places=2).map(lambda x: f"{x.normalize():f}")


@pytest.mark.parametrize("text", ["CBD - 5 %", "CBD \N{EN DASH} 5 %", "5 % - CBD"])
def test_a_dash_between_name_and_amount_is_no_sign(text: str) -> None:
    assert parse_claim(text).value == 5


@given(st.sampled_from(sorted(NAMES)), values, st.sampled_from(sorted(BASES)), st.sampled_from(ORDERS))
def test_any_order_of_name_amount_and_basis_is_the_same_claim(name: str, value: str, basis: str, order: str) -> None:
    claim = parse_claim(order.format(name=name, value=value, basis=basis))
    assert (claim.analyte, claim.value, claim.unit) == (NAMES[name], float(value), BASES[basis])
    assert claim.comparison == "="


@given(values, st.integers(1, 500), st.sampled_from(["mL", "gummies", "g"]))
def test_an_amount_of_many_is_that_of_one_times_many(value: str, many: int, of: str) -> None:
    claim = parse_claim(f"CBD {float(value) * many:.4f} mg / {many} {of}")
    whole = (claim.value or 0) if claim.package_ml else (claim.value or 0) * many
    assert whole == pytest.approx(float(value) * many, abs=1e-3)
    assert (claim.package_ml is None) == (of != "mL" or many < 10)


@given(st.text(max_size=40))
def test_any_text_is_a_claim_or_refused(text: str) -> None:
    with suppress(UsageError):
        claim = parse_claim(text)
        assert claim.comparison == "absent" or (claim.value or 0) > 0
