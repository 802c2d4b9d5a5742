from __future__ import annotations

import pytest

from coacheck.model import Product, Report, Result, Source
from coacheck.outputs.words import check_words, plain, product_name, reason_words, result


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("heavy_metals", "heavy metals"),
        ("total_thc", "total THC"),
        ("delta_9_thc", "delta-9-THC"),
        ("cbd", "CBD"),
        ("thca", "THCA"),
        ("total_cannabinoids", "total cannabinoids"),
        ("carbaryl", "carbaryl"),
    ],
)
def test_codes_in_plain_words(code: str, words: str) -> None:
    assert plain(code) == words


def test_reasons_in_plain_words_beside_their_codes() -> None:
    assert reason_words("pure.panels heavy_metals") == "contaminant tests: heavy metals (pure.panels)"
    assert reason_words("potent.label-claim cbd") == "label claim: CBD (potent.label-claim)"
    assert reason_words("legit.third-party") == "third party (legit.third-party)"
    assert reason_words("timeout") == "took too long (timeout)"


def test_checks_in_plain_words() -> None:
    assert check_words("potent.label-claim") == "label claim"
    assert check_words("potent.thc-limit") == "THC limit"


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (Result(value=0.44, text="0.440"), "0.440"),
        (Result(value=21.9, unit="%", text="21.9%"), "21.9"),
        (Result(value=0.44), "0.44"),
        (Result(qualifier="ND"), "ND"),
        (Result(qualifier="<LOQ", bound=0.02), "< 0.02"),
        (Result(qualifier="<LOQ"), "<LOQ"),
    ],
)
def test_results_keep_their_digits(found: Result, shown: str) -> None:
    assert result(found) == shown


@pytest.mark.parametrize(
    ("name", "told"),
    [("Peach Rings", "Peach Rings"), ("2022-7HD", "batch 2022-7HD, a product without a name in the report"),
     (None, "a product without a name in the report")],
)  # fmt: skip
def test_the_number_of_a_batch_is_no_name_of_a_product(name: str | None, told: str) -> None:
    source = Source(name="made.pdf", sha256="0", pages=1)
    assert product_name(Report(source=source, product=Product(name=name), batch="2022-7HD")) == told
