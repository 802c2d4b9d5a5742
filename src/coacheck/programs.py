"""Which states license cannabis, and what reports print of it: data/programs.toml."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources

from coacheck.model import Frozen


class Words(Frozen):
    """`anywhere`: in any short line. `product`: in the product's name or kind. The others are labels: of numbers, of
    the place where it was grown, of the state whose rules the test was made for.
    """

    anywhere: tuple[str, ...] = ()
    product: tuple[str, ...] = ()
    tracked: tuple[str, ...] = ()
    grown_at: tuple[str, ...] = ()
    tested_for: tuple[str, ...] = ()


class Metrc(Frozen):
    pattern: re.Pattern[str]
    source: str


class State(Frozen):
    """`rules`: the set that judges its licensed cannabis; None where it is "us-" and the code, "" where none does."""

    code: str
    name: str
    rules: str | None = None
    metrc: str | None = None
    licences: tuple[re.Pattern[str], ...] = ()
    licensee: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    source: str

    @property
    def rule_set(self) -> str:
        return f"us-{self.code.lower()}" if self.rules is None else self.rules


class Programs(Frozen):
    hemp: Words
    cannabis: Words
    metrc: Metrc
    state: tuple[State, ...]

    def called(self, text: str) -> State | None:
        """The state of "FL" or "Florida"."""
        return next((s for s in self.state if text.strip().casefold() in (s.code.casefold(), s.name.casefold())), None)

    def named(self, code: str | None) -> State | None:
        return next((s for s in self.state if s.code == code), None)


@lru_cache(maxsize=1)
def programs() -> Programs:
    text = (resources.files("coacheck") / "data" / "programs.toml").read_text("utf-8")
    return Programs.model_validate(tomllib.loads(text))
