"""What is asked for in each panel that a product needs, and what of it was tested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coacheck.model import PanelName
from coacheck.rules.case import Case, once
from coacheck.rules.law.vocabulary import name_of, parts
from coacheck.rules.pure.lists import asked, contaminants, fallback, lacking, left_out
from coacheck.rules.pure.stand_in import before
from coacheck.rules.pure.tested import not_found
from coacheck.rules.wording import listed, spaced

ENOUGH = 0.75  # share of a list that is only the measure: hemp law, and a law not known, ask for none of it
WHOLE = 0.9  # share of it without which what lacks is no slip of one or two


@dataclass(frozen=True)
class Asked:
    """What a list asks for in a panel, and what of it was not found. `least`: how much of it must have been tested."""

    panel: PanelName
    whose: str
    wanted: list[str]
    missing: list[str]
    least: float

    @property
    def none(self) -> bool:
        return len(self.missing) == len(self.wanted)

    @property
    def enough(self) -> bool:
        """By entries of the list, or by analytes, where a sum counts for each of its parts (aflatoxins: four)."""
        whole, lost = (sum(map(_analytes, codes)) for codes in (self.wanted, self.missing))
        share = max(1 - len(self.missing) / len(self.wanted), 1 - lost / whole)
        return share >= self.least

    @property
    def whole(self) -> bool:
        """Tested but for a few at most."""
        return self.enough and len(self.wanted) - len(self.missing) >= WHOLE * len(self.wanted)

    def __str__(self) -> str:
        """ "no result was found for 12 of the 20 that us-ca lists: Benzene, Chloroform …"; it may be printed as NT."""
        many = "any" if self.none else str(len(self.missing))
        names = listed(map(name_of, self.missing))
        return f"no result was found for {many} of the {len(self.wanted)} that {self.whose} lists: {names}"

    @property
    def rest(self) -> str:
        """ "15 of 66 pesticides (Aldicarb, Chlordane, Chlorfenapyr …)"."""
        names = listed(map(name_of, self.missing), 3)
        return f"{len(self.missing)} of {len(self.wanted)} {spaced(self.panel)} ({names})"


def _analytes(code: str) -> int:
    return len(parts().get(code, ())) or 1


@once
def asked_for(case: Case) -> tuple[Asked, ...]:
    """For each panel that is needed and that the program doesn't leave out."""
    return tuple(_asked_for(case))


def _asked_for(case: Case) -> Iterator[Asked]:
    rules = case.profile.contaminants[-1]
    without = {each.panel for each in lacking(case, rules)}
    for panel in contaminants(case):
        if not left_out(case, rules, panel):
            measure = fallback() if panel in without or case.profile.hemp else rules
            law = measure is rules and not case.profile.hemp and not before(case, rules)
            wanted = asked(case, measure, panel)
            yield Asked(panel, measure.id, wanted, not_found(case, wanted), 1 if law else ENOUGH)


def lacking_in_part(case: Case) -> list[Asked]:
    """The panels of which more than a few lack, where none lacks as a whole, which would weigh more."""
    every = list(asked_for(case))
    return [each for each in every if not each.whole] if all(each.enough for each in every) else []


def passed_in_part(case: Case, whose: str) -> str:
    """ "; of its list no result was found for 15 of 66 pesticides (…)": in panels that pass all the same."""
    apart = lacking_in_part(case)
    mine = (each for each in asked_for(case) if each.whose == whose and each.enough and each not in apart)
    told = ", ".join(each.rest for each in mine if each.missing)
    return f"; of its list no result was found for {told}" if told else ""
