"""The file that a scan writes: nothing that is no scan's is lost, nothing is written by two, nothing half replaced."""

from __future__ import annotations

import csv
import json
import os
import resource
import signal
import subprocess
from pathlib import Path

import pytest

from coacheck.errors import UsageError
from coacheck.outputs import target as targets
from coacheck.outputs.target import Target
from conftest import PLAIN, PROGRAM, ROOT, Run
from scanning.conftest import Results

ON = ("--on", "2026-11-22")


def text_of(scan: str) -> bytes:
    return f'{{"file": "{scan}"}}\n'.encode()


def nobodys(_: Path) -> None:
    """No output was edited."""


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


# --- what is refused


def test_no_file_of_the_user_is_written_over(run: Run, folder: Path, tmp_path: Path) -> None:
    labels, limits = tmp_path / "labels.csv", tmp_path / "limits.toml"
    labels.write_text("file,product\na.pdf,Gummies\n")
    limits.write_text("citation = 'mine'\n")
    (tmp_path / "notes.jsonl").write_text('{"mine": 1}\n')
    (tmp_path / "link.jsonl").symlink_to(folder / "expired.pdf")
    (tmp_path / "new.jsonl.part").write_text("a part of something else")
    written = [folder / "expired.pdf", labels, limits, tmp_path / "notes.jsonl", tmp_path / "link.jsonl"]
    before = {path: path.read_bytes() for path in written}

    for target in (*written, tmp_path / "new.jsonl"):
        ran = run("scan", folder, "-o", target, "--format", "jsonl", "--labels", labels, *ON)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1), target
        assert "expected" in ran.err
    for option in ("--labels", "--limits"):
        (tmp_path / "empty").touch()
        assert run("scan", folder, "-o", tmp_path / "empty", option, tmp_path / "empty", *ON).code == 2

    assert {path: path.read_bytes() for path in written} == before
    assert (tmp_path / "new.jsonl.part").read_text() == "a part of something else"


def test_a_report_that_is_not_there_yet_is_no_output(run: Run, folder: Path) -> None:
    ran = run("scan", folder, folder / "new.pdf", "-o", folder / "new.pdf", "--format", "jsonl", *ON)

    assert (ran.code, (folder / "new.pdf").exists()) == (2, False)
    assert "is one of the reports" in ran.err


