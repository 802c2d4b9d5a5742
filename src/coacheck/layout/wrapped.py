"""Put together what was printed on lines of its own: wrapped names, values set higher or lower than their name."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from coacheck.layout.ask import Ask
from coacheck.layout.row import Row
from coacheck.page import Stroke

MOST_LINES = 6
"""A row may be set in so many lines."""
NEVER = 1000.0
TORN = 6.0
"""How odd a row is that begins with the rest of a cell."""
TIGHT = 0.09
"""How odd it is to put lines together, for each em that they stand apart: of two neighbours the nearer is likelier."""


def whole_rows(lines: list[Row], rules: Sequence[Stroke], ask: Ask) -> list[Row]:
    """The rows that the lines make: between drawn lines where those part the rows, else the likeliest of all ways."""
    if len(lines) < 2:
        return lines
    ruled = [_ruled(a, b, rules) for a, b in itertools.pairwise(lines)]
    if _rules_part_rows(lines, ruled):
        cuts = [0, *(i for i, line in enumerate(ruled, 1) if line), len(lines)]
        return [_joined(lines[a:b]) for a, b in itertools.pairwise(cuts)]
    return [_joined(part) for part in _Likeliest(lines, ruled, ask).parts()]


def _rules_part_rows(lines: Sequence[Row], ruled: Sequence[bool]) -> bool:
    """Do drawn lines part the rows, so that no two whole rows (a name and values) stand between the same lines?"""
    whole = [0]
    for row, rule in zip(lines, [False, *ruled], strict=True):
        if rule:
            whole.append(0)
        whole[-1] += len(row.cells) > 1 and bool(row.name)
    return len(whole) >= 3 and max(whole) == 1


def _ruled(above: Row, below: Row, drawn: Sequence[Stroke]) -> bool:
    top, bottom = above.bottom - 3, below.top + 3
    rules = [s for s in drawn if top < s.top < bottom]
    if not rules:
        return False
    x0, x1 = min(above.x0, below.x0), max(above.x1, below.x1)
    return any(s.x1 - s.x0 > 0.7 * (x1 - x0) and s.x0 < x1 and s.x1 > x0 for s in rules)


def _joined(lines: Sequence[Row]) -> Row:
    row = lines[0]
    for line in lines[1:]:
        for column, words in line.cells.items():
            row.cells.setdefault(column, []).extend(words)
    return row


def _going_on(lines: Sequence[Row], at: int, ask: Ask) -> set[int]:
    """The columns in which a line goes on with a cell begun above it ("2.76E-" over "5", "Absence" over "in 1 g", "not"
    over "detected")."""
    above = lines[max(0, at - 2) : at]
    return {column for line in above for column in _continues(line, lines[at], ask)}


def _continues(above: Row, below: Row, ask: Ask) -> set[int]:
    """The columns in which a line goes on with a cell of another."""
    return {c for c in below.cells if c and _goes_on(above.text(c), below.text(c), ask)}


def _goes_on(above: str, below: str, ask: Ask) -> bool:
    if above.endswith("E-"):
        return True
    wanting = bool(above) and ("text" in (ask.cell(above), ask.cell(below)) or ask.cell(below) == "unit")
    return wanting and ask.cell(f"{above} {below}") == "word"


class _Likeliest:
    """Of all ways to part the lines into rows, the one with the fewest oddities: names nobody knows, names without
    values, values without a name, lines put together though they stand as far apart as rows do."""

    def __init__(self, lines: Sequence[Row], ruled: Sequence[bool], ask: Ask) -> None:
        self.lines, self.ruled, self.ask = lines, ruled, ask
        self.names = [line.name for line in lines]
        self.goes_on = [_going_on(lines, i, ask) for i in range(len(lines))]
        self.values = [set(line.cells) - {0} - goes_on for line, goes_on in zip(lines, self.goes_on, strict=True)]
        whole = [line.middle for line, n, v in zip(lines, self.names, self.values, strict=True) if n and v]
        self.pitch = median(b - a for a, b in itertools.pairwise(whole)) if len(whole) > 2 else 0.0

    def parts(self) -> list[Sequence[Row]]:
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(self.lines) + 1):
            starts = range(max(0, end - MOST_LINES), end)
            best.append(min((best[start][0] + self._oddity(start, end), -start) for start in starts))
        cuts = [len(self.lines)]
        while cuts[-1]:
            cuts.append(-best[cuts[-1]][1])
        return [self.lines[a:b] for a, b in itertools.pairwise(reversed(cuts))]

    def _oddity(self, start: int, end: int) -> float:
        torn = TORN * self._torn(start, end)
        if end - start == 1:
            return torn + self._alone(start)
        if not self._may_join(start, end):
            return NEVER
        name = " ".join(filter(None, self.names[start:end]))
        apart = self.lines[end - 1].middle - self.lines[start].middle
        tight = TIGHT * apart / self.lines[start].size + 0.8 * sum(self._far(i) for i in range(start, end - 1))
        return torn + tight + self._named(name, start, end)

    def _torn(self, start: int, end: int) -> bool:
        """Does a line go on with a cell that was begun above the row?"""
        begun = (
            max(k for k in range(max(0, i - 2), i) if _continues(self.lines[k], self.lines[i], self.ask))
            for i in range(start, end) if self.goes_on[i]
        )  # fmt: skip
        return any(above < start for above in begun)

    def _alone(self, i: int) -> float:
        name, values = self.names[i], self.values[i]
        if not name:
            return 3.0
        known = self.ask.known(name)
        if not values:
            return 2.5 if self.ask.measured(name) else 1.0 if known or ":" in name else 2.0
        return 0.0 if known else 1.0

    def _may_join(self, start: int, end: int) -> bool:
        """One name and one row of values at the most, no drawn line between them, no gap wider than between lines."""
        values = [v for v in self.values[start:end] if v]
        if self._closes([n for n in self.names[start:end] if n]):  # its values may go on too: "Absence / in 1 g"
            return all(self._near(i) for i in range(start, end - 1))
        if not values or len(set().union(*values)) < sum(map(len, values)) or not any(self.names[start:end]):
            return False
        whole = sum(bool(n and v) for n, v in zip(self.names[start:end], self.values[start:end], strict=True))
        if whole > 1 and not all(self.goes_on[start + 1 : end]):
            return False
        return all(self._near(i) for i in range(start, end - 1))

    def _closes(self, names: Sequence[str]) -> bool:
        """Does the second of two names close the bracket that the first one opens?"""
        if len(names) != 2:
            return False
        return names[0].count("(") > names[0].count(")") and names[1].find("(") < 0 <= names[1].find(")")

    def _near(self, i: int) -> bool:
        """May this line and the next stand in one row?"""
        above, below = self.lines[i : i + 2]
        size = min(above.size, below.size)
        level = not (self.names[i] and self.names[i + 1])
        return not self.ruled[i] and below.middle - above.middle <= (1.4 if level else 1.75) * size

    def _far(self, i: int) -> bool:
        """Are this line and the next no closer than rows are?"""
        return self.lines[i + 1].middle - self.lines[i].middle >= 0.8 * self.pitch > 0

    def _named(self, name: str, start: int, end: int) -> float:
        """How odd the name of a row is: known as it stands, or with lines in it that it doesn't need."""
        texts = [(i, n) for i, n in enumerate(self.names[start:end], start) if n]
        if len(texts) == 1:
            return 0.0 if self.ask.known(name) else 1.0
        names = [n for _, n in texts]
        means = self.ask.means(name) or self.ask.means(name.replace(" ", ""))
        if means is None:
            runs_on = self._runs_on(names) and not any(map(self.ask.known, names[1:]))
            return 0.0 if runs_on else self._unknown(texts)
        return max(self._spare(means, names[:i], names[i:]) for i in range(1, len(names)))

    def _spare(self, means: str, upper: Sequence[str], lower: Sequence[str]) -> float:
        """How odd it is that a name goes on, where a part of it means the same without the rest."""
        above, below = self.ask.means(" ".join(upper)), self.ask.means(" ".join(lower))
        other = above and below and above != below and upper[-1].endswith(")")  # known by what stands in parentheses
        over = self.ask.title(" ".join(upper)) and not self.ask.measured(" ".join(upper))
        runs_on = lower[0].startswith("(") and not over and not other
        if runs_on or (lower[0][0].islower() and upper[-1][-1].isalpha()) or means not in (above, below):
            return 0.0
        return 4.0 if other else 2.4 if upper[-1].endswith(")") else 1.2

    def _unknown(self, texts: Sequence[tuple[int, str]]) -> float:
        """Lines that make no name together: words over a name, or known names in one row, are the oddest."""
        known = [i for i, n in texts if self.ask.known(n)]
        over = any(self.values[i] for i, _ in texts) and not self.values[texts[0][0]]
        return 1.2 * (len(texts) - 1) + (not known) + over + 2 * any(i != texts[0][0] for i in known)

    def _runs_on(self, names: Sequence[str]) -> bool:
        """Does every line plainly go on with the one above it?"""
        return all(
            b.startswith("(") or a.endswith(("+", ",", "/", "&", " and", "-")) for a, b in itertools.pairwise(names)
        )
