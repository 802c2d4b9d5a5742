"""Files that are padded, headed by something else, or nothing but padding."""

from __future__ import annotations

from pathlib import Path

import pytest

import coacheck
from coacheck.errors import UnreadableError


def test_padding_around_a_report_changes_nothing_that_is_read(samples: Path) -> None:
    data = (samples / "tincture-good.pdf").read_bytes()
    plain = coacheck.read(data).panels

    assert coacheck.read(data + bytes(300_000)).panels == plain
    assert coacheck.read(b"X-Mailer: x\r\n\r\n" + data).panels == plain


@pytest.mark.parametrize("filling", [b"\0", b" ", b"a"])
def test_a_head_of_a_pdf_before_nothing_is_told_as_broken(filling: bytes) -> None:
    with pytest.raises(UnreadableError, match="no objects"):
        coacheck.read(b"%PDF-1.7\n" + filling * 31_000_000)
