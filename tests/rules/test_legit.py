"""legit.*: who, what, when, and whether all of it is there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coacheck.model import PICTURE, Evidence, PageMark, Panel, Place, Source
from coacheck.outputs.words import dates_line
from rules.builders import finding, findings, good, report, row, verdict


@pytest.mark.parametrize(
    ("client", "outcome"), [("Mallow Street", "pass"), ("QUILLBACK LABS, Inc.", "review"), (None, "review")]
)
def test_nobody_marks_their_own_work(client: str | None, outcome: str) -> None:
    assert (
        finding(report(lab={"name": "Quillback Laboratories"}, client=client), "legit.third-party").outcome == outcome
    )


@pytest.mark.parametrize(
    ("lab", "outcome"),
    [
        ({"iso17025": True, "accreditation_number": "12"}, "pass"),
        ({"iso17025": True, "license": "L-1"}, "pass"),
        ({"iso17025": True}, "review"),
        ({"license": "L-1"}, "review"),
    ],
)
def test_the_accreditation(lab: dict[str, Any], outcome: str) -> None:
    assert finding(report(lab=lab), "legit.accreditation").outcome == outcome


def test_the_body_is_told_with_the_number() -> None:
    named = {"iso17025": True, "accreditation_number": "12345", "accreditation_body": "PJLA"}

    assert finding(report(lab=named), "legit.accreditation").message == "ISO/IEC 17025, certificate 12345 by PJLA"


@pytest.mark.parametrize(
    ("ours", "theirs", "outcome"),
    [
        ("12 Pier Street, Gannet Bay, ME 04999", "12 Pier St Gannet Bay ME, 04999", "review"),
        ("12 Pier Street, Gannet Bay, ME 04999", "14 Pier Street, Gannet Bay, ME 04999", "pass"),
        ("Gannet Bay, ME 04999", "Gannet Bay, ME 04999", "pass"),
        (None, "12 Pier Street, Gannet Bay, ME 04999", "pass"),
    ],
)
def test_lab_and_client_don_t_share_an_address(ours: str | None, theirs: str, outcome: str) -> None:
    made = report(lab={"name": "Quillback", "address": ours}, client="Mallow Street", client_address=theirs)

    assert finding(made, "legit.third-party").outcome == outcome


@pytest.mark.parametrize(("host", "outcome"), [("quillback.example", "review"), ("quillbackstore.example", "pass")])
def test_lab_and_client_don_t_share_a_domain(host: str, outcome: str) -> None:
    printed = {"url": f"www.{host}", "kind": "printed", "page": 1, "bbox": [1, 2, 3, 4]}
    made = report(lab={"name": "Quillback Analytics"}, client="Quillback Labs Farms", links=[printed])

    assert finding(made, "legit.third-party").outcome == outcome


@pytest.mark.parametrize(
    ("ids", "outcome", "says"),
    [
        (["S-100", "S-100"], "pass", "on every page"),
        (["S-100", "s100"], "pass", "on every page"),
        (["S-100", "S-200"], "review", "page 2 is for S-200"),
        (["S-100", None, None], "review", "pages 2, 3 do not carry it"),
        (["S-100", "S-200", None], "review", "page 2 is for S-200"),
        (["S-100"], "pass", "sample S-100"),
        ([None], "pass", "sample S-100"),
    ],
)
def test_the_id_is_on_every_page(ids: list[str | None], outcome: str, says: str) -> None:
    marks = [PageMark(page=i, sample_id=own) for i, own in enumerate(ids, 1)]
    found = finding(report(sample_id="S-100", page_marks=marks), "legit.sample")

    assert (found.outcome, says in found.message) == (outcome, True), found.message


def test_a_page_of_another_batch() -> None:
    marks = [PageMark(page=1, batch="B-7"), PageMark(page=2, batch="B-8", bbox=[1, 2, 3, 4])]
    made = report(batch="B-7", page_marks=marks)

    assert finding(made, "legit.batch", batch="B-9").outcome == "fail"
    found = finding(made, "legit.batch", batch="B-7")
    assert (found.outcome, found.evidence[-1].page) == ("review", 2)
    assert "page 2 prints batch B-8" in found.message


@pytest.mark.parametrize(
    ("kind", "says"),
    [("r&d", "ask for the compliance report"), ("void", "ask for the report that stands"), ("preview", "final report")],
)
def test_marks_that_take_it_back_say_what_to_ask_for(kind: str, says: str) -> None:
    marks = [{"kind": kind, "page": page, "bbox": [1, 2, 3, 4], "text": "AS PRINTED"} for page in (1, 3)]
    found = finding(report(notices=marks), "legit.purpose")

    assert (found.outcome, found.subject) == ("review", kind)
    assert says in found.message
    assert "“AS PRINTED” (pages 1, 3)" in found.message
    assert [e.page for e in found.evidence] == [1, 3]


def test_a_mark_on_some_results_is_told_and_passes() -> None:
    mark = {"kind": "information", "page": 2, "bbox": [1, 2, 3, 4], "text": "Terpenes only", "part": True}

    assert "of some results it says" in finding(report(notices=[mark]), "legit.purpose").message
    assert finding(report(notices=[mark]), "legit.purpose").outcome == "pass"
    assert finding(report(), "legit.purpose").outcome == "pass"


@pytest.mark.parametrize(
    ("signed", "outcome", "says"),
    [
        ([{"name": "M. Osei", "role": "Lab Director"}], "pass", "M. Osei, Lab Director"),
        ([{"name": "M. Osei"}], "pass", "no role is printed"),
        ([{"role": "Lab Director"}], "review", "without a name"),
        ([], "review", "ask the lab who authorised it"),
    ],
)
def test_someone_signed(signed: list[dict[str, str]], outcome: str, says: str) -> None:
    people = [{**s, "page": 1, "bbox": [1, 2, 3, 4]} for s in signed]
    found = finding(report(signatories=people), "legit.authorised")

    assert (found.outcome, says in found.message) == (outcome, True), found.message


def test_one_sample_one_id() -> None:
    assert finding(report(sample_id="S-1"), "legit.sample").outcome == "pass"
    assert finding(report(), "legit.sample").outcome == "review"
    assert finding(report(sample_id="S-1", other_sample_ids=["S-2"]), "legit.sample").outcome == "review"


@pytest.mark.parametrize(
    ("printed", "label", "outcome"),
    [
        ("#C9030", None, "pass"),
        ("#C9030", "c9030", "pass"),
        ("LOT 24-007", "24007", "pass"),
        ("C9030", "C9031", "fail"),
        ("C9030", "C903", "fail"),
        (None, "C9030", "review"),
        (None, None, "review"),
    ],
)
def test_the_batch_is_the_labels(printed: str | None, label: str | None, outcome: str) -> None:
    assert finding(report(batch=printed), "legit.batch", batch=label).outcome == outcome


@pytest.mark.parametrize(
    ("label", "name", "matrix", "outcome"),
    [
        ("Peach Gummies", "Peach Gummies 25mg", "Gummy", "pass"),
        ("Extreme Pain Cream", "Tincture 1000 mg", "Edible", "fail"),
        ("Live Rosin Badder", "Sour Plum", "Flower", "fail"),
        ("Cherry Gummies", "Peach Gummies", "Gummy", "review"),
        ("Night Drops", "T-411103", None, "review"),
        ("Wedding Cake 3.5g", "Wedding Cake", "Flower", "pass"),
        ("Ice Cream Cake", "Ice Cream Cake", "Flower", "pass"),
        ("Peach Gummies", None, None, "review"),
        (None, "Peach Gummies", "Gummy", "skip"),
    ],
)
def test_the_product_is_the_labels(label: str | None, name: str | None, matrix: str | None, outcome: str) -> None:
    made = report(product={"name": name, "matrix": matrix})
    assert finding(made, "legit.product", product=label).outcome == outcome


@pytest.mark.parametrize(
    ("dates", "subject", "outcome"),
    [
        ({"collected": "2026-09-01", "received": "2026-09-01", "reported": "2026-09-05"}, None, "pass"),
        ({"received": "2026-09-03", "tested": "2026-09-02"}, "tested", "review"),
        ({"received": "2026-09", "tested": "2026-09-02"}, None, "pass"),
        ({"produced": "2026-10", "received": "2026-09-02"}, "received", "review"),
        ({"tested": "2026-11-02", "reported": "2026-11-05"}, "tested", "review"),
        ({"reported": "2026-09-05", "expires": "2027-09-05"}, None, "pass"),
        ({"reported": "2026-09-05"}, None, "review"),
        ({}, None, "review"),
    ],
)
def test_dates_follow_one_another(dates: dict[str, str], subject: str | None, outcome: str) -> None:
    found = findings(report(dates=dates), "legit.dates")
    assert (found[0].outcome, found[0].subject) == (outcome, subject)


def test_a_panel_tested_before_the_sample_came_in() -> None:
    days = {"pesticides": "2026-09-07", "microbials": "2026-09-10"}
    panels = {name: Panel(tested_on=day) for name, day in days.items()}
    made = report(dates={"received": "2026-09-09", "reported": "2026-09-12"}, panels=panels)
    found = finding(made, "legit.dates")
    assert (found.outcome, found.subject) == ("review", "tested")
    assert "pesticides tested on 2026-09-07, before the sample was received (2026-09-09)" in found.message


def test_each_day_before_the_sample_came_in_is_told_with_what_was_tested_on_it() -> None:
    days = {"pesticides": "2025-04-10", "mycotoxins": "2025-04-10", "terpenes": "2026-09-01"}
    panels = {name: Panel(tested_on=day) for name, day in days.items()}
    told = finding(report(dates={"received": "2026-09-09"}, panels=panels), "legit.dates").message
    assert told.startswith("pesticides, mycotoxins tested on 2025-04-10; terpenes tested on 2026-09-01, before the")


def test_that_no_day_of_testing_was_found_is_told() -> None:
    made = report(dates={"received": "2026-09-09", "reported": "2026-09-12"})
    assert finding(made, "legit.dates").message.endswith("; on which day it was tested was not found")


def test_the_day_of_a_panel_s_test_is_a_date_of_the_report() -> None:
    panels = {"pesticides": Panel(tested_on="2026-09-07"), "microbials": Panel(tested_on="2026-09-10")}
    found = finding(report(dates={"reported": "2026-09-12"}, panels=panels), "legit.dates")
    assert (found.outcome, found.message) == ("pass", "in order: tested 2026-09-10, reported 2026-09-12")


def test_the_day_on_which_all_was_done_is_no_day_of_testing() -> None:
    done = Evidence(page=1, bbox=[0, 0, 1, 1], text="Completed 09/11/26")
    panels = {"pesticides": Panel(tested_on="2026-09-07"), "microbials": Panel(tested_on="2026-09-10")}
    dates = {"tested": "2026-09-11", "reported": "2026-09-12"}
    told = finding(report(dates=dates, panels=panels, fields={"tested": done}), "legit.dates").message
    assert told == "in order: tested 2026-09-10, completed 2026-09-11, reported 2026-09-12"
    alone = report(dates=dates, fields={"tested": done})
    assert finding(alone, "legit.dates").message == "in order: completed 2026-09-11, reported 2026-09-12"
    assert dates_line(alone) == "completed 2026-09-11, reported 2026-09-12"
    early = report(dates={"received": "2026-09-12", "tested": "2026-09-11"}, fields={"tested": done})
    assert finding(early, "legit.dates").message.startswith("completed 2026-09-11 is before received 2026-09-12")


@pytest.mark.parametrize(("reported", "told"), [("2026-10-12", False), ("2026-10-15", True)])
def test_a_report_that_came_long_after_its_tests_says_so(reported: str, told: bool) -> None:
    panels = {"pesticides": Panel(tested_on="2026-09-07"), "microbials": Panel(tested_on="2026-09-12")}
    found = finding(report(dates={"reported": reported}, panels=panels), "legit.dates")
    assert (found.outcome, "33 days after the last test" in found.message) == ("pass", told)


@pytest.mark.parametrize(
    ("dates", "panel"),
    [
        ({"reported": "2026-09-12"}, "microbials"),
        ({"received": "2026-09-09"}, "pesticides"),
        ({"reported": "2026-09-08"}, "microbials"),
    ],
)
def test_the_day_of_a_panel_s_test_is_shown_where_its_panel_is(dates: dict[str, str], panel: str) -> None:
    days = {"pesticides": "2026-09-07", "microbials": "2026-09-10"}
    places = {name: Place(page=page, bbox=[0, page, 9, 9]) for page, name in enumerate(days, 1)}
    panels = {name: Panel(tested_on=day, source=places[name]) for name, day in days.items()}
    found = finding(report(dates=dates, panels=panels), "legit.dates")
    assert [(e.page, e.bbox, e.text) for e in found.evidence] == [(places[panel].page, places[panel].bbox, "")]


def test_what_is_not_there_is_shown_by_no_words_of_something_else() -> None:
    lab = {"name": "Quillback Labs"}
    assert finding(report(lab=lab), "legit.accreditation").evidence == []
    assert finding(report(lab=lab, client=None), "legit.third-party").evidence == []
    nameless = report(product={"matrix": "Gummy"})
    assert finding(nameless, "legit.product", product="Peach Rings").evidence == []


@pytest.mark.parametrize(
    ("dates", "on", "outcome"),
    [
        ({"reported": "2025-10-15"}, date(2026, 10, 15), "pass"),
        ({"reported": "2025-10-15"}, date(2026, 10, 16), "review"),
        ({"reported": "2024-02-29"}, date(2025, 2, 28), "pass"),
        ({"reported": "2024-02-29"}, date(2025, 3, 1), "review"),
        ({"reported": "2026-09-01", "expires": "2026-10-01"}, date(2026, 10, 2), "review"),
        ({"reported": "2026-12-01"}, date(2026, 10, 2), "skip"),
        ({"tested": "2026-09-01"}, date(2026, 10, 2), "pass"),
        ({}, date(2026, 10, 2), "review"),
    ],
)
def test_a_report_ages(dates: dict[str, str], on: date, outcome: str) -> None:
    assert finding(report(dates=dates), "legit.age", on=on).outcome == outcome


def test_how_old_is_for_the_user_to_say() -> None:
    made = report(dates={"reported": "2026-01-01"})
    assert finding(made, "legit.age", options={"max_age_months": 6}).outcome == "review"


@pytest.mark.parametrize(
    ("numbers", "outcome", "says"),
    [
        ([(1, 3), (2, 3), (3, 3)], "pass", "1 to 3 of 3"),
        ([(1, 3), (3, 3)], "review", "page 2 of 3 is missing"),
        ([(1, 4), (4, 4)], "review", "pages 2, 3 of 4 are missing"),
        ([(1, 2), (2, 2), (1, 3), (2, 3), (3, 3)], "pass", ""),
        ([(1, 2), (2, 2), (1, 2), (2, 2)], "pass", ""),
        ([(1, 3), (2, 3), (2, 3), (3, 3)], "review", "page 2 of 3 is there 2 times"),
        ([None], "pass", "one page"),
        ([None, None], "review", "not numbered"),
        ([None, (2, 3), (3, 3)], "pass", "1 to 3 of 3"),
        ([(1, 3), None, (3, 3)], "review", "page 2 of 3 is missing"),
        ([(1, 2), (2, 2), None], "review", "page 3 of the file carries no number"),
    ],
)
def test_all_pages_are_there(numbers: list[tuple[int, int] | None], outcome: str, says: str) -> None:
    marks = [PageMark(page=i, number=n[0] if n else None, of=n[1] if n else None) for i, n in enumerate(numbers, 1)]
    made = report(source=Source(name="x", sha256="0", pages=len(numbers)), page_marks=marks)
    found = finding(made, "legit.pages")
    assert found.outcome == outcome
    assert says in found.message


@pytest.mark.parametrize(("total", "outcome"), [(1, "review"), (2, "pass")])
@pytest.mark.parametrize("numbered", [True, False])
def test_a_page_that_says_that_another_follows_is_not_the_last(total: int, outcome: str, numbered: bool) -> None:
    said = {"kind": "following page", "page": 1, "bbox": [0, 0, 1, 1], "text": "Details are on the following page"}
    marks = [PageMark(page=i, number=i, of=total) for i in range(1, total + 1) if numbered or total > 1]
    made = report(source=Source(name="x", sha256="0", pages=total), page_marks=marks, notices=[said])
    found = finding(made, "legit.pages")
    assert found.outcome == outcome
    assert (found.kind, "“Details are on the following page” (page 1)" in found.message) == (
        ("gap", True) if outcome == "review" else (None, False)
    )


@pytest.mark.parametrize(
    ("own", "label", "outcome", "says"),
    [
        ("B-7", "1A4 06-03", "pass", "1A4 06-03 is printed as METRC Batch, beside batch B-7"),
        ("B-7", "lot 77", "pass", "is printed as Lot Number"),
        ("B-7", "R-100", "fail", "the report is for batch B-7"),
        (None, "1A40603", "pass", "is printed as METRC Batch"),
        (None, "B-9", "review", "the report only Lot Number LOT-77"),
        (None, None, "pass", "Lot Number LOT-77 is printed; no batch was found"),
    ],
)
def test_any_number_of_the_goods_is_the_labels_batch(own: str, label: str, outcome: str, says: str) -> None:
    ids = [
        {"kind": kind, "label": name, "text": text, "page": 2, "bbox": [1, 2, 3, 4]}
        for kind, name, text in (("batch", "Lot Number", "LOT-77"), ("product", "METRC Batch", "1A40603"),
                                 ("report", "Test ID", "R-100"))
    ]  # fmt: skip
    found = finding(good(batch=own, other_ids=ids), "legit.batch", batch=label)

    assert (found.outcome, says in found.message) == (outcome, True), found.message
    if outcome == "pass":
        assert found.evidence[0].page == 2


def test_pages_numbered_throughout_go_on_from_the_first() -> None:
    marks = [PageMark(page=n, number=n, of=3, sample_id="S-1" if n == 1 else None) for n in (1, 2, 3)]
    whole = finding(report(sample_id="S-1", page_marks=marks), "legit.sample")
    torn = finding(report(sample_id="S-1", page_marks=[marks[0], marks[2]]), "legit.sample")

    assert (whole.outcome, torn.outcome, torn.kind) == ("pass", "review", "gap")
    assert "numbered to 3" in whole.message


def test_a_report_id_stands_in_for_a_sample_id() -> None:
    number = {"kind": "report", "label": "Test ID", "text": "T-100", "page": 1, "bbox": [1, 2, 3, 4]}

    assert "report T-100 (Test ID)" in finding(report(other_ids=[number]), "legit.sample").message
    two = finding(report(other_ids=[number, number | {"text": "T-101", "page": 2}]), "legit.sample")
    assert (two.outcome, "2 reports in one file: T-100, T-101" in two.message) == ("review", True)


@pytest.mark.parametrize(("second", "outcome"), [("B-7", "pass"), (None, "review")])
def test_pages_of_one_batch_belong_together(second: str | None, outcome: str) -> None:
    number = {"kind": "report", "label": "Test ID", "text": "T-100", "page": 1, "bbox": [1, 2, 3, 4]}
    marks = [PageMark(page=1, batch="B-7"), PageMark(page=2, batch=second)]
    assert finding(report(other_ids=[number], batch="B-7", page_marks=marks), "legit.sample").outcome == outcome


@pytest.mark.parametrize(
    ("second", "page", "outcome"), [("T-101", 2, "pass"), ("T-101", 1, "review"), (None, 2, "review")]
)
def test_certificates_of_one_page_each_need_no_numbers(second: str | None, page: int, outcome: str) -> None:
    number = {"kind": "report", "label": "Test ID", "text": "T-100", "page": 1, "bbox": [1, 2, 3, 4]}
    ids = [number, number | {"text": second, "page": page}] if second else [number]
    marks = [PageMark(page=1), PageMark(page=2)]
    made = report(source=Source(name="x", sha256="0", pages=2), page_marks=marks, other_ids=ids)
    assert finding(made, "legit.pages").outcome == outcome


def test_a_file_can_t_print_a_date_after_it_was_made() -> None:
    dates = {"received": "2026-09-01", "reported": "2026-09-05", "expires": "2027-09-05"}
    for made, kind in (("2026-09-05T10:00:00", None), ("2026-09-04T10:00:00Z", None), ("2026-09-01T10:00:00", "doubt"),
                       ("2026-01-01T00:00:00", None), (None, None)):  # fmt: skip
        found = finding(report(dates=dates, history={"created": made}), "legit.dates")
        assert found.kind == kind, made
    assert "reported 2026-09-05 is printed, but the file was made on 2026-09-01" in _redated(dates)


def _redated(dates: dict[str, str]) -> str:
    return finding(report(dates=dates, history={"created": "2026-09-01T10:00:00"}), "legit.dates").message


def test_a_blank_last_page_needs_no_number() -> None:
    made = report(source=Source(name="x", sha256="0", pages=2), page_marks=[PageMark(page=1)])

    assert finding(made, "legit.pages").outcome == "pass"


def test_who_took_the_sample_and_what_was_amended_are_told_and_pass() -> None:
    said = [{"kind": k, "page": 1, "bbox": [1, 2, 3, 4], "text": k.upper()} for k in ("client sampled", "amended")]
    made = report(sample_id="S-1", notices=said)

    told = finding(made, "legit.sample").message
    assert "“CLIENT SAMPLED” (page 1): the laboratory did not take the sample itself" in told
    assert "“AMENDED” (page 1)" in finding(made, "legit.purpose").message
    assert finding(made, "legit.purpose").outcome == "pass"


@pytest.mark.parametrize(
    ("kind", "weight"), [("r&d", "gap"), ("retest", "gap"), ("void", "doubt"), ("preview", "doubt")]
)
def test_what_a_report_says_of_itself_is_a_gap_unless_it_should_not_be_around(kind: str, weight: str) -> None:
    mark = {"kind": kind, "page": 1, "bbox": [1, 2, 3, 4], "text": "AS PRINTED"}

    assert finding(report(notices=[mark]), "legit.purpose").kind == weight


def test_a_page_that_could_not_be_read_is_found_wanting() -> None:
    rows = [{"page": 2, "text": "", "reason": "broken page (KeyError)"}, {"page": 1, "text": "CBX 1", "reason": "odd"}]
    marks = [PageMark(page=n, number=n, of=2) for n in (1, 2)]
    made = report(source=Source(name="x", sha256="0", pages=2), page_marks=marks, unread=rows)

    found = [f for f in verdict(made).findings if f.check == "legit.pages"]

    assert [(f.outcome, f.kind, f.subject) for f in found] == [("review", "gap", "unread"), ("pass", None, None)]
    assert found[0].message == "page 2: could not be read (broken page (KeyError)); look at it yourself"


def test_a_picture_that_was_put_in_is_told_as_one() -> None:
    spot = {"kind": "changed", "page": 2, "bbox": [1, 2, 3, 4], "new": PICTURE}

    found = findings(report(spots=[spot]), "legit.file-history")[0]

    assert found.message.startswith("edited after it was issued: a picture was put in on page 2; results unchanged")


@pytest.mark.parametrize("created", [None, "2000-01-01T00:00:00Z"])
@pytest.mark.parametrize(("saved", "outcome"), [("2026-09-05T16:00:00Z", "pass"), ("2026-10-05T16:00:00Z", "review")])
def test_a_file_that_hides_when_it_was_made_and_was_saved_long_after_the_report(
    created: str | None, saved: str, outcome: str
) -> None:
    history = {"producer": "A LIMS", "created": created, "modified": saved}

    found = finding(report(dates={"reported": "2026-09-05"}, history=history), "legit.file-history")

    assert (found.outcome, "30 days after the report is dated" in found.message) == (outcome, outcome == "review")


@pytest.mark.parametrize(
    ("maker", "made", "outcome"),
    [("Microsoft Word", "2026-09-20", "review"), ("Microsoft Word", "2026-09-06", "pass"),
     ("mPDF 8.1", "2026-09-20", "pass")],
)  # fmt: skip
def test_a_report_written_in_an_office_program_long_after_its_date(maker: str, made: str, outcome: str) -> None:
    history = {"creator": maker, "software": [maker], "created": f"{made}T10:00:00Z"}

    found = finding(report(dates={"reported": "2026-09-05"}, history=history), "legit.file-history")

    assert (found.outcome, "every figure could be typed anew" in found.message) == (outcome, outcome == "review")


def test_a_seller_s_picture_beside_what_is_read_alters_nothing() -> None:
    spot = {"kind": "changed", "page": 1, "bbox": [1, 2, 3, 4], "new": PICTURE}

    beside = findings(report(spots=[spot]), "legit.file-history")[0]
    over = findings(report(spots=[spot | {"near": "CBD"}]), "legit.file-history")[0]

    assert (beside.kind, over.kind) == ("gap", "doubt")
    assert "a picture was put in over CBD on page 1" in over.message


def test_a_photo_shows_one_page_and_a_file_has_lost_the_others() -> None:
    marks = [PageMark(page=1, number=1, of=3)]
    photo, file = (report(source=Source(name="x", sha256="0", pages=1, text=t), page_marks=marks)
                   for t in ("ocr", "digital"))  # fmt: skip

    assert [finding(r, "legit.pages").kind for r in (photo, file)] == ["gap", "doubt"]
    assert "pages 2, 3 of 3 are missing; ask for the whole report" in finding(photo, "legit.pages").message


@pytest.mark.parametrize(
    ("sample", "received", "reported", "says"),
    [
        ("QB-250911-031", "2026-09-11", "2026-09-18", "holds the day 2025-09-11, and received 2026-09-11 is printed"),
        ("852-091125-031", "2025-09-11", "2026-09-18", "372 days after it was received (2025-09-11)"),
        ("250911M002", "2026-09-11", "2026-09-18", "holds the day 2025-09-11"),
        ("09-11-2025-5054", "2026-09-11", "2026-09-18", "holds the day 2025-09-11"),
        ("QB-031", "2025-09-11", "2026-09-18", "372 days after it was received (2025-09-11)"),
        ("QB-260911-031", "2026-09-13", "2026-09-18", ""),
        ("852-091126-031", "2026-09-12", "2026-09-18", ""),
        ("SV250911", "2026-09-11", "2026-09-18", ""),  # a serial number
        ("QB-102240-031", "2026-09-11", "2026-09-18", ""),  # no day of these years
    ],
)
def test_days_that_are_a_year_apart(sample: str, received: str, reported: str, says: str) -> None:
    made = report(sample_id=sample, dates={"received": received, "reported": reported})

    doubts = [f.message for f in findings(made, "legit.dates") if f.kind == "doubt"]

    assert len(doubts) == bool(says)
    assert all(says in message for message in doubts)


def test_what_was_amended_may_come_a_year_later() -> None:
    dates = {"received": "2025-09-11", "reported": "2026-09-18"}
    notice = {"kind": "amended", "page": 1, "bbox": [1, 2, 3, 4], "text": "Amended report"}

    assert not [f for f in findings(report(dates=dates, notices=[notice]), "legit.dates") if f.kind == "doubt"]


@pytest.mark.parametrize(
    ("name", "label", "outcome"),
    [
        ("FHR-PCH-031", "fhr pch 031", "pass"),
        ("Peach Ring PR25-0903", "PR25-0903", "pass"),
        ("FHR-PCH-031", "FHR-PCH-032", "review"),
        ("Peach Ring 25 mg", "25", "review"),
        ("Peach Ring", "ring", "review"),
    ],
)
def test_a_code_in_the_product_s_name_is_printed(name: str, label: str, outcome: str) -> None:
    found = finding(report(product={"name": name}, batch=None), "legit.batch", batch=label)
    assert (found.outcome, "in the product's name" in found.message) == (outcome, outcome == "pass")


def test_the_number_of_the_sample_is_no_batch() -> None:
    found = finding(report(sample_id="QB-031", batch=None), "legit.batch", batch="qb 031")
    assert found.kind == "gap"
    assert "the laboratory's number of the sample, no batch" in found.message


def test_of_many_places_that_look_changed_the_message_names_three() -> None:
    spots = [
        {"kind": "font", "page": 1, "bbox": [10, n, 20, n + 5], "on": "result", "near": f"Row {n}", "says": "“1” in A"}
        for n in range(8)
    ]  # fmt: skip

    found = finding(report([row("cbd", "1 %")], spots=spots), "legit.hidden-text")

    assert found.message.count("beside") == 3
    assert "5 more places" in found.message
    assert len(found.evidence) == 8


def test_one_act_of_editing_is_told_once_with_its_program_and_day() -> None:
    place = {"kind": "changed", "page": 1, "bbox": [1, 2, 3, 4]}
    spot = place | {"near": "client", "old": "Fennel", "new": "Mallow Street"}
    times = {"created": "2026-09-05T10:00:00", "modified": "2026-10-01T10:00:00"}
    history = {"software": ["PDF Expert by Readdle"], **times}
    made = good(spots=[spot], history=history)
    found = finding(made, "legit.file-history")
    assert found.kind == "doubt"
    assert "edited after it was issued (on 2026-10-01, in PDF Expert): client “Fennel” now reads" in found.message
    assert finding(made, "legit.third-party").outcome == "skip"  # whom it was tested for is not what is printed now
    assert finding(good(spots=[place | {"new": PICTURE}], history=history), "legit.file-history").kind == "doubt"


@pytest.mark.parametrize(
    ("program", "created", "outcome"),
    [
        ("macOS Version 15.5 Quartz PDFContext", "2026-10-20T10:00:00", "review"),
        ("macOS Version 15.5 Quartz PDFContext", "2026-09-06T10:00:00", "pass"),  # a laboratory may print with it
        ("wkhtmltopdf", "2026-10-20T10:00:00", "pass"),  # a portal that makes the file when it is asked for
    ],
)
def test_a_copy_made_by_a_viewer_long_after_the_report_shows_no_history(
    program: str, created: str, outcome: str
) -> None:
    made = good(history={"producer": program, "software": [program], "created": created, "modified": created})
    found = finding(made, "legit.file-history")
    assert (found.outcome, found.kind) == (outcome, "gap" if outcome == "review" else None)
    assert ("days after the report is dated" in found.message) == ("10-20" in created)


def test_who_ordered_the_test_may_stand_under_what_covers_it() -> None:
    spot = {"kind": "covered", "page": 1, "bbox": [1, 2, 3, 4], "erased": True}
    made = report(lab={"name": "Quillback Labs"}, client=None, spots=[spot])
    assert "text is covered on page 1" in finding(made, "legit.third-party").message
    assert "covered" not in finding(report(lab={"name": "Quillback Labs"}), "legit.third-party").message
