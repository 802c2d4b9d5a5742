"""The laboratory and the client: letterhead, foot, blocks with an address."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar

from layouts.forms.facts import Facts
from layouts.forms.words import ENGLISH, HEADINGS, LABELS
from layouts.forms.writers import Hand, Room
from layouts.paper import HEIGHT, MARGIN, WIDTH, Paper

_ISO = ["ISO/IEC 17025:2017 Accredited", "Accredited to ISO/IEC 17025:2017 by PJLA, Accreditation #104433",
        "ISO/IEC 17025 Cert. 4410.02"]  # fmt: skip


@dataclass(frozen=True)
class Letter:
    """How the laboratory is named: in large print at the head, at the foot only, beside the client, by its label, by a
    sentence, or by its web address where its name is in a picture."""

    WAYS: ClassVar = ("large", "large", "large", "foot", "sides", "block", "sentence", "web", "right", "centre")
    way: str

    def foot(self, paper: Paper, rng: Random, facts: Facts, truth: dict[str, Any]) -> None:
        """What stands under the results: a sentence, the name in small print, an accreditation."""
        y = HEIGHT - 70
        if self.way == "sentence":
            text = rng.choice([
                f"This report shall not be reproduced except in full without the written approval of {facts.lab}.",
                f"Tested by {facts.lab}. Results apply to the sample as received.",
                f"{facts.lab} is accredited to ISO/IEC 17025:2017 for the tests listed.",
            ])  # fmt: skip
            paper.text(MARGIN, y, text, 7)
            truth["lab"] = facts.lab
        elif self.way == "foot":
            separator = rng.choice(["  |  ", ", ", "  •  "])
            parts = [facts.lab, *facts.lab_address, f"www.{facts.host}"]
            if rng.random() < 0.4 and facts.language == "english":
                parts.insert(1, f"Lic# {facts.licence}")
                truth["license"] = facts.licence
            paper.text(WIDTH / 2, y, separator.join(parts), 7, align="center")
            truth["lab"] = facts.lab
        elif rng.random() < 0.4:
            paper.text(MARGIN, y, rng.choice(_ISO), 7)
            truth["iso"] = "True"
        if self.way == "web":
            paper.text(WIDTH / 2, y + 10, f"www.{facts.host}   info@{facts.host}", 7, align="center")
            truth["lab"] = (facts.lab, facts.host)


def letterhead(paper: Paper, rng: Random, facts: Facts, letter: Letter, title: str, truth: dict[str, Any]) -> float:
    """The head of the page: the laboratory's name and address as it has them, and the title of the report."""
    way = letter.way
    title_size = rng.choice([11.0, 13.0, 15.0, 18.0])
    if way in ("large", "right", "centre"):
        align = {"large": "left", "right": "right", "centre": "center"}[way]
        x = {"large": MARGIN, "right": WIDTH - MARGIN, "centre": WIDTH / 2}[way]
        y = _named(paper, rng, facts, truth, x, align)
        if way == "centre":
            paper.text(WIDTH / 2, y + 12, title, title_size, True, align="center")
            return y + 34
        paper.text(MARGIN if way == "right" else WIDTH - MARGIN, 50, title, title_size, True,
                   align="left" if way == "right" else "right")  # fmt: skip
        return y + 12
    if way == "sides":
        return _sides(paper, rng, facts, truth, title)
    paper.text(rng.choice([MARGIN, WIDTH / 2]), 50, title, title_size, True, align="left")
    return 74.0


