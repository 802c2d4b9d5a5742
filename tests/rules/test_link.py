"""legit.link: whose a code's address is, and what is told where it isn't the lab's."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest

from coacheck.model import Answer
from coacheck.rules.legit.hosts import host_of, is_inside, spells, whose
from rules.builders import finding, findings, good

HERE = {"page": 2, "bbox": [500.0, 20.0, 550.0, 70.0]}
RESULT = {"page": 1, "bbox": [50.0, 300.0, 550.0, 310.0]}


def code(url: str, kind: str = "qr", text: str = "") -> dict[str, Any]:
    return {"url": url, "kind": kind, "text": text, **HERE}


def linked(*links: dict[str, Any], **fields: Any) -> Any:
    return good(links=list(links), **fields)


@pytest.mark.parametrize(
    ("source", "spots", "says"),
    [
        ({}, [], "no QR code; kcalabs.com is printed"),
        ({"text": "ocr"}, [], "no QR code could be read (a picture); kcalabs.com is printed"),
        ({}, [{"kind": "code", "page": 2, "bbox": [1.0, 2.0, 3.0, 4.0]}],
         "the QR code is covered (see legit.hidden-text); kcalabs.com is printed"),
    ],
)  # fmt: skip
def test_a_code_that_nobody_could_read_is_not_told_as_none(source: Any, spots: Any, says: str) -> None:
    known = {"name": "made.pdf", "sha256": "0", "pages": 1} | source
    lab = {"name": "KCA Laboratories"}
    made = linked(code("https://kcalabs.com", "printed", "kcalabs.com"), lab=lab, source=known, spots=spots)

    assert finding(made, "legit.link").message.startswith(says)


@pytest.mark.parametrize(
    ("url", "lab", "standing"),
    [
        ("https://kcalabs.com/r/1", "KCA Laboratories", "lab"),
        ("https://kcalabs.qbench.net/pr/1", "KCA Laboratories", "lab"),
        ("https://anything.qbench.net/pr/1", "KCA Laboratories", "stranger"),  # its own host there is another
        ("https://anything.qbench.net/pr/1", "Quillback Testing Labs", "stranger"),
        ("https://quillback.qbench.net/pr/1", "Quillback Testing Labs", "lims"),
        ("https://qtl.relims.com/pr/1", "Quillback Testing Labs", "lims"),
        ("https://www.qbench.net/pr/1", "Quillback Testing Labs", "lims"),
        ("https://kcalabs-coa.com/r/1", "KCA Laboratories", "other"),  # spells its name, and is not its domain
        ("https://yourcoa.com/coa/1", "Kaycha Labs", "lims"),
        ("https://ma.steephill.com/1", "Steep Hill", "lab"),
        ("https://kcalabs.qbench.net/pr/1", "Badger Labs", "other lab"),
        ("https://kcalabs.com.evil.example/r/1", "KCA Laboratories", "other"),
        ("https://kcalabs.com@evil.example/r/1", "KCA Laboratories", "other"),
        ("https://evil.example\\@kcalabs.com/", "KCA Laboratories", "other"),
        ("https://kcаlabs.com/", "KCA Laboratories", "other"),  # a Cyrillic letter
        ("https://notkcalabs.com/", "KCA Laboratories", "other"),
        ("https://coa.quillback.example/1", "Quillback Testing Labs", "lab"),
        ("https://quillbacklabs.co.uk/1", "Quillback Testing Labs", "lab"),
        ("https://quillbackers.example/1", "Quillback Testing Labs", "other"),
        ("https://hemp.example/1", "Hemp Testing Labs", "other"),
        ("https://mallowstreet.example/coa.pdf", "Quillback Testing Labs", "client"),
        ("https://drive.google.com/file/d/1", "Quillback Testing Labs", "other"),
        ("http://127.0.0.1/coa.pdf", "Quillback Testing Labs", "private"),
        ("http://[::1]/coa.pdf", "Quillback Testing Labs", "private"),
        ("http://2130706433/", "Quillback Testing Labs", "private"),
        ("http://printer.local/", "Quillback Testing Labs", "private"),
        ("ftp://quillback.example/1", "Quillback Testing Labs", "no address"),
        ("javascript:alert(1)", "Quillback Testing Labs", "no address"),
        ("SAMPLE 2609-004", "Quillback Testing Labs", "no address"),
        ("https://quillback.example:99999999/", None, "other"),
    ],
)
def test_whose_an_address_is(url: str, lab: str | None, standing: str) -> None:
    assert whose(url, lab, "Mallow Street Confections").standing == standing


def test_a_host_is_read_as_a_browser_reads_it() -> None:
    assert host_of("https://a.example@b.example:8080/c") == "b.example"
    assert host_of("www.example.com/x") == "www.example.com"
    assert host_of("https://[") is None
    assert is_inside("10.0.0.1")
    assert not is_inside("example.com")
    assert not spells("example.com", None)


def test_a_code_to_the_labs_own_site_passes_with_its_place() -> None:
    found = finding(linked(code("https://my.quillback.example/S-1")), "legit.link")

    assert found.outcome == "pass"
    assert "my.quillback.example" in found.message
    assert [(e.page, e.bbox) for e in found.evidence] == [(2, HERE["bbox"])]


def test_a_code_that_was_replaced_is_told_with_its_place() -> None:
    codes = (code("https://my.quillback.example/S-1"), code("https://files.peachring.example/coa.pdf"))
    found = findings(linked(*codes), "legit.link")

    assert [f.outcome for f in found] == ["pass", "review"]
    assert "files.peachring.example" in found[1].message
    assert (found[1].evidence[0].page, found[1].evidence[0].bbox) == (2, HERE["bbox"])


@pytest.mark.parametrize("host", ["kcalabs-coa.com", "kca1abs.com", "kcalabs.info"])
def test_a_host_made_to_look_like_the_labs_is_told_beside_the_labs_own(host: str) -> None:
    found = finding(linked(code(f"https://{host}/1"), lab={"name": "KCA Laboratories"}), "legit.link")

    assert found.kind == "doubt"
    assert f"{host}, which looks like kcalabs.com and is not" in found.message


def test_another_id_in_the_address_is_told_and_does_not_fail() -> None:
    made = linked(code("https://my.quillback.example/coa/QB20330006-001"), sample_id="QB20330009-004")
    found = finding(made, "legit.link")

    assert found.outcome == "review"
    assert "QB20330006-001" in found.message
    assert "QB20330009-004" in found.message


PACKED = {
    "sample": "QB20330006-001_FH260929_09292026",
    "batch": "QB20330009-004_FH260828_09292026",
    "date": "QB20330009-004_FH260929_08142026",
}


@pytest.mark.parametrize("what", PACKED)
def test_what_base64_says_of_another_report_is_told(what: str) -> None:
    url = f"https://my.quillback.example/coa?salt={b64encode(PACKED[what].encode()).decode()}"
    dates = {"received": "2026-09-22", "reported": "2026-09-29"}
    found = finding(linked(code(url), sample_id="QB20330009-004", batch="FH-260929", dates=dates), "legit.link")

    assert found.kind == "doubt"
    assert f"but says {'the date' if what == 'date' else what}" in found.message


def test_base64_that_says_the_same_passes() -> None:
    packed = b64encode(b"QB20330009-004_FH260929_09292026_61099fccc9609").decode()
    url = f"https://my.quillback.example/coa?salt={packed}"
    dates = {"received": "2026-09-22", "reported": "2026-09-29"}

    made = linked(code(url), sample_id="QB20330009-004", batch="FH-260929", dates=dates)
    assert finding(made, "legit.link").outcome == "pass"


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("batch=FH-260828", "batch FH-260828"),
        ("reported=2026-08-14", "the date 2026-08-14"),
        ("date=8/14/2026", "the date 2026-08-14"),
        ("sampleId=QB20330006-001", "sample QB20330006-001"),
        ("batch=FH260929&reported=2026-09-29", None),
        ("id=6957&sample=98231&batch=71&v=20260814", None),  # numbers of a database
        ("token=QB9f33ab0006x001&date=today", None),
        ("t=" + b64encode(bytes(range(24))).decode(), None),
    ],
)
def test_what_a_query_says_of_another_report_is_told(query: str, says: str | None) -> None:
    dates = {"received": "2026-09-22", "reported": "2026-09-29"}
    url = f"https://my.quillback.example/coa?{query}"
    found = finding(linked(code(url), sample_id="QB20330009-004", batch="FH-260929", dates=dates), "legit.link")

    assert (found.kind == "doubt", (says or "") in found.message) == (says is not None, True)


@pytest.mark.parametrize("tail", ["coa/QB20330009-004", "coa?sample=QB20330009-004-mrk", "s/0f9ac2d1b4", "sample/12"])
def test_no_other_id_is_seen_where_there_is_none(tail: str) -> None:
    made = linked(code(f"https://my.quillback.example/{tail}"), sample_id="QB20330009-004")

    assert finding(made, "legit.link").outcome == "pass"


@pytest.mark.parametrize(
    ("links", "outcome"),
    [
        ([code("www.quillback.example", "printed")], "pass"),
        ([code("www.mallowstreet.example", "printed")], "review"),
        ([], "review"),
    ],
)
def test_without_a_code_the_labs_address_must_be_printed(links: list[dict[str, Any]], outcome: str) -> None:
    found = finding(linked(*links), "legit.link")

    assert (found.outcome, found.subject) == (outcome, "address")


def test_a_place_that_leads_elsewhere_than_it_reads() -> None:
    printed = code("www.quillback.example", "printed", text="www.quillback.example")
    click = code("https://quillback-results.example/", "clickable", text="www.quillback.example")
    same = code("https://quillback.example/home", "clickable", text="www.quillback.example")

    assert finding(linked(printed, click), "legit.link", subject="clickable").outcome == "review"
    assert len(findings(linked(printed, same), "legit.link")) == 1


def test_nobody_is_asked_unless_told_to_and_what_is_answered_is_told() -> None:
    asked: list[str] = []

    def ask(url: str) -> Answer:
        asked.append(url)
        return Answer(found="gone" not in url, said="asked online, it says so", url=url.replace("moved", "x.example"))

    def online(url: str) -> str:
        return finding(linked(code(url)), "legit.link", subject="online", options={"ask": ask}).outcome

    assert finding(linked(code("https://my.quillback.example/S-1")), "legit.link").outcome == "pass"
    assert asked == []
    assert online("https://my.quillback.example/S-1") == "pass"
    assert online("https://my.quillback.example/gone") == "review"
    assert online("https://moved/S-1") == "review"


def test_of_many_codes_only_some_are_asked() -> None:
    asked: list[str] = []

    def ask(url: str) -> Answer:
        asked.append(url)
        return Answer(found=True, said="there", url=url)

    findings(linked(*(code(f"https://quillback.example/{i}") for i in range(50))), "legit.link", options={"ask": ask})

    assert len(asked) == 3


def test_without_a_code_the_printed_address_is_asked() -> None:
    made = linked(code("https://quillback.example/coa/S-1", "printed"))
    options = {"ask": lambda url: Answer(found=True, said="there", url=url)}

    assert finding(made, "legit.link", subject="online", options=options).outcome == "pass"


def test_a_code_that_proves_nothing_is_a_gap() -> None:
    """It leads nowhere, or no lab is named whose it could be; another host than the named lab's is a doubt."""
    nowhere = finding(linked(code("http://localhost:5173/coa")), "legit.link")
    nobody = finding(linked(code("https://somewhere.example/1"), lab={}), "legit.link")
    elsewhere = finding(linked(code("https://somewhere.example/1")), "legit.link")

    assert [f.kind for f in (nowhere, nobody, elsewhere)] == ["gap", "gap", "doubt"]
    assert "look the report up on the lab's own site" in nowhere.message


