"""What the tests of scans share: a folder of reports, and the results of a scan as JSON."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Results = Callable[[Path], dict[str, dict[str, Any]]]


@pytest.fixture
def folder(samples: Path, tmp_path: Path) -> Path:
    """Five reports, one of them in a folder below."""
    target = tmp_path / "reports"
    (target / "below").mkdir(parents=True)
    for name in ("gummy-underfilled", "tincture-good", "expired", "two-column"):
        shutil.copy(samples / f"{name}.pdf", target)
    shutil.copy(samples / "vape-cadmium.pdf", target / "below" / "VAPE.PDF")
    (target / "notes.txt").write_text("no report")
    return target


@pytest.fixture
def results() -> Results:
    """The results in a file of JSON Lines by the last part of the name; each name once."""

    def load(path: Path) -> dict[str, dict[str, Any]]:
        found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        by_name = {Path(each["file"]).name: each for each in found}
        assert len(by_name) == len(found)
        return by_name

    return load
