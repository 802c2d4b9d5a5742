from __future__ import annotations

import pytest

from coacheck.model import Amount, Claim, Expected, Finding, Measurement, Result, Verdict
from coacheck.outputs.charts import label_bars, on_log_scale, panels, percent_of, profile
from coacheck.view import Share


def claim(verdict: Verdict, measured: float, low: float | None, high: float | None) -> Verdict:
    finding = Finding(
        check="potent.label-claim", pillar="potent", outcome="pass", subject="cbd", message="label says 25 mg/unit, …",
        measured=Amount(value=measured, unit="mg/unit"), expected=Expected(min=low, max=high, unit="mg/unit"),
    )  # fmt: skip
    return verdict.model_copy(update={"findings": [finding]})


def share(name: str, value: float | None, **more: object) -> Share:
    return Share("heavy_metals", name, "as printed", "0.5 ug/g", "us-ca", value, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("measured", "low", "high", "where"),
    [(17.89, 22.5, 27.5, "below"), (25, 22.5, 27.5, "within"), (30, 22.5, 27.5, "above"), (90, 22.5, None, "within")],
)
def test_a_claim_lies_where_it_should_and_says_so(
    verdict: Verdict, measured: float, low: float, high: float | None, where: str
) -> None:
    [bar] = label_bars(claim(verdict, measured, low, high))

    assert bar.told.endswith(f"{where} what is allowed")
    assert 0 < bar.low < bar.label < bar.high <= 100
    assert (bar.measured < bar.low, bar.measured > bar.high) == (where == "below", where == "above")


def test_two_claims_of_one_analyte_are_kept_apart(verdict: Verdict) -> None:
    both = [Claim(text="", analyte="cbd", value=v, unit=u) for v, u in ((500, "mg/package"), (25, "mg/unit"))]
    label = verdict.label.model_copy(update={"claims": both})

    [bar] = label_bars(claim(verdict, 24, 22.5, 27.5).model_copy(update={"label": label}))

    assert (bar.claim, bar.unit) == (25, "mg/unit")


@pytest.mark.parametrize(("value", "place"), [(1, 80), (0.1, 60), (10, 100), (1e9, 100), (0.0001, 0), (0, 0)])
def test_the_log_scale_ends_at_both_ends(value: float, place: float) -> None:
    assert on_log_scale(value) == pytest.approx(place)


@pytest.mark.parametrize(
    ("value", "told"), [(3.1, "310 %"), (0.036, "3.6 %"), (0.00005, "under 0.01 %"), (0, "0 %"), (36, "3 600 %")]
)
def test_percent(value: float, told: str) -> None:
    assert percent_of(value) == told


def test_a_panel_says_what_is_over_before_what_is_not() -> None:
    lead, zinc = share("Lead", 0.04), share("Zinc", 0.001, at_most=True, over=False)
    [panel] = panels([zinc, lead, share("Cadmium", 3.1, over=True)])

    assert [b.share.name for b in panel.notable] == ["Cadmium", "Lead"]
    assert [b.share.name for b in panel.rest] == ["Zinc"]
    assert panel.told == (
        "Cadmium is over its limit (310 % of the limit); "
        "1 found below the limit, the nearest Lead at 4 % of the limit; 1 not found"
    )


def test_a_test_that_could_not_see_the_limit_is_not_folded_away() -> None:
    [panel] = panels([share("Cadmium", 2.0, at_most=True, over=False)])

    assert [b.told for b in panel.notable] == ["not found; seen only from 200 % of the limit"]


def test_what_is_below_the_loq_is_not_told_as_not_found() -> None:
    """The findings of the same page say that it may be a trace."""
    allowed = {"rules": "us-ca", "at_most": True, "over": False}
    trace = Share("pesticides", "Aldicarb", "<LOQ", "none allowed", **allowed)  # type: ignore[arg-type]
    none = Share("pesticides", "Carbofuran", "ND", "none allowed", **allowed)  # type: ignore[arg-type]
    [panel] = panels([trace, none])

    assert panel.told == "1 not found; 1 not quantified"
    assert panel.bare == {
        "None allowed (us-ca), not quantified": ["Aldicarb (<LOQ)"],
        "None allowed (us-ca), not found": ["Carbofuran (ND)"],
    }


def test_what_has_no_figure_is_told_in_words() -> None:
    bare = Share("microbials", "Salmonella", "Absent", "none allowed", "us-ca", at_most=True, over=False)
    found = Share("microbials", "E. coli", "detected", "none allowed", "us-ca", over=True)
    [panel] = panels([bare, found])

    assert panel.bare == {"None allowed (us-ca), not found": ["Salmonella (Absent)"]}
    assert [(b.share.name, b.told, b.end) for b in panel.notable] == [("E. coli", "over: none allowed", 100.0)]


def test_the_profile_takes_the_unit_that_most_rows_have() -> None:
    def of(name: str, percent: float | None, mg: float | None) -> Measurement:
        results = [Result(value=percent, unit="%", qualifier=None if percent else "ND")]
        return Measurement(name=name, results=results + ([Result(value=mg, unit="mg/unit")] if mg else []))

    found = profile([of("CBG", 0.1, 4.0), of("CBD", 0.5, None), of("CBN", None, None)])

    assert found is not None
    assert [(b.name, b.text, b.end) for b in found.bars] == [("CBD", "0.5", 100.0), ("CBG", "0.1", 20.0)]
    assert (found.absent, found.told) == (["CBN"], "mostly CBD 0.5 %, CBG 0.1 %; 1 not found")


def test_no_profile_without_a_figure() -> None:
    assert profile([Measurement(name="CBD", results=[Result(qualifier="ND", unit="%")])]) is None