@pytest.mark.parametrize(
    ("url", "at", "says"),
    [
        ("https://kcalabs-coa.com/r/1", HERE, "looks like kcalabs.com and is not"),
        ("https://lookup.example/r/1", RESULT, "a click on a result leads to lookup.example"),
        ("https://lookup.example/r/1", HERE, ""),
        ("https://kcalabs.com/r/1", RESULT, ""),
    ],
)
def test_a_click_that_leads_elsewhere(url: str, at: dict[str, Any], says: str) -> None:
    row = {"name": "CBD", "results": [{"value": 1.0, "unit": "%"}], "source": RESULT}
    click = {"url": url, "kind": "clickable", "text": "1.0", **at}
    made = linked(click, lab={"name": "KCA Laboratories"}, panels={"cannabinoids": {"measurements": [row]}})

    doubts = [f.message for f in findings(made, "legit.link") if f.kind == "doubt"]

    assert len(doubts) == bool(says)
    assert all(says in message for message in doubts)


@pytest.mark.parametrize(("old", "outcome"), [("a QR code", "review"), ("a picture", "pass")])
def test_where_a_code_was_taken_out_the_lab_s_printed_address_is_not_enough(old: str, outcome: str) -> None:
    gone = {"kind": "changed", "page": 1, "bbox": [500.0, 20.0, 550.0, 70.0], "old": old, "erased": True}
    made = linked(code("https://kcalabs.com", "printed"), lab={"name": "KCA Laboratories"}, spots=[gone])

    found = finding(made, "legit.link")

    assert (found.outcome, "a QR code was taken out of the file" in found.message) == (outcome, outcome == "review")


def test_where_only_a_mail_address_is_printed_that_is_what_is_told() -> None:
    made = linked(code("https://kcalabs.com", "mail"), lab={"name": "KCA Laboratories"})

    found = finding(made, "legit.link")

    assert found.message.startswith("no QR code and no web address; a mail address at kcalabs.com is printed")


def test_rented_storage_is_no_domain_of_the_lab() -> None:
    """Cannalysis has a bucket that is known as its own, and who gives one back leaves its name to others."""
    url = "https://cannalysis-prod-sample-cofas.s3.us-west-2.amazonaws.com/sample_1.pdf"
    found = finding(linked(code(url), lab={"name": "Cannalysis"}), "legit.link")
    assert (found.outcome, "storage that anyone can rent" in found.message) == ("pass", True)


@pytest.mark.parametrize(("lab", "told"), [(None, True), ("Quillback", False)])
def test_what_names_no_lab_may_have_its_address_in_a_picture_too(lab: str | None, told: bool) -> None:
    message = finding(linked(lab={"name": lab}), "legit.link").message
    assert ("may be in a picture" in message) == told
