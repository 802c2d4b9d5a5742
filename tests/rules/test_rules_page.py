"""docs/rules.md says what the data and the checks say."""

from __future__ import annotations

import runpy

from conftest import ROOT


def test_the_page_is_up_to_date() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "rules.py"))["page"]()

    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == made, "run `make rules`"
