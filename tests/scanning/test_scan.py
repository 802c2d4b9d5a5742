"""coacheck scan as people run it: what it finds, what it prints where, and how it exits."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest

from conftest import Run

ON = ("--on", "2026-11-22", "--ignore", "legit.lab")  # the samples' laboratories are invented
JSON = ("--format", "jsonl", "-q", *ON)


def test_a_folder_gives_one_result_for_each_report(run: Run, folder: Path) -> None:
    ran = run("scan", folder, *ON)

    found = {Path(r["file"]).name: r for r in map(json.loads, ran.out.splitlines())}
    assert set(found) == {"gummy-underfilled.pdf", "tincture-good.pdf", "expired.pdf", "two-column.pdf", "VAPE.PDF"}
    assert ran.code == 1
    assert found["VAPE.PDF"]["verdict"] == "fail"
    assert re.search(r"^PASS +\S*tincture-good\.pdf", ran.err, re.MULTILINE)
    assert re.search(r"^FAIL +\S*VAPE\.PDF +.*Cadmium", ran.err, re.MULTILINE)
    assert "1 file of other kinds not looked at" in ran.err
    assert re.search(r"^5 reports in", ran.err, re.MULTILINE)
    assert "pass 1  review 2  fail 2  error 0" in ran.err
    assert re.search(r"^Quillback Testing Labs +1", ran.err, re.MULTILINE)
    assert re.search(r"^contaminant tests: pesticides \(pure\.panels\) +4", ran.err, re.MULTILINE)


def test_a_result_is_what_check_prints_its_file_and_what_it_was_judged_by(run: Run, samples: Path) -> None:
    for name in ("tincture-good.pdf", "vape-cadmium.pdf"):
        scanned = json.loads(run("scan", samples / name, *JSON).out)
        checked = json.loads(run("check", samples / name, "--format", "json", *ON).out)

        assert scanned.pop("judged_by").startswith("2026-11-22 ")
        assert scanned == {"file": str(samples / name), **checked}


def test_what_can_not_be_read_is_a_result_and_the_others_go_on(run: Run, folder: Path) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 and no more")

    ran = run("scan", folder / "broken.pdf", folder / "none.pdf", folder / "tincture-good.pdf", *JSON)

    broken, missing, good = (json.loads(line) for line in sorted(ran.out.splitlines()))
    assert ran.code == 4
    assert (broken["reason"], missing["reason"], good["verdict"]) == ("unreadable", "unreadable", "pass")
    assert broken["source"] == {"name": str(folder / "broken.pdf")}
    assert "no such file" in missing["error"]


def test_where_the_verdicts_are_is_told_last(run: Run, samples: Path, tmp_path: Path) -> None:
    out, pages = tmp_path / "v.csv", tmp_path / "pages"
    ran = run("scan", samples / "tincture-good.pdf", "-o", out, "--html", pages, *ON)

    assert ran.err.splitlines()[-2:] == [
        f"coacheck: the verdicts are in {out}", f"coacheck: the index is {pages}/index.html"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (["tincture-good"], 0),
        (["tincture-good", "expired"], 3),
        (["tincture-good", "expired", "none"], 4),
        (["tincture-good", "none", "vape-cadmium"], 1),
    ],
)
def test_the_worst_report_decides_the_exit_code(run: Run, samples: Path, files: list[str], code: int) -> None:
    paths = [samples / f"{name}.pdf" for name in files]

    assert run("scan", *paths, *JSON).code == code
    assert run("scan", *paths, *JSON, "--exit-zero").code == 0


def test_inputs_of_every_kind_and_each_report_once(run: Run, folder: Path) -> None:
    listed = os.fsencode(f"{folder}/expired.pdf\n{folder}/below\n\n")

    ran = run("scan", folder / "t*.pdf", "-", folder / "expired.pdf", f"{folder}/**/*.PDF", *JSON, stdin=listed)

    names = [Path(json.loads(line)["file"]).name for line in ran.out.splitlines()]
    assert sorted(names) == ["VAPE.PDF", "expired.pdf", "tincture-good.pdf", "two-column.pdf"]


def test_a_list_with_nuls_may_hold_any_name(run: Run, folder: Path) -> None:
    odd = folder / "a\nb [1].pdf"
    (folder / "expired.pdf").rename(odd)

    ran = run("scan", "-", *ON, stdin=os.fsencode(f"{odd}\0{folder}/tincture-good.pdf\0"))

    files = {json.loads(line)["file"] for line in ran.out.splitlines()}
    assert files == {str(odd), f"{folder}/tincture-good.pdf"}
    assert f"{folder}/a\\nb [1].pdf" in ran.err


def test_a_folder_without_reports_is_told(run: Run, tmp_path: Path) -> None:
    ran = run("scan", tmp_path)

    assert (ran.code, ran.out) == (4, "")
    assert f"no report in {tmp_path}" in ran.err


def test_a_link_to_a_folder_is_told_and_not_followed(run: Run, folder: Path) -> None:
    (folder / "below" / "up").symlink_to(folder)

    ran = run("scan", folder, "--format", "jsonl", *ON)

    assert len(ran.out.splitlines()) == 5
    assert "below/up: a link to a folder, not followed" in ran.err


# --- data


def test_csv_has_a_row_for_each_report(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF")
    output = tmp_path / "out.csv"

    ran = run("scan", folder, "-o", output, *ON)

    rows = {Path(row["file"]).name: row for row in csv.DictReader(io.StringIO(output.read_text("utf-8")))}
    assert ran.out == ""
    assert len(rows) == 6
    assert (rows["VAPE.PDF"]["verdict"], rows["VAPE.PDF"]["pure"]) == ("fail", "fail")
    assert "pure.limits cadmium" in rows["VAPE.PDF"]["reasons"].split("; ")
    assert rows["tincture-good.pdf"]["batch"] == "FH-T1000-0826"
    assert (rows["broken.pdf"]["verdict"], rows["broken.pdf"]["reasons"]) == ("error", "unreadable")


def test_wide_csv_has_a_row_for_each_finding(run: Run, samples: Path) -> None:
    ran = run("scan", samples / "vape-cadmium.pdf", samples / "none.pdf", "--wide", "-q", *ON)
    verdict = json.loads(run("check", samples / "vape-cadmium.pdf", "--format", "json", *ON).out)

    rows = list(csv.DictReader(io.StringIO(ran.out)))
    found = [(r["check"], r["outcome"], r["subject"]) for r in rows if r["check"]]
    assert found == [(f["check"], f["outcome"], f["subject"] or "") for f in verdict["findings"]]
    assert [r["outcome"] for r in rows if not r["check"]] == ["error"]
    cadmium = next(r for r in rows if (r["check"], r["subject"]) == ("pure.limits", "cadmium"))
    assert float(cadmium["measured"]) > float(cadmium["expected_max"])
    assert cadmium["page"] == "1"
    assert "Cadmium" in cadmium["printed"]


def test_a_json_list(run: Run, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.json"

    run("scan", folder, "-q", "-o", output, *ON)

    assert {r["verdict"] for r in json.loads(output.read_text("utf-8"))} == {"pass", "review", "fail"}


def test_quiet_says_nothing(run: Run, folder: Path) -> None:
    assert run("scan", folder, *JSON).err == ""


def test_a_cell_is_no_formula_and_no_name_steers_the_terminal(run: Run, folder: Path) -> None:
    odd = folder / "\x1b[31m\u202ered\n.pdf"
    (folder / "tincture-good.pdf").rename(odd)

    ran = run("scan", odd, "=1+1.pdf", "--format", "csv", *ON)

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", ran.out + ran.err)
    assert "\n'=1+1.pdf," in ran.out
    assert "\\x1b[31m\\u202ered\\n.pdf" in ran.out
    assert "\\x1b[31m\\u202ered\\n.pdf" in ran.err


BAD_OPTIONS = {
    "resume without a file": (["--resume"], "-o FILE"),
    "a scheduler without dask": (["--scheduler", "tcp://x"], "--engine dask"),
    "wide JSON": (["--wide", "--format", "json"], "--wide is for CSV"),
    "labels that are not there": (["--labels", "none.csv"], "expected labels as CSV"),
    "a rule set that is none": (["--rules", "us-zz"], "us-zz"),
    "a check that is none": (["--ignore", "scan.duplicat"], "did you mean scan.duplicate?"),
    "an output that can't be": (["-o", "/dev/null/x.jsonl"], "can't be written"),
    "a cluster that is not there": (["--engine", "dask", "--scheduler", "nowhere"], "scheduler"),
}


@pytest.mark.parametrize("kind", BAD_OPTIONS)
def test_wrong_usage_is_one_line_and_exit_2(run: Run, samples: Path, kind: str) -> None:
    options, says = BAD_OPTIONS[kind]

    ran = run("scan", samples / "tincture-good.pdf", *options)

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert says in ran.err
