"""What the tests share: the installed program as a process, the sample reports, the corpus beside the project."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from started import PROGRAM as PROGRAM
from started import Started

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile("no timing", deadline=None)  # a busy machine is no failure
settings.load_profile("no timing")

ROOT = Path(__file__).parent.parent
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PLAIN = {"COLUMNS": "80", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Readings are kept in a folder of the tests, never in the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _compiled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Where Python is told to keep no bytecode, each of the many processes would compile the program anew."""
    with pytest.MonkeyPatch.context() as patch:
        if sys.dont_write_bytecode:
            patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
            patch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path_factory.mktemp("compiled")))
        yield


@pytest.fixture(autouse=True)
def _pipes() -> Iterator[None]:
    """The program lets a closed pipe end it: what a test calls of it in this process must not end the tests."""
    yield
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all-scans", action="store_true", help="read all 60 made scans instead of a few (10 minutes)")
    parser.addoption("--kills", type=int, default=3, help="how often tests/scanning kills a scan of each form")
    parser.addoption("--mutants", type=int, default=300, help="how many damaged reports tests/fuzz reads")
    parser.addoption("--all-forgeries", action="store_true", help="make every forgery of real reports (15 minutes)")
    parser.addoption("--forgery-seed", type=int, default=0, help="which of them are made, and of which reports")


@pytest.fixture(scope="session")
def run(_cache: None, _compiled: None) -> Iterator[Run]:
    """`run("check", path)` is `coacheck check path` in a shell of 80 columns."""
    started = Started()

    def call(*args: str | Path, stdin: bytes = b"", cwd: Path = ROOT, **env: str) -> Ran:
        done = started([str(a) for a in args], stdin, PLAIN | env, cwd, timeout=300)
        return Ran(done.code, done.out.decode(), done.err.decode())

    yield call
    started.end()


@pytest.fixture(scope="session")
def samples() -> Path:
    return ROOT / "sample_coas"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the corpus; it is not part of the project."""
    folder = ROOT.parent / "shared"
    if not (folder / "corpus").is_dir():
        pytest.skip(f"no corpus at {folder / 'corpus'}: it lies beside the project, not in it")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, or chrome. Without one the tests are skipped; in CI that is a failure."""
    from playwright.sync_api import sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    program = next((p for name in names if (p := shutil.which(name))), None)
    if program is None:
        told = "no chromium here: pages were not tested in a browser (apt-get install chromium)"
        pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, headless=True, args=SWITCHES)
        yield started
        started.close()