def _named(paper: Paper, rng: Random, facts: Facts, truth: dict[str, Any], x: float, align: str) -> float:
    truth["lab"] = facts.lab
    size = rng.choice([11.0, 14.0, 18.0, 22.0])
    paper.text(x, 48, facts.lab, size, rng.random() < 0.7, align=align)
    y = 48 + 0.6 * size + 4
    lines = list(facts.lab_address)
    if rng.random() < 0.4:
        lines = [", ".join(lines)]
    if rng.random() < 0.5:
        lines.append(rng.choice([f"www.{facts.host}", f"(555) 019-4421   info@{facts.host}"]))
    if rng.random() < 0.35 and facts.language == "english":
        lines.insert(0, rng.choice(["License #: ", "Lic. No. ", "Lab License: "]) + facts.licence)
        truth["license"] = facts.licence
    for line in lines:
        paper.text(x, y + 4, line, 7.5, align=align)
        y += 9.5
    return y + 4


def _sides(paper: Paper, rng: Random, facts: Facts, truth: dict[str, Any], title: str) -> float:
    """The laboratory's address and the client's beside each other, with a heading or none; the client again as a pair
    below."""
    paper.text(WIDTH / 2, 46, title, 13, True, align="center")
    truth["lab"] = facts.lab
    headed = rng.random() < 0.5 and facts.language == "english"
    y = 70.0
    if headed:
        paper.text(MARGIN, y, rng.choice(HEADINGS["lab"]), 8, True)
        paper.text(330, y, rng.choice(HEADINGS["client"]), 8, True)
        y += 12
    for left, right in zip((facts.lab, *facts.lab_address), (facts.client, *facts.client_address), strict=True):
        paper.text(MARGIN, y, left, 8)
        paper.text(330, y, right, 8)
        y += 10
    truth["client"] = facts.client
    return y + 8


def lab_block(room: Room, y: float, rng: Random, facts: Facts, hand: Hand, truth: dict[str, Any]) -> float:
    """The laboratory under a heading of its own."""
    truth["lab"] = facts.lab
    heading = rng.choice(HEADINGS["lab"]) if facts.language == "english" else ""
    return _block(room, y, heading, (facts.lab, *facts.lab_address), hand)


def client_block(room: Room, y: float, rng: Random, facts: Facts, hand: Hand, truth: dict[str, Any]) -> float:
    """The client with its address, under or behind a heading; in some states the distributor beside the producer."""
    truth["client"] = facts.client
    lines = [facts.client, *facts.client_address]
    if facts.language != "english":
        return _block(room, y, rng.choice(LABELS[facts.language]["client"]), lines, hand)
    if rng.random() < 0.4:
        lines.insert(rng.choice([1, 3]), rng.choice(["License #: ", "Lic. # ", "License: "]) + facts.client_licence)
    if rng.random() < 0.2:
        lines.append(rng.choice(["Attn: R. Fennimore", "Contact: R. Fennimore", "(555) 016-3310"]))
    way = rng.choice(["heading", "heading", "heading", "two firms", "bare", "labels"])
    if way == "two firms":
        heading = rng.choice(ENGLISH["distributor"])
        y = _block(room, y, heading, lines, hand) + 4
        return _block(room, y, rng.choice(ENGLISH["producer"]), [facts.producer, *facts.client_address], hand)
    if way == "labels":
        heading = rng.choice(HEADINGS["client"])
        named = rng.choice(["Name: ", "Company: ", "Business Name: ", "Client Name: "])
        return _block(room, y, heading, [f"{named}{facts.client}", f"Address: {', '.join(facts.client_address)}",
                                         f"License: {facts.client_licence}"], hand)  # fmt: skip
    heading = "" if way == "bare" else rng.choice([*HEADINGS["client"], *ENGLISH["client"], *ENGLISH["producer"]])
    return _block(room, y, heading, lines, hand)


def _block(room: Room, y: float, heading: str, lines: list[str] | tuple[str, ...], hand: Hand) -> float:
    if heading:
        sign = hand.sign if hand.sign != " :" else ":"
        room.paper.text(room.x0, y, heading if heading.endswith(":") else heading + sign, hand.size, True)
        y += 1.5 * hand.size
    for text in lines:
        for line in room.paper.wrapped(text, hand.size, room.width):
            room.paper.text(room.x0, y, line, hand.size)
            y += 1.25 * hand.size
    return y + 0.5 * hand.size
