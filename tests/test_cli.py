"""The program as people run it: a subprocess, its exit code, what stands on stdout and what on stderr."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

import coacheck
from coacheck import cli, errors
from coacheck.cli.parts import say
from coacheck.model import Unread
from conftest import PROGRAM, ROOT, Ran, Run

ON = ("--on", "2026-11-22", "--ignore", "legit.lab")  # the samples' laboratories are invented


@pytest.fixture
def tincture(samples: Path) -> Path:
    return samples / "tincture-good.pdf"


@pytest.fixture
def gummy(samples: Path) -> Path:
    return samples / "gummy-underfilled.pdf"


def only_one_line_on_stderr(ran: Ran) -> None:
    assert ran.out == ""
    assert ran.err.startswith("coacheck: error: ")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err


# --- the main job


def test_check_of_a_good_report(run: Run, tincture: Path) -> None:
    ran = run("check", tincture, "--claim", "CBD 1000 mg/package", "--batch", "FH-T1000-0826", *ON)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("PASS: Full Spectrum CBD Tincture 1000 mg\n")
    for word in ("Larkmeadow Analytical", "Fernhollow Botanicals", "LMA-260911-031", "PURE", "POTENT", "LEGITIMATE"):
        assert word in ran.out


def test_check_tells_a_failed_claim_with_its_evidence(run: Run, gummy: Path) -> None:
    ran = run("check", gummy, "--claim", "CBD 25 mg/unit", *ON)

    assert ran.code == 1
    assert ran.out.startswith("FAIL: Peach Ring CBD Gummies")
    assert "potent.label-claim" in ran.out
    assert re.search(r"page 1: “.*17\.89", ran.out)


def test_check_as_json(run: Run, gummy: Path) -> None:
    ran = run("check", gummy, "--claim", "CBD 25 mg/unit", "--format", "json", *ON)

    verdict = json.loads(ran.out)
    assert (ran.code, ran.err, verdict["verdict"]) == (1, "", "fail")
    assert set(verdict["pillars"]) == {"pure", "potent", "legitimate"}
    rules = verdict["rules"]
    assert (rules["profile"], rules["on"], rules["sets"]) == ("hemp", "2026-11-22", ["us-hemp", "us-ca"])
    assert rules["reason"] == "hemp: the product is named “Peach Ring CBD Gummies”"
    assert verdict["label"]["claims"][0]["text"] == "CBD 25 mg/unit"


def test_verbose_shows_what_passed(run: Run, tincture: Path) -> None:
    short, long = (run("check", tincture, *ON, *more).out for more in ([], ["--verbose"]))

    assert "legit.dates" in long
    assert "legit.dates" not in short


def test_an_ignored_check_is_left_out(run: Run, samples: Path) -> None:
    ran = run("check", samples / "expired.pdf", "--ignore", "legit.age", "--format", "json", *ON)

    assert "legit.age" not in {f["check"] for f in json.loads(ran.out)["findings"]}


def test_reads_from_stdin(run: Run, tincture: Path) -> None:
    ran = run("check", "-", "--format", "json", *ON, stdin=tincture.read_bytes())

    assert json.loads(ran.out)["report"]["source"]["name"] == "stdin"


def test_several_files_end_with_the_worst_exit_code(run: Run, tincture: Path, gummy: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.pdf"
    claim = ("--claim", "CBD 25 mg/unit", "--format", "json", *ON)

    unreadable, failed = run("check", tincture, missing, *ON), run("check", gummy, missing, *claim)

    assert unreadable.code == 4
    assert failed.code == 1
    first, second = json.loads(failed.out)
    assert first["verdict"] == "fail"
    assert (first["file"], second["file"]) == (str(gummy), str(missing))
    assert (second["source"], second["reason"]) == ({"name": str(missing)}, "unreadable")
    assert "no such file" in second["error"]


def test_a_report_without_a_command_is_checked(run: Run, gummy: Path) -> None:
    named, bare = (run(*command, gummy, "--claim", "CBD 25 mg/unit", *ON) for command in (["check"], []))

    assert (bare.code, bare.out) == (named.code, named.out)
    assert "No such command 'chekc'" in run("chekc", gummy).err
    assert run("foo").err == "coacheck: error: No such command 'foo'. Try `coacheck --help`.\n"


def test_options_may_stand_before_the_report(run: Run, gummy: Path) -> None:
    after = run(gummy, "-q", "--claim", "CBD 25 mg/unit", *ON)
    before = run("-q", "--claim", "CBD 25 mg/unit", *ON, gummy)

    assert (before.code, before.out, before.err) == (after.code, after.out, "")
    assert run("--verion").err == "coacheck: error: No such option '--verion'. Did you mean '--version'?\n"


def test_what_stands_behind_two_dashes_is_files(run: Run, gummy: Path, tmp_path: Path) -> None:
    """A name may begin with a dash."""
    (tmp_path / "-x.pdf").write_bytes(gummy.read_bytes())
    command = [sys.executable, "-m", "coacheck", "--", "-x.pdf"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)

    assert done.stdout.startswith("FAIL: Peach Ring CBD Gummies\n")


def test_a_folder_is_for_scan(run: Run, tmp_path: Path) -> None:
    assert f"or judge all: coacheck scan {tmp_path}" in run("check", tmp_path).err


def test_as_a_module_of_python(gummy: Path) -> None:
    command = [sys.executable, "-m", "coacheck", "check", gummy, "-q", *ON]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)

    assert done.returncode == 1
    assert done.stdout.startswith("FAIL: Peach Ring CBD Gummies\n")


def test_each_of_several_files_is_named_in_its_first_lines(run: Run, gummy: Path, tincture: Path) -> None:
    several, one = run("check", gummy, tincture, "-q", *ON).out, run("check", gummy, "-q", *ON).out

    assert [line for line in several.splitlines() if line.startswith("file ")] == [
        f"file      {gummy}", f"file      {tincture}",
    ]  # fmt: skip
    assert "\nfile " not in one


def test_quiet_is_the_first_lines_and_no_talk(run: Run, gummy: Path) -> None:
    short, long = (run("check", gummy, "--claim", "CBD 25 mg/unit", *ON, *more) for more in (["-q"], []))

    assert (short.code, short.err) == (1, "")
    assert long.out.startswith(short.out)
    assert "PURE" not in short.out


def test_an_error_as_json_is_an_object_that_says_why(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()

    for command in ("check", "read"):
        ran = run(command, tmp_path / "empty.pdf", "--format", "json")
        found = json.loads(ran.out)
        assert (ran.code, found["file"], found["reason"]) == (4, str(tmp_path / "empty.pdf"), "unreadable")
        assert found["error"] in ran.err


def test_bytes_have_the_name_that_is_given(tincture: Path) -> None:
    data = tincture.read_bytes()

    assert coacheck.read(data, name="from the mail.pdf").source.name == "from the mail.pdf"
    assert coacheck.check(data, name="a.pdf").report.source.name == "a.pdf"
    with pytest.raises(errors.UnreadableError, match=r"^b\.pdf: "):
        coacheck.read(b"", name="b.pdf")


# --- read and schema


def test_read_as_json_is_the_report_and_nothing_else(run: Run, tincture: Path) -> None:
    ran = run("read", tincture, "--format", "json")

    assert ran.code == 0
    assert json.loads(ran.out) == coacheck.read(tincture).model_dump(mode="json")


def test_read_as_tables(run: Run, gummy: Path) -> None:
    ran = run("read", gummy)

    assert ran.code == 0
    assert re.search(r"^CBD +0\.446 +17\.89", ran.out, re.MULTILINE)
    assert "\x1b" not in ran.out


def test_rows_that_were_not_understood_are_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tincture: Path
) -> None:
    row = Unread(page=1, text="CBX 0,1,2 ?", reason="no number")
    report = coacheck.read(tincture).model_copy(update={"unread": [row] * 3})
    monkeypatch.setattr("coacheck.read", lambda _, seals: report)
    monkeypatch.setattr(sys, "argv", ["coacheck", "read", "t.pdf", "--format", "json"])

    with pytest.raises(SystemExit) as end:
        cli.main()
    printed = capsys.readouterr()

    assert end.value.code == 0
    assert printed.err == "coacheck: t.pdf: 3 rows could not be read; `coacheck read` lists what is unread\n"
    assert len(json.loads(printed.out)["unread"]) == 3


def test_schema_describes_what_is_printed(run: Run, tincture: Path) -> None:
    schema = json.loads(run("schema", "report").out)
    report = json.loads(run("read", tincture, "--format", "json").out)

    assert set(schema["properties"]) == set(report)
    assert "findings" in json.loads(run("schema").out)["properties"]


def test_version(run: Run) -> None:
    assert run("--version").out == f"coacheck {coacheck.__version__}\n"


# --- bad input


def _encrypted(pdf: Path, tmp_path: Path) -> Path:
    target = tmp_path / "encrypted.pdf"
    with pikepdf.open(pdf) as document:
        document.save(target, encryption=pikepdf.Encryption(owner="owner", user="secret"))
    return target


def _broken(pdf: Path, tmp_path: Path) -> Path:
    target = tmp_path / "broken.pdf"
    target.write_bytes(pdf.read_bytes()[:300])
    return target


def _drawing(_: Path, tmp_path: Path) -> Path:
    canvas = Canvas(str(tmp_path / "drawing.pdf"), invariant=1)
    canvas.circle(200, 200, 50)
    canvas.save()
    return tmp_path / "drawing.pdf"


def _letter(_: Path, tmp_path: Path) -> Path:
    canvas = Canvas(str(tmp_path / "letter.pdf"), invariant=1)
    for i in range(20):
        canvas.drawString(72, 750 - 20 * i, f"Dear reader, line {i} of this letter is about the weather in Ostrander.")
    canvas.save()
    return tmp_path / "letter.pdf"


def _file(name: str, content: bytes) -> Callable[[Path, Path], Path]:
    def make(_: Path, tmp_path: Path) -> Path:
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return make


BAD_FILES: dict[str, tuple[Callable[[Path, Path], Path], str]] = {
    "no such file": (lambda _, tmp: tmp / "none.pdf", "no such file"),
    "a folder": (lambda _, tmp: tmp, "folder"),
    "an empty file": (_file("empty.pdf", b""), "empty"),
    "a PNG named .pdf": (_file("png.pdf", b"\x89PNG\r\n\x1a\n" + bytes(100)), "PNG"),
    "a broken PDF": (_broken, "broken"),
    "an encrypted PDF": (_encrypted, "password"),
    "a PDF without text": (_drawing, "text"),
    "a document that is no COA": (_letter, "lab"),
}


@pytest.mark.parametrize("command", ["check", "read"])
@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_is_one_line_and_exit_4(run: Run, tincture: Path, tmp_path: Path, kind: str, command: str) -> None:
    make, says = BAD_FILES[kind]

    ran = run(command, make(tincture, tmp_path))

    only_one_line_on_stderr(ran)
    assert ran.code == 4
    assert says in ran.err
    assert "expected" in ran.err


@pytest.mark.parametrize("args", [("--claim", "CBD 1000 mg/package"), ("check",), ("scan",)])
def test_a_command_without_its_files_shows_what_to_type(run: Run, args: tuple[str, ...]) -> None:
    ran = run(*args)

    only_one_line_on_stderr(ran)
    assert ran.code == 2
    given = ("PATH", "scan reports/") if args[0] == "scan" else ("FILE", "check report.pdf")
    assert f"no {given[0]} given" in ran.err
    assert f"{given[1]}`" in ran.err


BAD_OPTIONS = {
    "a claim without a number": (["--claim", "CBD lots"], "CBD lots"),
    "a date that is none": (["--on", "2026-13-01"], "2026-11-22"),
    "a date of nothing": (["--on", ""], "'' is no date; expected one such as 2026-11-22"),
    "a claim of nothing": (["--claim", ""], '--claim "" says nothing; expected what the label says'),
    "a claim of blanks": (["--claim", "CBD 1 %", "--claim", "  "], '--claim "" says nothing'),
    "a batch of nothing": (["--batch", ""], '--batch "" says nothing; expected what the label says, or no --batch.'),
    "a content of nothing": (["--net-content", ""], '--net-content "" says nothing'),
    "a negative claim": (["--claim", "CBD -5 %"], "'CBD -5 %' is a negative amount"),
    "a check that is none": (["--ignore", "legit.aeg"], "legit.age"),
    "a rule set that is none": (["--rules", "us-zz"], "us-zz"),
    "an age of nothing": (["--max-age", "0"], "1<=x<=1200"),
    "an option that is none": (["--clam", "CBD 1 %"], "--claim"),
    "a category that is none": (["--category", "gummy"], "ingestible"),
}


@pytest.mark.parametrize("kind", BAD_OPTIONS)
def test_a_bad_option_is_one_line_and_exit_2(run: Run, tincture: Path, kind: str) -> None:
    options, says = BAD_OPTIONS[kind]

    ran = run("check", tincture, *options)

    only_one_line_on_stderr(ran)
    assert ran.code == 2
    assert says in ran.err


def test_a_command_is_needed(run: Run) -> None:
    ran = run()

    only_one_line_on_stderr(ran)
    assert ran.code == 2


def test_a_file_is_needed(run: Run) -> None:
    ran = run("check")

    only_one_line_on_stderr(ran)
    assert ran.code == 2


def test_names_of_files_can_not_steer_the_terminal(run: Run) -> None:
    ran = run("check", "\x1b[31mred\x9b\u202e.pdf")

    only_one_line_on_stderr(ran)
    assert not re.search("[\x1b\x9b\u202e]", ran.err)


@pytest.mark.parametrize("breaks", ["coacheck.read", "coacheck.outputs.json.as_json"])
def test_a_bug_is_one_line_and_never_exit_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tincture: Path, breaks: str
) -> None:
    def bug(*_: object, **__: object) -> None:
        raise KeyError("boo")

    monkeypatch.setattr(breaks, bug)
    monkeypatch.setattr(sys, "argv", ["coacheck", "read", str(tincture), "--format", "json"])

    with pytest.raises(SystemExit) as end:
        cli.main()
    printed = capsys.readouterr()

    only_one_line_on_stderr(Ran(4, "", printed.err))
    assert end.value.code == 4
    assert not printed.out or json.loads(printed.out)["reason"] == "crash"
    assert "internal error (KeyError: 'boo')" in printed.err

    monkeypatch.setenv("COACHECK_DEBUG", "1")
    with pytest.raises(KeyError):
        cli.main()


# --- help


HEAVY = {"PIL", "jinja2", "numpy", "onnxruntime", "pdfminer", "pdfplumber", "pydantic", "pypdfium2", "rich", "zxingcpp"}


def test_help_is_instant() -> None:
    """Nothing heavy is loaded for it, whatever a busy machine makes of its time."""
    command = [sys.executable, "-X", "importtime", PROGRAM, "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)

    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert (done.returncode, done.stdout[:6]) == (0, "Usage:")
    assert {"click", "coacheck"} <= loaded
    assert loaded & HEAVY == set()


# --- what the README and the pages of docs/ show


PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))


def _readme() -> str:
    return PAGES[0].read_text("utf-8")


def test_the_readme_is_for_a_person_in_a_hurry() -> None:
    assert len(_readme().splitlines()) < 200


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_the_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8"))

    assert [t for t in targets if not (page.parent / t).exists()] == []


@pytest.mark.parametrize("command", ["", *(f"{name} " for name in cli.app.commands)])
def test_help_stands_in_the_docs(command: str) -> None:
    assert f"```\n$ coacheck {command}--help\n" in (ROOT / "docs" / "cli.md").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_pages_show_what_is_printed(run: Run, page: Path) -> None:
    text = page.read_text("utf-8")
    for args, shown in re.findall(r"^```\n\$ coacheck (.*)\n((?:.*\n)*?)```$", text, re.MULTILINE):
        printed = run(*shlex.split(args)).out
        assert [line.rstrip() for line in printed.splitlines()] == shown.splitlines(), "run `make readme`"


def test_exit_codes_stand_in_the_readme() -> None:
    codes = {value for name, value in vars(errors).items() if name.startswith("EXIT_")}

    assert {int(code) for code in re.findall(r"^\| (\d) \|", _readme(), re.MULTILINE)} == codes


def test_the_first_command_of_the_readme_passes(run: Run) -> None:
    command = re.search(r"\.venv/bin/coacheck (check .*)", _readme())
    assert command

    ran = run(*shlex.split(command[1]))

    assert (ran.code, ran.err) == (0, "")


def test_the_python_of_the_docs_runs() -> None:
    code = re.search(r"```python\n(.*?)```", (ROOT / "docs" / "library.md").read_text("utf-8"), re.DOTALL)
    assert code

    done = subprocess.run([sys.executable, "-c", code[1]], cwd=ROOT, capture_output=True, text=True, timeout=60)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Larkmeadow Analytical [")


LIMITS = """
citation = "our specification"
confidence = "high"
[[group]]
panel = "heavy_metals"
unit = "ug/g"
comparison = "<="
limits = [{analyte = "cadmium", limit = 0.001}]
"""


def test_own_limits_judge_and_their_file_is_cited(run: Run, samples: Path, tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(LIMITS)
    ran = run("check", samples / "vape-cadmium.pdf", "--limits", own, "--format", "json")

    verdict = json.loads(ran.out)
    assert verdict["rules"]["sets"][0] == "mine"
    mine = [f for f in verdict["findings"] if f["citation"] == "mine.toml: our specification"]
    assert [(f["check"], f["subject"], f["outcome"]) for f in mine] == [("pure.limits", "cadmium", "fail")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (LIMITS.replace("cadmium", "cadmum"), "mine.toml: heavy_metals cadmum: analyte is 'cadmum'"),
        ("", "mine.toml: no limits"),
        ("x = [", "mine.toml: "),
        (None, "mine.toml: expected a TOML file of limits, but it can't be read: No such file"),
    ],
)
def test_a_wrong_file_of_limits_is_one_line_and_exit_2(
    run: Run, samples: Path, tmp_path: Path, text: str | None, says: str
) -> None:
    own = tmp_path / "mine.toml"
    if text is not None:
        own.write_text(text)
    ran = run("check", samples / "tincture-good.pdf", "--limits", own)

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert says in ran.err


def test_talk_comes_after_the_verdict_it_is_about(monkeypatch: pytest.MonkeyPatch) -> None:
    """With stdout and stderr in one place, what stands on stdout already is there before the note."""
    both = BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(both, "utf-8", write_through=False))
    monkeypatch.setattr(sys, "stderr", TextIOWrapper(both, "utf-8", write_through=True))
    sys.stdout.write("the whole verdict")
    say("a note")

    assert both.getvalue() == b"the whole verdicta note\n"


@pytest.mark.parametrize("option", ["--label", "--label-photo", "--limits", "--html"])
def test_an_empty_name_is_told_to_be_empty(run: Run, samples: Path, option: str) -> None:
    """As of `--html "$PAGE"` where nothing is in PAGE."""
    ran = run("check", samples / "tincture-good.pdf", option, "")

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert f"'{option}': the name is empty" in ran.err
