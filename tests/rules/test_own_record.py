"""The product on the page, and the one that the file's own record names."""

from __future__ import annotations

import pytest

from rules.builders import finding, findings, good


@pytest.mark.parametrize(
    ("about", "name", "other"),
    [
        ("Analysis of The Original Z sample collected on 2023-11-09 by Some Lab.", "Pink Champagne", True),
        ("Certificate of Compliance for Bulk Flower Sunbeam", "Super Silver Haze", True),
        ("Analysis of Pink Champagne sample collected on 2023-11-09 by Some Lab.", "Pink Champagne THCA", False),
        ("Certificate of Compliance for AGS Bulk Flower Sunbeam", "AGS BULK FLOWER SUNBEAM", False),
        ("Analysis of Londoncello", "London Chello", False),
        ("Analysis of Sample B-2 sample collected on 2023-08-22", "Sky Walker", False),
        ("220922P019-001 Certificate of Analysis", "Lemon Cherry Gelato", False),
        ("Certificate of Analysis", "Mango", False),
        ("Report of S-1", "Mango", False),
        ("uploads/DA40501001-003 (Original)-marketing.pdf", "Rosin Badder 3g", False),
    ],
)
def test_another_product_in_the_file_s_own_record_is_a_doubt(about: str, name: str, other: bool) -> None:
    history = {"producer": "a LIMS", "created": "2026-09-05T10:00:00", "about": [about]}
    found = finding(good(product={"name": name, "matrix": "Flower"}, history=history), "legit.file-history")
    assert (found.kind == "doubt") == other, found.message
    if other:
        assert about[:40] in found.message
        assert f"the page names “{name}”" in found.message


def test_without_a_name_on_the_page_nothing_is_compared() -> None:
    history = {"producer": "a LIMS", "created": "2026-09-05T10:00:00", "about": ["Analysis of The Original Z"]}
    assert not [f for f in findings(good(product={}, history=history), "legit.file-history") if f.kind == "doubt"]
