"""Damaged reports: no undeclared error, no result lost or doubled, none too slow, no false figure without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ROOT
from fuzz.judge_mutants import judged

SEED = 0


def test_mutants_of_the_samples(request: pytest.FixtureRequest, samples: Path) -> None:
    count: int = request.config.getoption("--mutants")

    tally = judged(sorted(samples.glob("*.pdf")), range(SEED, SEED + count))

    print(tally)
    assert tally.faults == []
    assert sum(sum(ends.values()) for ends in tally.ended.values()) == count


def test_mutants_of_the_corpus(request: pytest.FixtureRequest) -> None:
    """Only where more are asked for than CI does: real reports take longer."""
    count: int = request.config.getoption("--mutants")
    corpus = ROOT.parent / "shared" / "corpus"
    if count <= 300 or not corpus.is_dir():
        pytest.skip("no --mutants, or no corpus beside the project")

    tally = judged(sorted(corpus.glob("*.pdf")), range(SEED, SEED + count))

    print(tally)
    assert tally.faults == []
