"""What a page does not show is not read, and told; what its frames cut off is not read, and no secret."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

import coacheck
from coacheck.model import Label, Verdict
from coacheck.pdf.document import open_pdf
from coacheck.rules import Options, judge
from conftest import ROOT

DECOY = "Total THC 0.012 %"
LINE = f"BT {{}} /FF {{}} Tf 300 775 Td ({DECOY}) Tj ET"


@pytest.fixture(scope="module")
def sound() -> Path:
    return ROOT / "sample_coas" / "tincture-good.pdf"


def added(path: Path, content: str, crop: bool = False, **root: object) -> bytes:
    """More content on the first page; /AA is clear, /LL a layer that is off."""
    with pikepdf.open(path) as pdf:
        page = pdf.pages[0]
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("notes")))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.resources.Font["/FF"] = font
        page.resources["/ExtGState"] = Dictionary(AA=Dictionary(ca=0))
        page.resources["/Properties"] = Dictionary(LL=layer)
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        if crop:
            x0, y0, x1, y1 = (float(v) for v in page.mediabox)
            page.MediaBox, page.CropBox = Array([x0, y0 - 40, x1, y1]), Array([x0, y0, x1, y1])
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(f"\nQ\n{content}\n".encode())
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


def verdict(data: bytes | Path) -> Verdict:
    return judge(coacheck.read(data), Label(), Options(on=date(2026, 11, 22)))


def told(data: bytes) -> list[str]:
    return [f.message for f in verdict(data).findings if f.check == "legit.hidden-text" and f.outcome == "review"]


@pytest.mark.parametrize(
    "content",
    [
        "q /AA gs " + LINE.format("", 7) + " Q",
        "q 300 775 0.2 0.2 re W n " + LINE.format("", 7) + " Q",
        "BT /F2 7 Tf 286.5 775 Td (Lot:) Tj ET q 300 775 0.2 0.2 re W n " + LINE.format("", 7) + " Q",
        "/OC /LL BDC " + LINE.format("", 7) + " EMC",
        LINE.format("3 Tr", 7),
        LINE.format("", 0.4),
        LINE.format("", 7).replace("300 775", "300 -60"),
        LINE.format("", 7) + " 1 g 298 773 70 6 re F",
        LINE.format("", 7) + " q 1 G 9 w 298 778 m 400 778 l S Q",
    ],
    ids=["clear", "clipped", "clipped behind other text", "layer off", "unpainted", "tiny", "off the page", "low cover",
         "white stroke"],
)
def test_what_is_not_shown_is_told_and_not_read(sound: Path, content: str) -> None:
    data = added(sound, content)
    assert told(data)
    assert coacheck.read(data).totals == coacheck.read(sound).totals


def test_what_a_viewer_cuts_off_the_page_is_not_read(sound: Path) -> None:
    data = added(sound, LINE.format("", 9).replace("300 775", "72 -20"), crop=True)
    report = coacheck.read(data)
    assert told(data)
    assert report.sample_id == coacheck.read(sound).sample_id


def test_a_text_that_runs_out_of_its_frame_is_no_secret(sound: Path) -> None:
    frame = "q 300 770 40 14 re W n " + LINE.format("", 7) + " Q"
    assert told(added(sound, frame)) == []


def test_of_a_figure_that_is_cut_off_nothing_is_told(sound: Path) -> None:
    """What is left of 7125 g, where the frame ends within it, would be another weight."""
    drawn = "q 290 770 {} 20 re W n BT /FF 7 Tf 292 775 Td (Net weight: 7125 g) Tj ET Q"
    whole, cut = ({w.text for w in open_pdf(added(sound, drawn.format(wide))).pages[0].words} for wide in (200, 48))

    assert "7125" in whole
    assert not {"7", "71", "712"} & cut


def test_thin_strips_one_under_the_other_are_a_cover(sound: Path) -> None:
    strips = " ".join(f"298 {773 + 0.9 * i:.1f} 80 1 re f" for i in range(10))
    assert told(added(sound, LINE.format("", 7) + " 1 g " + strips))


def test_what_a_file_does_is_a_note_and_no_verdict(sound: Path) -> None:
    with pikepdf.open(sound) as pdf:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1);"))
        out = BytesIO()
        pdf.save(out)
    noted = verdict(out.getvalue())
    assert any("runs JavaScript" in caveat for caveat in noted.caveats)
    assert noted.pillars == verdict(sound).pillars
