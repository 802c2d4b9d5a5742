"""--label-photo: what a photo of a label says is shown, and never trusted silently."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from coacheck.errors import UnreadableError
from coacheck.label_photo import Said, keys_of, said_on
from coacheck.page import Document, Page, Word
from coacheck.pdf.ocr.pages import installed
from conftest import PLAIN, PROGRAM, ROOT, Run

needs_ocr = pytest.mark.skipif(not installed(), reason="reads words in pictures; needs the extra ocr")
GUMMIES = (
    ("OAKMERE", 110), ("", 40), ("Peach Ring", 90), ("CBD Gummies", 90), ("", 30), ("25 mg CBD per gummy", 54),
    ("20 gummies", 54), ("", 60), ("NET WT 80 g (2.8 oz)", 40), ("LOT: PR25-0903", 40), ("EXP 10/2027", 40),
    ("Keep out of reach of children.", 28),
)  # fmt: skip
READ = (
    "--product 'Peach Ring CBD Gummies' --batch PR25-0903 --net-content '20 gummies (80 g)' "
    "--claim '25 mg CBD per gummy'"
)
ON = ("--on", "2026-11-22", "--ignore", "legit.lab")


def drawn(path: Path, lines: Sequence[tuple[str, int]]) -> Path:
    """A picture of a label: each line with its height in pixels."""
    picture = Image.new("RGB", (1200, 1400), "#f4efe2")
    pen, y = ImageDraw.Draw(picture), 60
    for text, high in lines:
        pen.text((90, y), text, font=ImageFont.load_default(size=high), fill="#222")
        y += int(high * 1.35)
    picture.save(path)
    return path


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return drawn(tmp_path_factory.mktemp("label") / "label.jpg", GUMMIES)


def label(*lines: tuple[str, float] | tuple[str, float, float]) -> list[Said]:
    """What is understood of lines of text, given with their heights (and how sure the recogniser was of them)."""
    words, y = [], 20.0
    for text, size, *sure in lines:
        x = 30.0
        for part in text.split():
            end = x + 0.5 * size * len(part)
            words.append(Word(part, x, y, end, y + size, size, base=y + 0.8 * size, sure=sure[0] if sure else 1.0))
            x = end + 0.3 * size
        y += 1.3 * size if text else size
    return said_on(Document("label", "", [Page(1, 600, 800, words, [])], b""))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["25 mg CBD per gummy"], ["25 mg CBD per gummy"]),
        (["25 mg CBD", "per gummy"], ["25 mg CBD per gummy"]),
        (["THC-free", "CBD 10 %"], ["THC-free", "CBD 10 %"]),
        (["Zero THC", "No pesticides", "Cannabidiol (CBD) 25 mg"], ["Zero THC", "Cannabidiol 25 mg"]),
        (["1000 mg CBD • 30 mL"], ["1000 mg CBD"]),
        (["Contains less than 0.3% THC"], ["Contains less than 0.3% THC"]),
        (["CBD 25 mg/unit", "25 mg CBD per unit"], ["CBD 25 mg/unit"]),
        (["Hemp extract 1000 mg", "Sugar-free", "Every batch is tested", "Calories 25"], []),
    ],
)
def test_only_what_can_be_checked_is_a_claim(lines: list[str], expected: list[str]) -> None:
    assert [said.text for said in label(*((line, 20) for line in lines)) if said.key == "claims"] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["LOT: PR25-0903"], "PR25-0903"),
        (["Batch No. FH-T1000-0826 EXP 10/2027"], "FH-T1000-0826"),
        (["Lot/Batch # 2291B"], "2291B"),
        (["Batch", "NL-2291-B"], "NL-2291-B"),
        (["Every batch tested by an ISO 17025 lab"], None),
        (["LOT: EXP: 10/2027"], None),
        (["A lot of flavour, 100 % vegan"], None),
    ],
)
def test_the_batch_stands_behind_its_word_or_below_it(lines: list[str], expected: str | None) -> None:
    assert keys_of(label(*((line, 20) for line in lines))).get("batch") == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["NET WT 80 g (2.8 oz)"], "80 g (2.8 oz)"),
        (["20 gummies", "Net weight: 80 g"], "20 gummies (80 g)"),
        (["1 fl oz (30 mL)"], "1 fl oz (30 mL)"),
        (["30 count"], "30 count"),
        (["Take 2 gummies daily"], None),
    ],
)
def test_the_content(lines: list[str], expected: str | None) -> None:
    assert keys_of(label(*((line, 20) for line in lines))).get("net_content") == expected


def test_the_product_is_the_largest_line_that_names_a_kind_of_product() -> None:
    named = label(("OAKMERE", 50), ("", 20), ("Peach Ring", 40), ("CBD Gummies", 40), ("Chew gummies well", 12))

    assert keys_of(named)["product"] == "Peach Ring CBD Gummies"
    assert "product" not in keys_of(label(("OAKMERE", 50), ("Est. 2019", 20)))
    assert "product" not in keys_of(label(("25 mg", 50), ("CBD PER GUMMY", 50), ("5 mg THC 5 mg CBG per gummy", 20)))


def test_a_report_is_no_label() -> None:
    report = (
        "Certificate of Analysis", "Sample ID: QB-0073", "Date received: 2026-09-22", "Analyte LOQ mg/g",
        "CBD 0.01 25.1", "CBD Gummies", "ISO/IEC 17025 accredited",
    )  # fmt: skip
    with pytest.raises(UnreadableError, match="a laboratory's report, not like a label"):
        label(*((line, 12) for line in report))


def test_a_label_may_name_its_laboratory() -> None:
    said = label(
        ("CBD Gummies", 30), ("Tested by an ISO 17025 accredited lab", 12), ("See the Certificate of Analysis", 12)
    )

    assert keys_of(said) == {"product": "CBD Gummies"}


def test_what_the_recogniser_doubted_is_told_so() -> None:
    (claim,) = label(("CBD 25 mg/unit", 20, 0.6))

    assert not claim.sure


@needs_ocr
def test_without_a_terminal_it_is_told_and_not_used(run: Run, samples: Path, photo: Path) -> None:
    ran = run("check", samples / "gummy-underfilled.pdf", "--label-photo", photo, "--format", "json", *ON)
    verdict = json.loads(ran.out)

    assert f"label.jpg: read from the photo, not confirmed, and not used: {READ}. " in ran.err
    assert "--trust-label-photo" in ran.err
    assert (verdict["label"]["claims"], verdict["label"]["batch"], verdict["label"]["photo"]) == ([], None, None)


@needs_ocr
def test_trusted_it_is_used_and_the_verdict_says_so(run: Run, samples: Path, photo: Path) -> None:
    given = ("--label-photo", photo, "--trust-label-photo", "--batch", "PR25-0904")
    ran = run("check", samples / "gummy-underfilled.pdf", *given, *ON)

    assert "read from the photo, not confirmed, and used: --product" in ran.err
    assert "PR25-0903" not in ran.err, "what was typed wins over the photo"
    assert "read from a photo, unconfirmed" in ran.out
    assert "nobody confirmed it" in " ".join(ran.out.split())
    assert "the label says batch PR25-0904" in " ".join(ran.out.split())


@needs_ocr
@pytest.mark.parametrize(("answer", "used"), [("2 4", "--batch PR25-0903 --claim '25 mg CBD per gummy'"), ("none", "")])
def test_at_a_terminal_a_person_says_what_is_right(samples: Path, photo: Path, answer: str, used: str) -> None:
    out, code = at_a_terminal("check", samples / "gummy-underfilled.pdf", "--label-photo", photo, *ON, says=answer)

    assert "2  batch        PR25-0903" in out
    assert ("used: " in out) == bool(used)
    assert used in out
    assert ("read from a photo, confirmed" in " ".join(out.split())) == bool(used)
    assert code == 1


def at_a_terminal(*args: str | Path, says: str) -> tuple[str, int]:
    """What is shown to a person who answers the one question."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [str(a) for a in (PROGRAM, *args)], stdin=follower, stdout=follower, stderr=follower, cwd=ROOT,
        env=os.environ | PLAIN | {"COLUMNS": "200"}, start_new_session=True,
    )  # fmt: skip
    os.close(follower)
    shown, end = b"", time.monotonic() + 300
    while time.monotonic() < end:
        if not select.select([leader], [], [], 1)[0]:
            continue
        try:
            more = os.read(leader, 65536)
        except OSError:
            break
        if not more:
            break
        shown += more
        if b"such as 1 3)" in shown and says:
            os.write(leader, says.encode() + b"\n")
            says = ""
    os.close(leader)
    return shown.decode(), process.wait(60)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--trust-label-photo",), "--trust-label-photo is for a photo; expected --label-photo FILE with it."),
        (("--label-photo", "nowhere.jpg"), "--label-photo nowhere.jpg: no such file; expected a photo of the label"),
    ],
)
def test_wrong_usage(run: Run, samples: Path, args: tuple[str, ...], told: str) -> None:
    ran = run("check", samples / "gummy-underfilled.pdf", *args)

    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_without_the_recogniser_the_extra_is_named(samples: Path, photo: Path) -> None:
    code = "import sys, coacheck.pdf.ocr.pages as p; p.installed = lambda: False; from coacheck.cli import main; main()"
    command = [sys.executable, "-c", code, "check", str(samples / "gummy-underfilled.pdf"), "--label-photo", str(photo)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)

    assert done.returncode == 2
    assert "--label-photo is read by OCR; expected the extra: " in done.stderr
