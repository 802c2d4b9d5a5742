"""Which density a liquid can have that prints none."""

from __future__ import annotations

# g/mL, a judgement: no standard says it of tinctures and drinks. What they are made of: medium-chain triglycerides
# (about 0.95, European Pharmacopoeia), vegetable oils (0.90 to 0.93), sugared water (a little above 1), with some room
# for what is dissolved. Possible: from pure ethanol (0.789) to pure glycerol (1.261), handbook values at 20 °C. So the
# usual range never fails a label, and the possible one fails only what no liquid could mend.
USUAL = (0.89, 1.04)
POSSIBLE = (0.789, 1.261)


def could_be(density: float) -> bool:
    return POSSIBLE[0] <= density <= POSSIBLE[1]
