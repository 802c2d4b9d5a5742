"""Forgeries of real reports: most are caught in their place, and none makes a verdict better."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pytest

from forgeries.judged import Judged, judged
from forgeries.plan import CORPUS, KINDS, REPORTS, forgeries, missing

SHARE = 0.8
IN_CI = 10
"""Kinds, each of one report: a few seconds for each."""


@pytest.fixture(scope="module")
def results(request: pytest.FixtureRequest) -> list[Judged]:
    """A sample of the kinds by `--forgery-seed`, or with `--all-forgeries` every kind, of two reports each."""
    if missing():
        pytest.skip(f"not the {len(REPORTS)} reports that are forged at {CORPUS}: they lie beside the project")
    seed: int = request.config.getoption("--forgery-seed")
    if request.config.getoption("--all-forgeries"):
        found = [judged(*forgery) for forgery in forgeries(seed, each=2)]
    else:
        found = [judged(*forgery) for forgery in forgeries(seed, each=1, most=IN_CI)]
    print(table(found))
    return found


def test_most_are_caught_in_their_place(results: list[Judged]) -> None:
    missed = [f"{r.kind}, {r.report}: {r.new}" for r in results if not r.caught]
    assert len(results) - len(missed) >= SHARE * len(results), missed


def test_none_makes_a_verdict_better(results: list[Judged]) -> None:
    assert [f"{r.kind}, {r.report}: {r.better}" for r in results if r.better] == []


def test_there_are_enough_kinds() -> None:
    assert len(KINDS) >= 30
    assert len(REPORTS) == 12


def table(results: Sequence[Judged]) -> str:
    """Kind by kind: how many were made and how many of them were caught."""
    kinds: dict[str, list[Judged]] = defaultdict(list)
    for result in results:
        kinds[result.kind].append(result)
    lines = [f"{kind:40} {sum(r.caught for r in own)} of {len(own)}" for kind, own in kinds.items()]
    return "\n".join(["", *lines, f"{'all':40} {sum(r.caught for r in results)} of {len(results)}"])
