"""Which density a liquid can have that prints none."""

from __future__ import annotations

# g/mL. Usual: from the lightest edible oil (Codex STAN 210-1999, table 2: 0.899 and more; warm it is less) to a sugared
# drink (sucrose, 10 %: 1.038, NIST Circular C440). Possible: from ethanol to glycerol (CRC Handbook: 0.789 and 1.261).
USUAL = (0.89, 1.04)
POSSIBLE = (0.789, 1.261)


def could_be(density: float) -> bool:
    return POSSIBLE[0] <= density <= POSSIBLE[1]