def test_an_index_that_is_not_ours_stays(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<h1>My shop</h1>")

    ran = run("scan", folder, "--html", tmp_path / "site", "-q", *ON)

    assert (ran.code, (tmp_path / "site" / "index.html").read_text()) == (2, "<h1>My shop</h1>")


@pytest.mark.parametrize(
    "content", [b"Dear reader", b"no line end, and long enough to be no beginning", b'{"other": 1}', b"file,other\n"]
)
def test_a_foreign_file_is_looked_at_before_it_is_cut(run: Run, samples: Path, output: Path, content: bytes) -> None:
    output.write_bytes(content)

    ran = run("scan", samples / "expired.pdf", "-o", output, "--resume", *ON)

    assert (ran.code, ran.err.count("\n"), output.read_bytes()) == (2, 1, content)


@pytest.mark.parametrize("line", [b"[" * 200_000, b'{"file": ' * 100_000, b'{"file": "a", "error": 1e999}'])
def test_a_line_that_no_scan_wrote_is_one_line(run: Run, samples: Path, output: Path, line: bytes) -> None:
    content = b'{"file": "a.pdf", "error": "x", "reason": "crash"}\n' + line + b"\n"
    output.write_bytes(content)

    ran = run("scan", samples / "expired.pdf", "-o", output, "--resume", *ON)

    assert (ran.code, ran.err.count("\n"), output.read_bytes()) == (2, 1, content)


# --- one scan at a time, and the old until the new is whole


def test_the_second_scan_on_an_output_is_refused(output: Path) -> None:
    first = Target(output, whole=False)
    first.start().write(text_of("first").decode())

    with pytest.raises(UsageError, match="another scan writes it"):
        Target(output, whole=False).start()
    first.close()
    second = Target(output, whole=False)
    second.start()
    with pytest.raises(UsageError, match="another scan writes it"):
        Target(output, whole=False)
    second.close()
    Target(output, whole=False).close()


@pytest.mark.parametrize("resume", [[], ["--resume"]])
def test_a_killed_scan_leaves_no_lock(run: Run, folder: Path, output: Path, resume: list[str]) -> None:
    command = [PROGRAM, "scan", folder, "-o", output, "-q", *ON]
    scan = subprocess.Popen([*map(str, command)], cwd=ROOT, env=os.environ | PLAIN)
    while not output.exists():
        assert scan.poll() is None
    scan.kill()
    scan.wait()

    assert run("scan", folder, "-o", output, "-q", *resume, *ON).code == 1


def test_an_older_output_stays_until_the_new_one_is_whole(output: Path) -> None:
    output.write_bytes(text_of("old"))
    output.chmod(0o600)

    target = Target(output, whole=False)
    target.start().write(text_of("new").decode())
    target.done(False, nobodys)
    assert (output.read_bytes(), target.grows.read_bytes()) == (text_of("old"), text_of("new"))
    target.close()

    again = Target(output, whole=False)
    assert again.source == again.part
    again.keep(len(text_of("new")), []).write(text_of("more").decode())
    assert again.done(True, nobodys) is None
    again.close()
    assert output.read_bytes() == text_of("new") + text_of("more")
    assert output.stat().st_mode & 0o777 == 0o600
    assert list(output.parent.iterdir()) == [output]


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv"])
def test_what_the_user_has_edited_is_kept_beside(run: Run, samples: Path, tmp_path: Path, name: str) -> None:
    output, edited = tmp_path / name, tmp_path / name.replace(".", ".old.")
    scan = ("scan", samples / "expired.pdf", "-o", output, *ON)
    run(*scan)
    written = output.read_bytes()

    again = run(*scan)
    assert (output.read_bytes(), list(tmp_path.iterdir())) == (written, [output]), "nobody edited it"
    assert "kept as" not in again.err

    for times, others in enumerate(([edited], [edited, edited.with_stem("out.old-2")]), 1):
        output.write_bytes(written.replace(b"expired", b"my word", times))
        ran = run(*scan)
        assert f"it is kept as {others[-1]}" in ran.err
        assert output.read_bytes() == written
        assert sorted(tmp_path.iterdir()) == sorted([output, *others])
        assert b"my word" in others[-1].read_bytes()


def test_edits_in_an_output_that_was_gone_on_with_are_kept_too(run: Run, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.csv"
    run("scan", folder / "expired.pdf", "-o", output, *ON)
    output.write_bytes(output.read_bytes().replace(b"Heron", b"Hen"))
    run("scan", folder / "expired.pdf", folder / "two-column.pdf", "-o", output, "--resume", *ON)
    assert b"Hen" in output.read_bytes()

    run("scan", folder / "expired.pdf", "-o", output, *ON)

    assert b"Hen" in (tmp_path / "out.old.csv").read_bytes()


def test_what_is_done_again_is_taken_out(output: Path) -> None:
    lines = [text_of(str(n)) for n in range(5)]
    output.write_bytes(b"".join(lines) + b'{"file": torn')
    at = [sum(map(len, lines[:n])) for n in range(6)]

    target = Target(output, whole=False)
    target.keep(at[5], [(at[0], at[2]), (at[3], at[4])]).write(text_of("new").decode())
    target.close()

    assert output.read_bytes() == lines[2] + lines[4] + text_of("new")
    assert list(output.parent.iterdir()) == [output]


def test_a_json_list_is_there_whole_or_not_at_all(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.json"
    command = [PROGRAM, "scan", folder, "-o", output, "--no-cache", *ON]
    scan = subprocess.Popen([*map(str, command)], cwd=ROOT, env=os.environ | PLAIN, stderr=subprocess.PIPE)
    assert scan.stderr
    scan.stderr.readline()
    scan.kill()
    scan.communicate()

    assert not output.exists()


def test_a_full_disk_leaves_the_older_output(run: Run, folder: Path, output: Path) -> None:
    assert run("scan", folder, "-o", output, "-q", *ON).code == 1
    older = output.read_bytes()
    full = resource.RLIMIT_FSIZE, (len(older) // 2, len(older) // 2)

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(*full)

    command = [str(part) for part in (PROGRAM, "scan", folder, "-o", output, "-q", "--no-cache", *ON)]
    ran = subprocess.run(command, cwd=ROOT, env=os.environ | PLAIN, capture_output=True, preexec_fn=limit, timeout=120)

    assert (ran.returncode, output.read_bytes()) == (2, older)
    assert "expected room. Then --resume." in ran.stderr.decode()
    assert run("scan", folder, "-o", output, "-q", "--resume", *ON).code == 1
    assert sorted(output.read_bytes().splitlines()) == sorted(older.splitlines())
    assert [p.name for p in output.parent.iterdir() if p.name.startswith(output.name)] == [output.name]


# --- pipes and devices


def test_a_pipe_and_a_device_are_written_as_they_are(run: Run, samples: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = subprocess.Popen(["cat", tmp_path / "pipe"], stdout=subprocess.PIPE)

    assert run("scan", samples / "expired.pdf", "-o", tmp_path / "pipe", "-q", *ON).code == 3
    out, _ = reader.communicate(timeout=60)
    assert json.loads(out)["verdict"] == "review"
    assert (tmp_path / "pipe").is_fifo()
    assert run("scan", samples / "expired.pdf", "-o", "/dev/null", "-q", *ON).code == 3
    full = run("scan", samples / "expired.pdf", "-o", "/dev/full", "-q", *ON)
    assert (full.code, full.err.count("\n")) == (2, 1)
    assert run("scan", samples / "expired.pdf", "-o", "/dev/null", "--resume", *ON).code == 2


def test_the_shell_s_own_pipes(tmp_path: Path) -> None:
    """>(…) takes the data; <(…) is open in one process only, and a scan reads in others."""
    report = ROOT / "sample_coas" / "expired.pdf"
    scan = f"{PROGRAM} scan --on 2026-11-22 -q --format csv"

    def shell(line: str) -> subprocess.CompletedProcess[str]:
        command = ["bash", "-c", line]
        return subprocess.run(command, cwd=ROOT, env=os.environ | PLAIN, capture_output=True, text=True, timeout=60)

    written = shell(f"{scan} {report} -o >(cat > {tmp_path}/got.csv); code=$?; wait $!; exit $code")
    refused = shell(f"{scan} <(cat {report})")

    assert (written.returncode, written.stderr) == (3, "")
    rows = csv.DictReader((tmp_path / "got.csv").read_text().splitlines())
    assert [row["verdict"] for row in rows] == ["review"]
    assert refused.returncode == 4
    assert "a pipe or a device; expected a file: save the report first, or judge it alone" in refused.stdout


def test_a_pipe_that_nobody_reads_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "WAIT", 0.2)
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(UsageError, match=r"pipe: a pipe from which nobody has read in 0\.2 s; expected its reader"):
        Target(tmp_path / "pipe", whole=False).start()


def test_the_backup_of_an_editor_is_not_written_over(output: Path) -> None:
    """Editors put a ~ behind the name, as what is written anew has."""
    backup = output.with_name(f"{output.name}.part~")
    backup.write_text("mine")
    output.write_bytes(text_of("a") + text_of("b"))
    going_on = Target(output, whole=False)

    with pytest.raises(UsageError, match=r"out\.jsonl\.part~ is there and is not what a scan wrote"):
        going_on.keep(output.stat().st_size, [(0, len(text_of("a")))])

    going_on.close()
    assert backup.read_text() == "mine"


# --- names in CSV

NAMES = ["=a.pdf", "'=a.pdf", "+a.pdf", "-a.pdf", "@a.pdf", " a.pdf", "a.pdf", "a.pdf ", "＝a.pdf", " =a.pdf"]


@pytest.mark.parametrize("wide", [[], ["--wide"]])
def test_names_in_csv_stay_apart_and_none_is_done_twice(run: Run, tmp_path: Path, wide: list[str]) -> None:
    output = tmp_path / "out.csv"
    listed = "\0".join(NAMES).encode()

    first = run("scan", "-", "-o", output, "-q", *wide, *ON, stdin=listed)
    whole = output.read_text("utf-8")
    again = run("scan", "-", "-o", output, "-q", "--resume", *wide, *ON, stdin=listed)

    assert (first.code, again.code) == (4, 4)
    cells = [row["file"] for row in csv.DictReader(whole.splitlines())]
    assert len(set(cells)) == len(cells) == len(NAMES)
    assert not [cell for cell in cells if cell.strip()[0] in "=+-@＝"]
    assert sorted(output.read_text("utf-8").splitlines()) == sorted(whole.splitlines())


# --- pages


def test_a_page_that_can_not_be_written_costs_no_verdict(run: Run, samples: Path, tmp_path: Path) -> None:
    ran = run("check", samples / "vape-cadmium.pdf", "--html", "/dev/full/page.html", *ON)
    assert ran.code == 2
    pages, output = tmp_path / "pages", tmp_path / "out.jsonl"
    pages.mkdir()

    done = _with_small_files(64_000, "check", samples / "vape-cadmium.pdf", "--html", tmp_path / "p.html", *ON)
    scan = _with_small_files(64_000, "scan", samples / "vape-cadmium.pdf", "--html", pages, "-o", output, *ON)

    assert (done.returncode, b"FAIL" in done.stdout.upper()) == (2, True)
    assert b"can't write" in done.stderr
    assert json.loads(output.read_text())["verdict"] == "fail"
    assert (scan.returncode, b"no page could be written for" in scan.stderr) == (2, True)
    assert [p.name for p in (*pages.iterdir(), *tmp_path.iterdir()) if ".part" in p.name or p.name == "p.html"] == []


def _with_small_files(most: int, *args: str | Path) -> subprocess.CompletedProcess[bytes]:
    """The program on a disk that is full after so many bytes of a file."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    return subprocess.run(
        [str(part) for part in (PROGRAM, *args)], cwd=ROOT, env=os.environ | PLAIN, capture_output=True,
        preexec_fn=limit, timeout=120,
    )  # fmt: skip


def test_parts_of_pages_that_a_killed_worker_left_go(run: Run, samples: Path, tmp_path: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    stale, living = (tmp_path / f"a-0123abcd.{pid}.part" for pid in (ended.pid, os.getpid()))
    for path in (stale, living, tmp_path / "mine.part"):
        path.touch()

    run("scan", samples / "expired.pdf", "--html", tmp_path, "-q", *ON)

    assert (stale.exists(), living.exists(), (tmp_path / "mine.part").exists()) == (False, True, True)


# --- outcomes of the surroundings

def line(file: str, reason: str, judged_by: str) -> bytes:
    told = {"file": file, "source": {"name": file}, "error": "x", "reason": reason, "judged_by": judged_by}
    return json.dumps(told).encode() + b"\n"


@pytest.mark.parametrize(("options", "again"), [([], {"retry"}), (["--retry"], {"retry", "timeout", "memory"})])
def test_resume_does_again_what_was_no_fault_of_the_report(
    run: Run, folder: Path, output: Path, results: Results, options: list[str], again: set[str]
) -> None:
    reasons = {"expired": "retry", "tincture-good": "timeout", "gummy-underfilled": "memory", "two-column": "crash"}
    run("scan", folder, "-o", output, "-q", *ON)
    judged_by = results(output)["expired.pdf"]["judged_by"]
    lines = (line(str(folder / f"{name}.pdf"), reason, judged_by) for name, reason in reasons.items())
    output.write_bytes(b"".join(lines))

    run("scan", folder, "-o", output, "-q", "--resume", *options, *ON)

    found = results(output)
    assert len(found) == 5
    assert {reasons[n.split(".")[0]] for n, r in found.items() if "verdict" in r and n != "VAPE.PDF"} == again


@pytest.mark.parametrize(("name", "options"), [("o.csv", []), ("o.csv", ["--wide"])])
def test_csv_tells_what_is_to_be_done_again(
    run: Run, folder: Path, tmp_path: Path, name: str, options: list[str]
) -> None:
    whole = tmp_path / f"whole-{name}"
    run("scan", folder, "-o", whole, "-q", *options, *ON)
    rows = list(csv.DictReader(whole.read_text("utf-8").splitlines()))
    output = tmp_path / name
    lines = whole.read_text("utf-8").splitlines(keepends=True)
    first = rows[0]["file"]
    error = dict.fromkeys(rows[0], "") | {"file": first, "verdict": "error", "message": "x"}
    error |= {"outcome": "error", "subject": "retry"} if options else {"reasons": "retry"}
    kept = [text for text, row in zip(lines[1:], rows, strict=True) if row["file"] != first]
    output.write_text(lines[0] + ",".join(error[c] for c in rows[0]) + "\n" + "".join(kept), "utf-8")

    run("scan", folder, "-o", output, "-q", "--resume", *options, *ON)

    assert sorted(output.read_text("utf-8").splitlines()) == sorted(whole.read_text("utf-8").splitlines())


def test_retry_is_for_resume(run: Run, folder: Path, output: Path) -> None:
    assert run("scan", folder, "-o", output, "--retry", *ON).code == 2


@pytest.mark.parametrize("name", ["o.parquet", "o.xls", "o.txt"])
def test_an_ending_that_says_no_format_is_refused(run: Run, samples: Path, tmp_path: Path, name: str) -> None:
    report = samples / "tincture-good.pdf"

    ran = run("scan", report, "-o", tmp_path / name)

    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert f"{Path(name).suffix} is no format; expected .jsonl" in ran.err
    assert not (tmp_path / name).exists()
    assert run("scan", report, "-o", tmp_path / name, "--format", "csv", "-q", "--exit-zero").code == 0


def test_a_name_that_is_no_text_is_told_by_its_bytes(run: Run, samples: Path, tmp_path: Path) -> None:
    """Half of a pair of surrogates in JSON is refused by many programs, and shows nobody which file it was."""
    folder, output = tmp_path / "reports", tmp_path / "o.jsonl"
    folder.mkdir()
    raw = os.fsencode(folder) + b"/gr\xf6\xdfe.pdf"
    Path(os.fsdecode(raw)).write_bytes((samples / "tincture-good.pdf").read_bytes())
    scan = ("scan", folder, "-o", output, "-q", "--exit-zero")

    run(*scan, "--html", tmp_path / "pages", "--ask", tmp_path / "asked")
    (line,) = output.read_bytes().splitlines()
    run(*scan, "--resume")

    result = json.loads(line)
    assert b"\\ud" not in line.replace(b"\\\\ud", b"")
    json.dumps(result).encode().decode()
    assert bytes.fromhex(result["file_bytes"]) == raw
    assert result["file"] == f"{folder}/gr\\udcf6\\udcdfe.pdf"
    assert output.read_bytes().splitlines() == [line]


@pytest.mark.parametrize("command", ["check", "read"])
def test_a_name_that_is_no_text_is_no_trouble(run: Run, samples: Path, tmp_path: Path, command: str) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/gr\xf6\xdfe.pdf"))
    path.write_bytes((samples / "tincture-good.pdf").read_bytes())
    more = ("--html", tmp_path / "page.html", "--ask", tmp_path / "asked.txt") if command == "check" else ()

    shown, said = run(command, path), run(command, path, "--format", "json", *more)

    assert "internal error" not in shown.err + said.err
    assert (shown.code in (0, 3), said.code in (0, 3)) == (True, True), shown.err + said.err
    assert "\\ud" not in said.out
    json.loads(said.out)
