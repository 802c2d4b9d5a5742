"""What a rule set asks for, what it has no sure limit for, and limits that are another kind's."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from coacheck.model import Category, Label, Measurement, Notice, Panel, Report, Unread
from coacheck.rules import CHECKS, Options
from coacheck.rules.case import Case
from coacheck.rules.law.sets import Limit, rule_set, rule_set_ids
from coacheck.rules.law.vocabulary import parts
from coacheck.rules.pure.asked import asked_for
from rules.builders import CONTAMINANTS, NOW, clean_panels, finding, findings, good, report, row, verdict, with_rows

GUMMY = {"matrix": "Gummy", "category": "ingestible"}
FLOWER = {"matrix": "Flower", "category": "inhalable"}
VAPE = {"matrix": "Vape", "category": "inhalable"}
FORMS = {"inhalable": VAPE, "ingestible": GUMMY}
EVERY = ["hemp", *rule_set_ids()]
OTHERS = frozenset(c.name for c in CHECKS if c.pillar != "pure")


def list_of(rules: str) -> str:
    return rules if rules != "hemp" and rule_set(rules).limits else "us-ca"


def full(rules: str) -> dict[str, Panel]:
    """All that the set and the list that stands in name, nothing found."""
    every = clean_panels("us-ca")
    for name, panel in clean_panels(list_of(rules)).items():
        mine = {m.analyte for m in panel.measurements}
        rest = [m for m in every[name].measurements if m.analyte not in mine]
        every[name] = Panel(status="pass", measurements=[*panel.measurements, *rest])
    return every


def pure(made: Report, rules: str, category: Category = "ingestible", on: date = NOW) -> str:
    return verdict(made, category=category, on=on, options={"rules": rules, "ignore": OTHERS}).pillars["pure"]


@pytest.mark.parametrize("category", get_args(Category))
@pytest.mark.parametrize("rules", EVERY)
def test_a_report_cut_to_one_row_a_panel_never_passes(rules: str, category: Category) -> None:
    cut = {name: Panel(status="pass", measurements=panel.measurements[:1]) for name, panel in full(rules).items()}
    assert pure(good(panels=cut), rules, category) == "review"


def test_what_the_lab_passes_without_a_figure_is_not_shown() -> None:
    """One row of a list is as much a gap as a whole panel of which only the lab's word is printed."""
    every = full("us-fl")
    rows = [m for m in every["microbials"].measurements if m.analyte != "tymc"]
    assert pure(good(panels=every, product=VAPE), "us-fl", "inhalable") == "pass"

    told = {
        what: finding(good(panels=every | {"microbials": Panel(status="pass", measurements=those)}, product=VAPE),
                      "pure.panels", subject="microbials", options={"rules": "us-fl"})
        for what, those in (("one", [*rows, row("tymc", status="pass", limit="100000 CFU/g")]),
                            ("every", [row(m.analyte or "", status="pass") for m in rows]))
    }  # fmt: skip
    assert {what: found.kind for what, found in told.items()} == {"one": "gap", "every": "gap"}
    assert "; passed without a figure: tymc" in told["one"].message
    assert told["every"].message == "microbials: the lab says pass, but no result was found"


