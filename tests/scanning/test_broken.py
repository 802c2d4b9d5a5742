"""Two hundred broken inputs: each has a result, and no sign of them steers the terminal."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from conftest import Run
from scanning import broken


def test_a_scan_survives_all_of_them(run: Run, tmp_path: Path) -> None:
    folder, output = tmp_path / "broken", tmp_path / "out.jsonl"
    folder.mkdir()
    made = broken.make(folder)

    ran = run("scan", folder, "-o", output, "--timeout", "10", "--memory", "512", "--no-cache", "--on", "2026-11-22")

    found = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    assert ran.code in (1, 3, 4)
    assert len(made) == 200
    names = [bytes.fromhex(r["file_bytes"]) if "file_bytes" in r else os.fsencode(r["file"]) for r in found]
    assert sorted(names) == sorted(os.fsencode(path) for path in made)
    assert all(r.get("verdict") in ("pass", "review", "fail") or r["error"] for r in found)
    assert [r["error"] for r in found if "internal error" in r.get("error", "")] == []
    assert re.search(r"^200 reports in", ran.err, re.MULTILINE)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e\u2028]", ran.err)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e\u2028]", output.read_text("utf-8"))
