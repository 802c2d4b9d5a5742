"""Laboratories that running text names."""

from __future__ import annotations

import pytest

from coacheck.reading.fields.stated_labs import stated_names
from coacheck.reading.fields.which_lab import lab_of
from reading.lines import line


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("shall not be copied without approval, from Tern Cove Testing Labs. The results", "Tern Cove Testing Labs"),
        ("This product has been tested by Osprey Compliance Lab, LLC using valid", "Osprey Compliance Lab, LLC"),
        ("Copyright © 2026 Modern Fern, LLC. All rights reserved.", "Modern Fern, LLC"),
        ("Hill Road Vermont is an Independent Testing Laboratory accredited to ISO", "Hill Road Vermont"),
        ("with the permission of Larch & Pine Analytics and may not", "Larch & Pine Analytics"),
    ],
)  # fmt: skip
def test_a_sentence_names_the_laboratory(text: str, name: str) -> None:
    assert list(stated_names([[line(text, 30, 700)]])) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "shall not be reproduced without the written approval of the laboratory.",
        "Each panel was tested by HPLC-PDA and by LC-MS/MS",
        "This report is accredited",
        "Analysis by J. Reed",
    ],
)
def test_other_sentences_name_none(text: str) -> None:
    assert not stated_names([[line(text, 30, 700)]])


def test_a_platform_whose_print_lost_letters_is_no_laboratory() -> None:
    page = [
        line("Powered by Condent Cannabis", 400, 40),
        line("www.condentcannabis.com", 400, 60),
        line("https://www.ternlabs.example", 40, 60),
    ]

    assert lab_of([page], [])[0] == "www.ternlabs.example".removeprefix("www.")