@pytest.mark.parametrize("category", ["inhalable", "ingestible"])
@pytest.mark.parametrize("rules", EVERY)
def test_a_panel_of_which_half_was_tested_never_passes(rules: str, category: Category) -> None:
    """Of mycotoxins, all aflatoxins without ochratoxin A are four fifths."""
    every = full(rules)
    made = good(panels=every, product=FORMS[category])
    for wants in asked_for(Case(made, Label(), Options(on=NOW, rules=rules))):
        tested = [code for code in wants.wanted if code != "total_aflatoxins"][: len(wants.wanted) // 2]
        rows = [m for m in every[wants.panel].measurements if m.analyte in tested]
        half = made.model_copy(update={"panels": every | {wants.panel: Panel(status="pass", measurements=rows)}})
        found = finding(half, "pure.panels", subject=wants.panel, options={"rules": rules})
        assert found.outcome == "review", (wants.panel, found.message)


@pytest.mark.parametrize(("rules", "category"), [("hemp", "ingestible"), ("us-ca", "inhalable"), ("us-ca", "topical"),
                                                 ("us-fl", "ingestible"), ("us-fl", "inhalable")])  # fmt: skip
def test_a_full_report_passes_where_the_list_is_known(rules: str, category: Category) -> None:
    assert pure(good(panels=full(rules)), rules, category) == "pass"


@pytest.mark.parametrize("category", ["inhalable", "ingestible"])
@pytest.mark.parametrize("rules", EVERY)
@pytest.mark.parametrize(
    ("panel", "bad"), [("pesticides", row("myclobutanil", "10 ug/g")), ("pesticides", row("aldicarb", "1 ug/g")),
                       ("residual_solvents", row("benzene", "50 ug/g")), ("heavy_metals", row("arsenic", "11 ug/g"))]
)  # fmt: skip
def test_what_no_expert_would_pass_never_passes(rules: str, category: Category, panel: str, bad: Measurement) -> None:
    panels = full(rules)
    others = [m for m in panels[panel].measurements if m.analyte != bad.analyte]
    panels[panel] = Panel(status="pass", measurements=[bad, *others])
    assert pure(good(panels=panels), rules, category) != "pass"


@pytest.mark.parametrize("rules", [id for id in rule_set_ids() if id != "us-hemp"])  # judged by California's
def test_a_panel_without_a_sure_limit_is_never_passed_by_the_set(rules: str) -> None:
    """Every panel of every set: where no figure is sure, a spotless report is for review and names the other list."""
    for category in get_args(Category):
        if any(not sure(rules, panel, category) for panel in CONTAMINANTS):
            made = good(panels=full(rules))
            told = [f for f in findings(made, "pure.limits", category=category, options={"rules": rules})
                    if f.outcome == "review" and "California" in f.message]  # fmt: skip
            exempt = {x.panel for x in rule_set(rules).not_required}
            assert told or {p for p in CONTAMINANTS if not sure(rules, p, category)} <= exempt, category


def sure(rules: str, panel: str, category: Category) -> bool:
    mine = [x for x in rule_set(rules).limits if x.panel == panel and x.confidence != "low" and x.in_force(NOW)]
    return any(x.covers(category, "Gummy") for x in mine)


def test_limits_without_a_number_are_judged_by_the_other_list_and_said_so() -> None:
    made = good(panels=with_rows("pesticides", row("myclobutanil", "10 ug/g")))
    found = findings(made, "pure.limits", options={"rules": "us-ny"})
    doubt, gap = (next(f for f in found if f.kind == kind) for kind in ("doubt", "gap"))
    assert doubt.subject == "myclobutanil"
    assert "10 ug/g, 9 ug/g allowed (us-ca)" in doubt.message
    assert "us-ny has no sure limit" in doubt.message
    assert "us-ny has no limits (pesticides" in gap.message
    assert "California" in gap.message


LOW = [(id, x) for id in rule_set_ids() for x in rule_set(id).limits
       if x.confidence == "low" and x.limit is not None and x.panel in CONTAMINANTS]  # fmt: skip


@pytest.mark.parametrize(("rules", "x"), LOW, ids=lambda v: v if isinstance(v, str) else v.analyte)
def test_a_breach_of_a_limit_of_low_confidence_is_for_review_with_figure_and_source(rules: str, x: Limit) -> None:
    form = x.forms[0] if x.forms else "Sample"
    made = report(panels={x.panel: Panel(measurements=[row(x.analyte, f"{(x.limit or 0) * 2:.6f} {x.unit}")])},
                  product={"matrix": form, "category": x.categories[0]})  # fmt: skip
    found = finding(made, "pure.limits", subject=x.analyte, options={"rules": rules})
    assert (found.outcome, found.kind) == ("review", "doubt")
    assert x.citation in found.message
    assert found.expected
    assert found.expected.max == x.limit


def panel_finding(made: Report, panel: str, rules: str = "us-ca") -> tuple[str, str]:
    found = finding(made, "pure.panels", subject=panel, options={"rules": rules})
    return found.outcome, found.message


def test_what_was_not_tested_is_named_the_worst_first() -> None:
    solvents = [m for m in clean_panels()["residual_solvents"].measurements if m.analyte in ("hexane", "toluene")]
    made = report(panels=clean_panels() | {"residual_solvents": Panel(measurements=solvents)}, product=VAPE)
    outcome, message = panel_finding(made, "residual_solvents")
    assert outcome == "review"
    assert "no result was found for 18 of the 20 that us-ca lists: Benzene, Chloroform, " in message


def test_hemp_law_asks_for_no_list_but_three_quarters_of_the_measure_are_the_least() -> None:
    """What lacks is a gap all the same (`pure.limits`), unless it is a few."""
    every = [m for m in clean_panels()["pesticides"].measurements if m.analyte not in parts()]
    every += [m for m in clean_panels()["pesticides"].measurements if m.analyte in parts()]
    for many, outcome, rest in ((62, "pass", []), (50, "pass", ["gap"]), (40, "review", [])):
        made = report(panels=clean_panels() | {"pesticides": Panel(measurements=every[:many])}, product=GUMMY)
        assert panel_finding(made, "pesticides", "hemp")[0] == outcome
        assert panel_finding(made, "pesticides", "us-ca")[0] == "review"
        lacking = [f for f in findings(made, "pure.limits", options={"rules": "hemp"}) if f.subject == "pesticides"]
        assert [f.kind for f in lacking] == rest


@pytest.mark.parametrize(
    ("rules", "on", "asked"),
    [("us-wa", NOW, False), ("us-ca", NOW, True), ("us-or", date(2022, 6, 1), False), ("us-or", NOW, True)],
)
def test_a_panel_that_the_program_leaves_out_is_not_asked_for(rules: str, on: date, asked: bool) -> None:
    left = {name: panel for name, panel in clean_panels().items() if name != "heavy_metals"}
    found = finding(report(panels=left, product=FLOWER), "pure.panels", subject="heavy_metals", on=on,
                    options={"rules": rules})  # fmt: skip
    assert found.outcome == ("review" if asked else "skip")
    assert asked or found.message.startswith("heavy metals: not asked for, and no result was found; ")


@pytest.mark.parametrize(("said", "outcome"), [("ND", "pass"), ("NT", "review"), ("detected", "review")])
def test_a_sum_that_was_not_detected_tests_each_of_its_parts(said: str, outcome: str) -> None:
    rows = [row("salmonella", "ND"), row("stec", "ND"), row("total_aspergillus", said)]
    made = report(panels={"microbials": Panel(measurements=rows)}, product=FLOWER)
    assert panel_finding(made, "microbials")[0] == outcome


def test_aflatoxins_without_ochratoxin_are_a_test_that_lacks_one() -> None:
    rows = [row(f"aflatoxin_{x}", "ND ug/kg", lod="1 ug/kg") for x in ("b1", "b2", "g1", "g2")]
    made = report(panels=clean_panels() | {"mycotoxins": Panel(measurements=rows)}, product=GUMMY)
    outcome, message = panel_finding(made, "mycotoxins", "hemp")
    assert (outcome, "1 of the 2 that us-ca lists; no result was found for Ochratoxin A" in message) == ("pass", True)
    lacking = next(f for f in findings(made, "pure.limits") if f.subject == "mycotoxins")
    assert (lacking.kind, "1 of the 2 that us-ca lists: Ochratoxin A" in lacking.message) == ("gap", True)
    alone = report(panels={"mycotoxins": Panel(measurements=rows)}, product=GUMMY)
    assert not [f for f in findings(alone, "pure.limits") if f.subject == "mycotoxins"]  # whole panels lack, told first
    assert panel_finding(made, "mycotoxins", "us-ca")[0] == "review"


@pytest.mark.parametrize(("said", "outcome"), [("ND ug/kg", "pass"), ("3 ug/kg", "review")])
def test_one_screen_for_all_mycotoxins_tests_each_of_them(said: str, outcome: str) -> None:
    made = report(panels={"mycotoxins": Panel(measurements=[row("total_mycotoxins", said)])}, product=FLOWER)
    assert panel_finding(made, "mycotoxins", "us-ma")[0] == outcome


@pytest.mark.parametrize(("noted", "missing"), [(True, False), (False, True)])
def test_enterobacteriaceae_are_bile_tolerant_bacteria_where_the_report_says_so(noted: bool, missing: bool) -> None:
    note = Notice(kind="bile-tolerant", page=1, bbox=[0, 0, 1, 1], text="also known as bile-tolerant")
    rows = [row("enterobacteriaceae", "ND CFU/g")]
    made = report(panels={"microbials": Panel(measurements=rows)}, product=GUMMY, notices=[note] if noted else [])
    assert ("Bile-tolerant" in panel_finding(made, "microbials", "us-ma")[1]) == missing


def test_a_panel_tells_how_and_when_it_was_tested() -> None:
    panels = clean_panels()
    panels["mycotoxins"] = panels["mycotoxins"].model_copy(update={"method": "LC-MS/MS", "tested_on": "2026-09-04"})
    panels["microbials"] = panels["microbials"].model_copy(update={"tested_on": "2026-09-09"})
    made = report(panels=panels, product=GUMMY, dates={"received": "2026-09-01"})
    assert panel_finding(made, "mycotoxins")[1].startswith("mycotoxins: tested by LC-MS/MS on 2026-09-04, ")
    assert panel_finding(made, "microbials")[1].startswith(
        "microbials: tested on 2026-09-09 (8 days after it was received), "
    )


def test_a_panel_that_was_skipped_says_so_in_the_reports_words() -> None:
    note = Notice(kind="skip tested", page=2, bbox=[0, 0, 1, 1], text="Skip lot testing")
    made = report(panels={"mycotoxins": Panel(status="not_tested")}, product=GUMMY, notices=[note])
    outcome, message = panel_finding(made, "mycotoxins")
    assert outcome == "review"
    assert "not tested; it says “Skip lot testing” (page 2): not every batch was tested for it" in message


@pytest.mark.parametrize(
    ("how", "outcome"),
    [({"cell": "ND CFU/g"}, "review"), ({"cell": "<LOQ CFU/g", "limit": "100 CFU/g"}, "review"),
     ({"cell": "ND CFU/g", "lod": "1 CFU/g"}, "pass"), ({"cell": "ND CFU/g", "limit": "1 CFU/g"}, "pass"),
     ({"cell": "ND CFU/g", "limit_text": "Not Detected in 1g"}, "pass"), ({"cell": "ND"}, "pass"),
     ({"cell": "ND CFU/g", "limit_text": "Presence"}, "pass"), ({"cell": "<LOQ CFU/g", "loq": "0 CFU/g"}, "pass")],
)  # fmt: skip
def test_a_count_of_e_coli_that_sees_no_single_one_says_nothing_of_those_that_make_toxins(
    how: dict[str, str], outcome: str
) -> None:
    counted = row("e_coli", how.pop("cell"), status="pass", **how)
    panels = full("us-ca") | {"microbials": Panel(status="pass", measurements=[row("salmonella", "ND"), counted])}
    found = finding(good(panels=panels), "pure.panels", subject="microbials")
    told = "Shiga toxin-producing Escherichia coli: no row of its own, but its species was not found in a gram"
    assert (found.outcome, told in found.message) == (outcome, outcome == "pass")


@pytest.mark.parametrize(("code", "said", "outcome"), [("e_coli", "ND", "pass"), ("e_coli", "detected", "review"),
                                                       ("coliforms", "ND", "review")])  # fmt: skip
def test_no_e_coli_at_all_is_none_that_makes_toxins(code: str, said: str, outcome: str) -> None:
    made = report(panels={"microbials": Panel(measurements=[row("salmonella", "ND"), row(code, said)])}, product=GUMMY)
    assert panel_finding(made, "microbials")[0] == outcome


def test_a_line_that_was_not_understood_may_be_what_is_missing() -> None:
    left = [m for m in clean_panels()["residual_solvents"].measurements if m.analyte != "benzene"]
    lines = [Unread(page=2, text="BENZENE 0.1 ?? ND", reason="cells")]
    made = report(panels={"residual_solvents": Panel(measurements=left)}, product=VAPE, unread=lines)
    assert "lines that could not be read name Benzene" in panel_finding(made, "residual_solvents")[1]


@pytest.mark.parametrize(("cell", "outcome"), [("ND ug/g", "pass"), ("5 ug/g", "review")])
def test_a_slip_of_the_labs_pen_is_no_analyte_left_out(cell: str, outcome: str) -> None:
    left = [m for m in clean_panels()["pesticides"].measurements if m.analyte != "fludioxonil"]
    slip = row("x", cell).model_copy(update={"name": "Fludixonil", "analyte": None})
    made = report(panels={"pesticides": Panel(measurements=[*left, slip])}, product=VAPE)
    assert panel_finding(made, "pesticides")[0] == outcome


def test_potency_alone_is_told_once() -> None:
    found = [f for f in verdict(good(panels={}, overall_status=None)).findings if f.pillar == "pure"]
    reviews = [f for f in found if f.outcome == "review"]
    assert {f.check for f in reviews} == {"pure.panels"}
    assert {f.message.partition(": ")[2] for f in reviews} == {"not found in the report"}
    assert len(reviews) == len(CONTAMINANTS)


def test_a_program_judges_nothing_by_a_table_that_came_later() -> None:
    day = date(2019, 10, 1)
    bad = good(panels=with_rows("heavy_metals", row("cadmium", "9 ug/g")))
    found = findings(bad, "pure.limits", on=day, options={"rules": "us-ca"})
    assert {f.outcome for f in found} == {"review", "pass"}
    assert next(f for f in found if f.subject == "cadmium").kind == "doubt"
    assert any("begins on 2021-07-14, after the day judged" in f.message for f in found if f.kind == "gap")
    none: dict[str, None] = {"limit": None, "limit_text": None}
    bare = {name: Panel(measurements=[m.model_copy(update=none) for m in panel.measurements])
            for name, panel in clean_panels().items()}  # fmt: skip
    assert pure(good(panels=bare), "us-ca", on=day) == "review"


def test_before_a_table_the_limits_that_are_printed_judge() -> None:
    """Which rules held is not known; what the laboratory printed as its limits is."""
    day = date(2019, 10, 1)
    assert pure(good(), "us-ca", on=day) == "pass"
    found = with_rows("heavy_metals", row("cadmium", "0.9 ug/g", limit="1 ug/g"))
    assert pure(good(panels=found), "us-ca", on=day) == "pass"
    bare = with_rows("heavy_metals", row("cadmium", "0.1 ug/g"))
    assert pure(good(panels=bare), "us-ca", on=day) == "review"


def test_what_a_later_table_asks_for_is_no_reproach() -> None:
    day, every = date(2019, 10, 1), clean_panels()
    some = {name: panel for name, panel in every.items() if name != "mycotoxins"}
    few = Panel(measurements=[m for m in every["microbials"].measurements if m.analyte != "salmonella"])
    made = good(panels=some | {"microbials": few})
    told = {f.subject: f for f in findings(made, "pure.panels", on=day, options={"rules": "us-ca"})}
    assert {told[name].outcome for name in ("mycotoxins", "microbials")} == {"skip"}
    assert "whether that was asked for on 2019-10-01 is not known" in told["mycotoxins"].message
    assert pure(made, "us-ca", on=day) == "review"  # the law of that day may have asked for them
    nothing = findings(good(panels={}), "pure.panels", on=day, options={"rules": "us-ca"})
    assert {f.outcome for f in nothing} == {"review"}


def test_a_table_that_ended_passes_nothing() -> None:
    before, after = date(2025, 9, 1), date(2025, 9, 30)
    assert pure(good(panels=full("us-ok")), "us-ok", on=before) == "pass"
    found = next(f for f in findings(good(panels=full("us-ok")), "pure.limits", on=after, options={"rules": "us-ok"})
                 if f.outcome == "review")  # fmt: skip
    assert "the limits of us-ok ended on 2025-09-13" in found.message


def printed(limit: str, rules: str, product: dict[str, str] = FLOWER) -> list[str]:
    rows = [row(code, "ND ug/g", limit=limit) for code in ("cadmium", "arsenic")]
    made = report(panels={"heavy_metals": Panel(measurements=rows)}, product=product)
    return [f.message for f in findings(made, "pure.printed-limits", options={"rules": rules}) if f.kind == "doubt"]


def test_printed_limits_that_are_looser_than_the_law_are_told_once() -> None:
    assert printed("0.2 ug/g", "us-ca") == []
    assert printed("0.201 ug/g", "us-ca") == []
    assert printed("200 ppb", "us-ca") == []
    (told,) = printed("0.5 ug/g", "us-ca")
    assert "2 printed limits looser than for inhalable products (us-ca)" in told
    assert "cadmium 0.5, where 0.2 ug/g is allowed" in told
    assert printed("0.5 ug/g", "us-ca", GUMMY) == []


def test_a_limit_that_is_the_same_for_all_kinds_of_products_is_none_of_one_kind() -> None:
    rows = [row("abamectin", "ND ug/g", limit="5 ug/g")]
    made = report(panels={"pesticides": Panel(measurements=rows)}, product=FLOWER)
    found = findings(made, "pure.printed-limits", options={"rules": "us-ok"}, on=date(2022, 1, 15))
    told = "1 printed limit looser than us-ok allows: abamectin 5, where 0.5 ug/g is allowed"
    assert told in [f.message for f in found]


def test_for_hemp_only_another_kinds_whole_table_is_told() -> None:
    edible = {"cadmium": 0.5, "arsenic": 1.5, "mercury": 3, "lead": 0.5}
    for wrong, told in ((edible, True), (edible | {"mercury": 2}, False)):
        rows = [row(code, "ND ug/g", limit=f"{value} ug/g") for code, value in wrong.items()]
        made = report(panels={"heavy_metals": Panel(measurements=rows)}, product=FLOWER)
        found = [f.message for f in findings(made, "pure.printed-limits") if f.kind == "doubt"]
        assert bool(found) == told
        assert all("as for ingestible products" in message for message in found)
