"""What is no laboratory report on cannabinoids is refused; the sheet of a small laboratory is not.

The documents are the text files beside this one: a new one needs no code.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import coacheck
from coacheck.errors import NotACoaError, UnreadableError
from conftest import Run
from refusals.paper import drawn, scanned

HERE = Path(__file__).parent


def papers(folder: str) -> pytest.MarkDecorator:
    files = sorted((HERE / folder).glob("*.txt"))
    return pytest.mark.parametrize("paper", [f.read_text("utf-8") for f in files], ids=[f.stem for f in files])


@papers("other_subject")
def test_an_analysis_of_something_else_is_refused(paper: str) -> None:
    certificate = paper.startswith("Certificate of Analysis")
    reason = "of no cannabis or hemp product" if certificate else "no laboratory report on cannabinoids"

    with pytest.raises(NotACoaError, match=reason):
        coacheck.read(drawn(paper))


@papers("no_results")
def test_a_certificate_without_cannabinoids_says_so(paper: str) -> None:
    with pytest.raises(NotACoaError, match="a certificate of analysis, but without results on cannabinoids"):
        coacheck.read(drawn(paper))


@papers("no_report")
def test_what_is_no_analysis_is_refused(paper: str) -> None:
    with pytest.raises(NotACoaError, match="no laboratory report on cannabinoids"):
        coacheck.read(drawn(paper))


@papers("sheets")
def test_the_sheet_of_a_small_laboratory_is_read(paper: str) -> None:
    assert coacheck.read(drawn(paper)).panels["cannabinoids"].measurements


@papers("other_tests")
def test_a_report_of_other_tests_is_one(paper: str) -> None:
    report = coacheck.read(drawn(paper))

    assert report.product.name
    assert report.dates.received


def test_an_empty_page_is_refused() -> None:
    with pytest.raises(UnreadableError, match="no text to read"):
        coacheck.read(drawn(" "))


def test_a_refusal_ends_with_exit_4_and_one_line(run: Run, tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(drawn((HERE / "other_subject" / "peptide.txt").read_text("utf-8")))

    ran = run("check", paper)

    assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)
    assert "a certificate of analysis, but of no cannabis or hemp product" in ran.err


def test_a_scan_with_faulty_text_is_not_called_another_document() -> None:
    """Text behind a picture of the whole page, where the figures are lost."""
    lines = ["Cert1ficate 0f Analys1s", "laboratory report, cannabinoids, hemp", *["l0rem 1psum d0l0r s1t"] * 12]

    with pytest.raises(UnreadableError, match=r"too faulty to be read|no text to read") as caught:
        coacheck.read(scanned(lines))

    assert not isinstance(caught.value, NotACoaError)
