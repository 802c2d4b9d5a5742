"""`make_form(seed)`: a certificate whose head is laid out at random, and what it says of itself.

The truth holds texts by field; a tuple where either of two is right, None where nothing is printed."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from layouts.forms.facts import Facts, facts_of
from layouts.forms.parties import Letter, client_block, lab_block, letterhead
from layouts.forms.words import HEADINGS, LABELS, NOISE, TITLES
from layouts.forms.writers import NARROW, WIDE, Hand, Room, hand_of
from layouts.paper import MARGIN, WIDTH, Paper

Truth = dict[str, str | tuple[str | None, ...] | None]
_ROWS = [("CBD", "12.41", "124.1"), ("THCA", "0.231", "2.31"), ("CBG", "0.412", "4.12"), ("CBN", "ND", "ND"),
         ("Total CBD", "12.41", "124.1")]  # fmt: skip


def make_form(seed: int) -> tuple[bytes, Truth]:
    rng = Random(seed * 104729 + 5)
    facts, hand = facts_of(rng), hand_of(rng)
    title = rng.choice(TITLES[facts.language])
    font = rng.choice(["Helvetica", "Helvetica", "Times", "Vera"])
    header = rng.choice([title, f"{facts.lab}   {title}", f"{facts.sample_id}   {facts.product}"])
    paper = Paper(font, header, "", rng.choice([None, 1, 2]))
    form = _Form(paper, rng, facts, hand, Letter(rng.choice(Letter.WAYS)))
    form.write(title)
    return paper.finish(), form.truth


class _Form:
    """A page in the making; `truth` grows with what is printed."""

    def __init__(self, paper: Paper, rng: Random, facts: Facts, hand: Hand, letter: Letter) -> None:
        self.paper, self.rng, self.facts, self.hand, self.letter = paper, rng, facts, hand, letter
        self.truth: Truth = dict.fromkeys(("lab", "client", "product", "matrix", "sample_id", "batch", "license"))

    def write(self, title: str) -> None:
        y = letterhead(self.paper, self.rng, self.facts, self.letter, title, self.truth)
        y = self.rng.choice([self._whole, self._halves, self._thirds])(y + 8)
        self._results(y + 14)
        self.letter.foot(self.paper, self.rng, self.facts, self.truth)
        if self.rng.random() < 0.3:
            self.paper.next_page()
            self._methods()
        self._complete()

    def _whole(self, y: float) -> float:
        """All pairs in one block; the client among them, or in a block above."""
        pairs = self._pairs(("product", "matrix", "sample_id", "batch"), 4)
        room = Room(self.paper, MARGIN, WIDTH - MARGIN)
        if self.rng.random() < 0.6 or self.letter.way == "sides":
            pairs += self._client_pair()
        else:
            y = client_block(room, y, self.rng, self.facts, self.hand, self.truth) + 6
        pairs += self._dates()
        self._mix(pairs)
        return self.rng.choice(WIDE)(room, y, pairs, self.hand)

    def _halves(self, y: float) -> float:
        """The sample on one side, the client on the other, the dates with the sample or in a line of their own."""
        middle = self.rng.choice([300.0, 320.0, 340.0])
        left, right = Room(self.paper, MARGIN, middle - 12), Room(self.paper, middle, WIDTH - MARGIN)
        if self.rng.random() < 0.5:
            left, right = right, left
        apart = self.rng.random() < 0.4
        pairs = self._pairs(("product", "matrix", "sample_id", "batch"), 3) + ([] if apart else self._dates())
        self._mix(pairs)
        top = y
        y = self._heading(left, top, "sample")
        ends = [self.rng.choice(NARROW)(left, y, pairs, self.hand)]
        if self.letter.way == "sides":
            ends.append(self.rng.choice(NARROW)(right, top, self._client_pair() + self._noise(3), self.hand))
        elif self.letter.way == "block":
            low = lab_block(right, top, self.rng, self.facts, self.hand, self.truth)
            ends.append(client_block(right, low + 10, self.rng, self.facts, self.hand, self.truth))
        else:
            ends.append(client_block(right, top, self.rng, self.facts, self.hand, self.truth))
        y = max(ends) + 6
        if apart:
            y = self.rng.choice(WIDE)(Room(self.paper, MARGIN, WIDTH - MARGIN), y, self._dates(), self.hand)
        return y

    def _thirds(self, y: float) -> float:
        """Three blocks beside each other: sample, dates and client, each perhaps headed."""
        pitch = (WIDTH - 2 * MARGIN) / 3
        rooms = [Room(self.paper, MARGIN + n * pitch, MARGIN + (n + 1) * pitch - 10) for n in range(3)]
        self.rng.shuffle(rooms)
        named = self._pairs(("product", "matrix", "sample_id", "batch"), 1)
        write = self.rng.choice(NARROW[:4])
        ends = [write(rooms[0], self._heading(rooms[0], y, "sample"), named, self.hand)]
        ends.append(write(rooms[1], self._heading(rooms[1], y, "dates"), self._dates(), self.hand))
        if self.letter.way == "sides":
            ends.append(write(rooms[2], y, self._client_pair() + self._noise(2), self.hand))
        else:
            ends.append(client_block(rooms[2], y, self.rng, self.facts, self.hand, self.truth))
        return max(ends)

    def _heading(self, room: Room, y: float, kind: str) -> float:
        if self.rng.random() < 0.5 or self.facts.language != "english":
            return y
        size = self.hand.size + self.rng.choice([1, 2, 3])
        room.paper.text(room.x0, y, self.rng.choice(HEADINGS[kind]), size, True)
        return y + 1.7 * size

    def _pairs(self, names: Sequence[str], noise: int) -> list[tuple[str, str]]:
        """The pairs of the fields that this form has, and some that are asked for by nobody."""
        out = []
        for name in names:
            if name in ("product", "sample_id") or self.rng.random() < 0.8:
                out.append((self._label(name), getattr(self.facts, name)))
                self.truth[name] = getattr(self.facts, name)
        return out + self._noise(self.rng.randint(0, noise))

    def _client_pair(self) -> list[tuple[str, str]]:
        self.truth["client"] = self.facts.client
        return [(self._label("client"), self.facts.client)]

    def _noise(self, count: int) -> list[tuple[str, str]]:
        if self.facts.language != "english":
            return []
        later = max(self.facts.days.values()).strftime(self.facts.form)
        first = min(self.facts.days.values()).strftime(self.facts.form)
        names = self.rng.sample(list(NOISE), count)
        return [(n, first if v is None and "Printed" not in n else later if v is None else v)
                for n in names for v in [NOISE[n] if self.rng.random() < 0.8 else ""]]  # fmt: skip

    def _dates(self) -> list[tuple[str, str]]:
        out = []
        for name, text in self.facts.texts.items():
            day = self.facts.days[name].date().isoformat()
            out.append((self._label(name), text))
            if name == "completed":
                self.truth |= {"tested": day, "reported": day}
            else:
                self.truth[name] = day
        return out

    def _label(self, name: str) -> str:
        return self.rng.choice(LABELS[self.facts.language][name])

    def _mix(self, pairs: list[tuple[str, str]]) -> None:
        if self.rng.random() < 0.6:
            self.rng.shuffle(pairs)

    def _results(self, y: float) -> None:
        """A plain table of cannabinoids."""
        self.paper.text(MARGIN, y, "Cannabinoids", 10, True)
        columns = (MARGIN, MARGIN + 180, MARGIN + 270)
        for n, row in enumerate([("Analyte", "Result (%)", "Result (mg/g)"), *_ROWS]):
            for x, text in zip(columns, row, strict=True):
                self.paper.text(x, y + 16 + 13 * n, text, 8, bold=not n)

    def _methods(self) -> None:
        self.paper.text(MARGIN, 80, "Methods", 10, True)
        self.paper.text(MARGIN, 96, "Cannabinoids were determined by HPLC with a diode array detector.", 8)

    def _complete(self) -> None:
        for name in ("harvested", "produced", "collected", "received", "tested", "reported", "expires"):
            self.truth.setdefault(name, None)
        if self.truth["reported"] is None and self.truth["tested"]:  # a date of testing may stand for the report's
            self.truth["reported"] = (None, str(self.truth["tested"]))
        if self.truth["product"] is None:
            self.truth["product"] = (None, self.facts.product)
