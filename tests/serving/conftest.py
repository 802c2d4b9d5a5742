"""`coacheck serve` as people run it, on a port that is free."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator

import pytest

from conftest import PLAIN, PROGRAM, ROOT


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where it listens; it ends as Ctrl-C would end it."""
    command = [PROGRAM, "serve", "--port", "0", "--no-open", "--jobs", "2", "--timeout", "60", "--ignore", "legit.lab"]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | PLAIN, stderr=subprocess.PIPE, text=True) as started:
        assert started.stderr
        told = re.search(r"http://127\.0\.0\.1:\d+/", started.stderr.readline())
        assert told
        yield told[0]
        try:
            started.send_signal(signal.SIGINT)
            assert started.wait(20) == 0
            assert started.stderr.read() == "coacheck: ended\n"
        finally:
            started.kill()
