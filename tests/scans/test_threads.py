"""Reading a scan takes no more of a busy machine than it needs."""

from __future__ import annotations

import pytest

from coacheck.pdf.ocr import engine

pytest.importorskip("rapidocr", reason="scans need the extra: pip install -e '.[ocr]'")


@pytest.mark.parametrize("model", ["_load_det_model", "_load_rec_model"])
def test_threads_that_wait_take_no_time(model: str) -> None:
    session = getattr(engine._engine(), model)().session.session

    assert session.get_session_options().get_session_config_entry("session.intra_op.allow_spinning") == "0"
