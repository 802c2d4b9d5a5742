"""Whether "1,234" is a thousand or a decimal is what the whole report tells, or its language."""

from __future__ import annotations

import pytest

from coacheck.reading.document.seen import numbers_of

ITALIAN = "Data ricevimento campione risultato analisi lotto metodo prova"
SPANISH = "muestra fecha análisis informe resultado lote"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Sample result 1,234 mg 0.5 % 1.25", 1234.0),
        ("Total count 1,234 CFU/g", 1234.0),
        (f"{ITALIAN} 16,701 ug/kg 43,143", 1.234),
        (f"{ITALIAN} 1,25 0,3 16,701", 1.234),
        (f"{SPANISH} 6.23 0.62 20.78 2.08 34.26 1,152", 1234.0),
        (f"{SPANISH} versión 1.2, 1,152", None),
        ("Terbufos 16,701 and 1010,506", 1.234),
    ],
)
def test_a_comma_is_read_as_the_report_writes_numbers(text: str, told: float | None) -> None:
    assert numbers_of(text).parse("1,234") == told


@pytest.mark.parametrize("text", ["005", "00.5", "01"])
def test_a_number_that_begins_with_a_nought_too_many_is_none(text: str) -> None:
    assert numbers_of("1.25 0.3").parse(text) is None


GERMAN = "Prüfbericht Probennummer Ergebnis Einheit Grenzwert Probeneingang Charge"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{GERMAN} 1.240 mg/kg 5.000 12,4", 1240.0), (f"{GERMAN} 340 KbE/g 1.240 10.000", 1240.0),
        (f"{GERMAN} 0.125 mg/kg 1.240 5.000", 1.24), (f"{GERMAN} 1.240 2.125", None),
        ("Result 1.240 mg/kg 5.000", 1.24),
    ],
)  # fmt: skip
def test_a_point_parts_thousands_where_a_report_in_another_language_has_no_other_points(
    text: str, told: float | None
) -> None:
    assert numbers_of(text).parse("1.240") == told
