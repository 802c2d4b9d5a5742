"""`coacheck rules` and `coacheck explain` as people run them."""

from __future__ import annotations

import json

import pytest

from conftest import Run


def test_rules_lists_sets_and_checks(run: Run) -> None:
    ran = run("rules")

    assert (ran.code, ran.err) == (0, "")
    for words in ("us-ca ", "California", "155 limits", "since 2021-07-14", "4 CCR 15714-15726", "pure.limits "):
        assert words in ran.out


def test_rules_as_json(run: Run) -> None:
    found = json.loads(run("rules", "--format", "json").out)

    california = next(s for s in found["sets"] if s["name"] == "us-ca")
    assert (california["limits"], california["since"], california["until"]) == (155, "2021-07-14", None)
    assert found["checks"][0] == {
        "name": "pure.panels", "pillar": "pure",
        "asks": "Were the contaminants tested that this kind of product needs, all that the set lists?",
    }  # fmt: skip


def test_a_check_is_explained(run: Run) -> None:
    ran = run("explain", "pure.lab-verdict")

    assert ran.code == 0
    assert ran.out.startswith("pure.lab-verdict (pure)\n  asks    Does the lab itself print Fail")
    assert "ISO/IEC 17025:2017, 7.8.6" in ran.out


def test_a_limit_is_explained(run: Run) -> None:
    text, data = run("explain", "us-ca", "cadmium"), run("explain", "us-ca", "cadmium", "--format", "json")

    assert "at most 0.2 ug/g, inhalable\n" in text.out
    assert "at most 0.5 ug/g, ingestible, topical, other\n" in text.out
    assert [(x["limit"], x["unit"], x["comparison"]) for x in json.loads(data.out)["limits"]] == [
        (0.2, "ug/g", "<="), (0.5, "ug/g", "<="),
    ]  # fmt: skip


def test_low_confidence_is_marked(run: Run) -> None:
    assert "low: fails and passes nothing" in run("explain", "us-mi", "cadmium").out


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["pure.limit"], "did you mean pure.limits"),
        (["us-ca", "cadmum"], "did you mean cadmium?"),
        (["\x1b[31mred"], "expected one such as"),
    ],
)
def test_an_unknown_name_is_one_line_and_exit_2(run: Run, names: list[str], says: str) -> None:
    ran = run("explain", *names)

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert says in ran.err
    assert "\x1b" not in ran.err


def test_a_set_is_explained(run: Run) -> None:
    ran = run("explain", "us-hemp")

    assert (ran.code, ran.err) == (0, "")
    for words in ("us-hemp: Federal hemp law by date", "7 U.S.C. 1639o(1)", "since 2018-12-20", "none for contaminants",
                  "judges contaminants by those of us-ca", "THC: Final product", "since 2026-12-11"):  # fmt: skip
        assert words in ran.out


def test_cadmium_in_hemp_is_judged_by_californias_list(run: Run) -> None:
    ran = run("explain", "us-hemp", "cadmium")

    assert "us-hemp has no list of its own; --rules us-hemp judges by that of us-ca" in ran.out
    assert "at most 0.2 ug/g, inhalable\n" in ran.out
