"""Every way to change a report is caught, with its place; what leaves the print as it was raises no alarm.

The cells: CBD of `tincture-good`, page 1, stands at (354, 490) from the bottom left: "3.610" %; its batch in the head.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Name

import coacheck
from coacheck.model import Evidence, Finding, Label
from coacheck.rules import CHECKS, Options
from legit import tamper

NOW = date(2026, 11, 22)
OURS = ("legit.file-history", "legit.hidden-text")
CELL = (350.0, 487.0, 380.0, 498.0)
CBD = b"(3.610) Tj"


def findings(data: bytes | Path, *checks: str) -> list[Finding]:
    return [f for f in coacheck.check(data, Label(), Options(on=NOW)).findings if f.check in checks]


def alarms(data: bytes | Path, *checks: str) -> list[Finding]:
    return [f for f in findings(data, *(checks or OURS)) if f.outcome in ("fail", "review")]


def covers(place: Evidence, x: float, y: float, page: int = 1) -> bool:
    """Does a place of evidence hold a point, given from the bottom left of a Letter page?"""
    x0, top, x1, bottom = place.bbox
    return place.page == page and x0 - 1 <= x <= x1 + 1 and top - 1 <= 792 - y <= bottom + 1


def proof(data: bytes, check: str, outcome: str, at: tuple[float, float] | None = None, page: int = 1) -> Finding:
    """The one finding of a check with this outcome that has its place where the change was made."""
    found = [f for f in alarms(data, check) if f.outcome == outcome]
    shown = [(f.outcome, f.message) for f in alarms(data)]
    here = [f for f in found if at is None or any(covers(e, *at, page) for e in f.evidence)]
    assert here, f"no {outcome} of {check} at {at}; found {shown}"
    return here[0]


@pytest.fixture
def sound(samples: Path) -> Path:
    return samples / "tincture-good.pdf"


def test_a_number_overdrawn(sound: Path) -> None:
    data = tamper.overlaid(sound, tamper.white_box(CELL, "9.610"))
    found = proof(data, "legit.hidden-text", "fail", (362, 492))
    assert found.subject == "cbd"


@pytest.mark.parametrize("text", ["", "Pass"])
def test_a_white_box_over_a_fail(samples: Path, text: str) -> None:
    path = samples / "vape-cadmium.pdf"
    x, y, page = place_of(path, "Fail")
    draw = tamper.white_box((x - 4, y - 3, x + 28, y + 9), text)
    assert proof(tamper.overlaid(path, draw, page), "legit.hidden-text", "fail", (x + 4, y + 2), page + 1)


def test_a_fail_in_the_summary_painted_white(samples: Path) -> None:
    path = samples / "vape-cadmium.pdf"
    data = tamper.rewritten(path, b"(FAIL) Tj", b"1 1 1 rg (FAIL) Tj")
    assert proof(data, "legit.hidden-text", "review")


def test_every_fail_made_a_pass_in_the_pages_own_font(samples: Path) -> None:
    with pikepdf.open(samples / "vape-cadmium.pdf") as pdf:
        for page in pdf.pages:
            content = page.Contents.read_bytes()
            page.Contents = pdf.make_stream(content.replace(b"(Fail)", b"(Pass)").replace(b"(FAIL)", b"(PASS)"))
        data = tamper.saved(pdf)
    assert [f.subject for f in alarms(data, "pure.printed-limits") if f.outcome == "fail"] == ["cadmium"]


def test_a_digit_retyped_in_another_font(sound: Path) -> None:
    data = tamper.rewritten(sound, CBD, b"(3.) Tj /F2 7.5 Tf (9) Tj /F1 7.5 Tf (10) Tj")
    found = proof(data, "legit.hidden-text", "fail", (360, 492))
    assert found.subject == "cbd"
    (place,) = found.evidence
    assert "the digits of one number are in two kinds of lettering, as when one was typed over: page 1" in found.message
    assert "“9” in Helvetica-Bold, the rest of “3.910” in Helvetica" in found.message
    assert place.bbox[2] - place.bbox[0] < 6, "the digit alone is marked"


def test_a_number_retyped_in_another_font(sound: Path) -> None:
    data = tamper.rewritten(sound, CBD, b"/FX 7.5 Tf (9.610) Tj", font="Times-Roman")
    found = proof(data, "legit.hidden-text", "review", (360, 492))
    assert found.subject == "cbd"
    assert "a figure is in other lettering than those around it, as when it was typed in later: page 1" in found.message
    assert "“9.610” in Times-Roman, its column in Helvetica" in found.message


@pytest.mark.parametrize("how", [b"/F1 9 Tf (9.610) Tj", b"2 Ts (9.610) Tj 0 Ts"])
def test_a_number_retyped_in_another_size_or_height(sound: Path, how: bytes) -> None:
    assert proof(tamper.rewritten(sound, CBD, how), "legit.hidden-text", "review", (360, 492)).subject == "cbd"


def test_a_number_printed_over_a_number(sound: Path) -> None:
    data = tamper.overlaid(sound, tamper.text_at(354.2, 490, "9.847"))
    assert proof(data, "legit.hidden-text", "fail", (360, 492))


def test_text_behind_a_picture(sound: Path) -> None:
    data = tamper.overlaid(sound, tamper.picture(CELL))
    assert proof(data, "legit.hidden-text", "fail", (360, 492)).subject == "cbd"


def test_text_that_is_not_painted(sound: Path) -> None:
    data = tamper.overlaid(sound, tamper.unpainted(300, 300, "CBD 99.9 %"))
    assert proof(data, "legit.hidden-text", "review", (310, 302))
    assert coacheck.read(data).panels == coacheck.read(sound).panels


def test_a_stamp_pasted_over_a_cell(sound: Path) -> None:
    data = tamper.annotated(sound, CELL, "Stamp")
    assert proof(data, "legit.hidden-text", "fail", (360, 492)).subject == "cbd"
    assert proof(data, "legit.file-history", "review", (360, 492))


def test_a_text_box_that_only_some_programs_draw(sound: Path) -> None:
    data = tamper.annotated(sound, CELL, "FreeText", painted=False, Contents=pikepdf.String("9.610"))
    assert "text box" in proof(data, "legit.file-history", "review", (360, 492)).message


def test_a_form_field_over_a_value(sound: Path) -> None:
    data = tamper.filled_field(sound, CELL, "9.610")
    assert proof(data, "legit.hidden-text", "fail", (360, 492))


@pytest.mark.parametrize(("over", "kind"), [("", "gap"), ("Otter Lane Goods", "doubt")])
def test_a_client_struck_out_is_missing_and_another_is_put_in_its_place(sound: Path, over: str, kind: str) -> None:
    client = coacheck.read(sound).fields["client"].bbox
    box = (client[0] - 2, 792 - client[3] - 1, client[2] + 2, 792 - client[1] + 1)
    found = proof(tamper.overlaid(sound, tamper.white_box(box, over)), "legit.hidden-text", "review")

    assert found.kind == kind, found.message
    assert ("nothing stands in its place; ask the lab" in found.message) == (kind == "gap")


def test_a_notice_struck_out_is_more_than_missing(sound: Path) -> None:
    note = tamper.text_at(300, 250, "Not for compliance use")
    data = tamper.overlaid(sound, tamper.drawn(note, tamper.white_box((298, 247, 400, 260))))

    assert proof(data, "legit.hidden-text", "review", (310, 252)).kind == "doubt"


def test_an_appended_change_that_only_takes_out_is_a_gap(sound: Path) -> None:
    gone = tamper.appended(sound, b"(FH-T1000-0826) Tj", b"() Tj")
    other = tamper.appended(sound, b"(FH-T1000-0826) Tj", b"(FH-T1000-1126) Tj")

    assert proof(gone, "legit.file-history", "review").kind == "gap"
    assert proof(other, "legit.file-history", "review").kind == "doubt"


def test_each_appended_change_is_told_with_its_own_day(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "twice.pdf"
    path.write_bytes(tamper.appended(sound, b"(FH-T1000-0826) Tj", b"(FH-T1000-1126) Tj", "20261020"))
    data = tamper.appended(path, b"(09/18/2026) Tj", b"(11/18/2026) Tj", "20261120")

    said = proof(data, "legit.file-history", "review").message

    first, second = said.index("on 2026-10-20 batch “FH-T1000-0826”"), said.index("on 2026-11-20 ")
    assert first < second < said.index("“09/18/2026” now reads “11/18/2026”")


def test_a_picture_taken_out_is_told_and_named_where_it_was_a_code(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "code.pdf"
    path.write_bytes(tamper.code_pasted(sound, (420, 700, 480, 760), "https://gone.example/r/1", False))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].contents_coalesce()
        pdf.save(path)

    found = proof(tamper.appended(path, b"/QR Do", b""), "legit.file-history", "review", (450, 730))

    assert "a QR code was taken out on page 1; results unchanged" in found.message


def test_a_form_field_in_an_emptied_cell(sound: Path) -> None:
    data = tamper.emptied_and_filled(sound, CBD, CELL, "9.610")
    found = proof(data, "legit.hidden-text", "review", (360, 492))
    assert found.subject == "cbd"
    assert "form fields" in found.message


@pytest.mark.parametrize("erased", [True, False])
def test_a_code_painted_over_is_told_and_vouches_for_nothing(sound: Path, erased: bool) -> None:
    data = tamper.code_pasted(sound, (420, 700, 480, 760), "https://erased.example/r/1", erased)
    told = [f for f in alarms(data, "legit.hidden-text") if covers(f.evidence[0], 450, 730)]
    assert ["QR code is in the file" in f.message for f in told] == [True] * erased
    assert any("erased.example" in url for url in coacheck.read(data).verification_urls) is not erased


def test_the_batch_retyped(sound: Path) -> None:
    x, y, _ = place_of(sound, "FH-T1000-0826")
    data = tamper.overlaid(sound, tamper.white_box((x - 1, y - 2, x + 70, y + 10), "FH-T1000-1126", size=8.5))
    found = proof(data, "legit.hidden-text", "review", (x + 5, y + 2))
    assert "batch" in found.message


def test_a_date_changed(sound: Path) -> None:
    x, y, _ = place_of(sound, "09/18/2026")
    data = tamper.rewritten(sound, b"(09/18/2026) Tj", b"/FX 8.5 Tf (11/18/2026) Tj", font="Courier")
    assert proof(data, "legit.hidden-text", "review", (x + 5, y + 2))


def test_an_appended_change_of_a_result(sound: Path) -> None:
    data = tamper.appended(sound, CBD, b"(9.610) Tj")
    found = proof(data, "legit.file-history", "fail", (360, 492))
    assert "CBD “3.610” now reads “9.610” on page 1" in found.message


def test_an_appended_change_of_other_text(sound: Path) -> None:
    x, y, _ = place_of(sound, "FH-T1000-0826")
    data = tamper.appended(sound, b"(FH-T1000-0826) Tj", b"(FH-T1000-1126) Tj")
    found = proof(data, "legit.file-history", "review", (x + 5, y + 2))
    assert "batch “FH-T1000-0826” now reads “FH-T1000-1126” on page 1; results unchanged" in found.message


def test_a_page_removed(sound: Path) -> None:
    with pikepdf.open(sound) as pdf:
        del pdf.pages[1]
        data = tamper.saved(pdf)
    assert "page 2 of 3" in proof(data, "legit.pages", "review").message


def test_pages_of_two_reports(sound: Path, samples: Path) -> None:
    with pikepdf.open(sound) as pdf, pikepdf.open(samples / "vape-cadmium.pdf") as other:
        pdf.pages[1] = other.pages[1]
        data = tamper.saved(pdf)
    assert alarms(data, "legit.sample", "legit.pages")


@pytest.mark.skipif(all(c.name != "legit.link" for c in CHECKS), reason="needs legit.link")
def test_a_qr_code_replaced(sound: Path) -> None:
    assert alarms(tamper.overlaid(sound, tamper.qr_code((496, 80, 576, 160))), "legit.link")


def test_metadata_stripped(sound: Path) -> None:
    with pikepdf.open(sound) as pdf:
        del pdf.docinfo
        data = tamper.saved(pdf)
    assert "what made it" in proof(data, "legit.file-history", "review").message


@pytest.mark.parametrize(
    ("changes", "kind", "says"),
    [
        ({"Producer": "Edited with PDF Expert by Readdle, ReportLab"}, "doubt", "PDF Expert"),
        ({"Creator": "Canva"}, "doubt", "Canva"),
        ({"Producer": "iLovePDF"}, "gap", "went through iLovePDF"),
        ({"ModDate": "D:20261101080000Z"}, "gap", "saved again 44 days later"),
    ],
)
def test_an_editor_names_itself(sound: Path, changes: dict[str, str], kind: str, says: str) -> None:
    with pikepdf.open(sound) as pdf:
        for key, value in changes.items():
            pdf.docinfo[Name(f"/{key}")] = pikepdf.String(value)
        data = tamper.saved(pdf)
    found = proof(data, "legit.file-history", "review")
    assert (found.kind, says in found.message) == (kind, True), found.message


def test_an_editor_in_the_xmp_record(sound: Path) -> None:
    with pikepdf.open(sound) as pdf:
        with pdf.open_metadata() as record:
            record["xmp:CreatorTool"] = "Adobe Photoshop 25.0"
        data = tamper.saved(pdf)
    assert "Photoshop" in proof(data, "legit.file-history", "review").message


ONCE = "0.082"
"""A result that is printed in one place only."""
TAMPERED: dict[str, Callable[[Path, tamper.Box], bytes]] = {
    "box": lambda p, at: tamper.overlaid(p, tamper.white_box(at, "9.8")),
    "picture": lambda p, at: tamper.overlaid(p, tamper.picture(at)),
    "stamp": lambda p, at: tamper.annotated(p, at, "Stamp"),
    "field": lambda p, at: tamper.filled_field(p, at, "9.8"),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_what_is_hidden_is_never_told(sound: Path, how: str, run: Any, tmp_path: Path) -> None:
    x, y, _ = place_of(sound, ONCE)
    path = tmp_path / "changed.pdf"
    path.write_bytes(TAMPERED[how](sound, (x - 4, y - 3, x + 26, y + 9)))
    for output in (("--format", "json"), ("--verbose",)):
        ran = run("check", path, "--on", "2026-11-22", *output)
        assert ran.code == 1
        assert ONCE not in ran.out


def place_of(path: Path, text: str) -> tuple[float, float, int]:
    """Where a word begins, from the bottom left of its page, and the page (from 0)."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for word in page.extract_words():
                if word["text"] == text:
                    return float(word["x0"]), float(page.height) - float(word["bottom"]) + 2, page.page_number - 1
    raise AssertionError(f"{text} is not printed in {path.name}")


def test_a_code_struck_out_is_missing_and_another_over_it_is_judged(sound: Path) -> None:
    box = (420, 700, 480, 760)
    gone = tamper.code_pasted(sound, box, "https://erased.example/r/1", True)
    other = tamper.overlaid(BytesIO(gone), tamper.qr_code(box))

    assert proof(gone, "legit.hidden-text", "review", (450, 730)).kind == "gap"
    assert "pages.example" in proof(other, "legit.link", "review", (450, 730)).message
