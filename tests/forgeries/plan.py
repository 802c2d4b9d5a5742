"""Which forgeries are made of which reports. Reports are named by their SHA-256, not by product."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from conftest import ROOT
from forgeries import covers, hidden, history, inside, joined, pages, replaced, revised, seamless
from forgeries.forged import Forged, Forger, ForgerError
from forgeries.target import Target

CORPUS = ROOT.parent / "shared" / "corpus"
REPORTS = (
    "b752c7709d8c", "20c2db37409b", "ea8b3e88d9de", "3d1b27c7ef9f", "1fbfa1831737", "f6ef15432394", "9330ee8d4482",
    "298245388513", "ecb906eb7794", "b4b710a554b9", "8dd5e7b19c57", "841f3d4a462e",
)  # fmt: skip
"""Twelve reports of as many laboratories."""
KINDS: dict[str, Forger] = {
    **covers.KINDS, **hidden.KINDS, **replaced.KINDS, **seamless.KINDS, **revised.KINDS, **history.KINDS, **pages.KINDS,
    **inside.KINDS, **joined.KINDS,
}  # fmt: skip


@lru_cache(maxsize=1)
def targets() -> dict[str, Target]:
    found = {hashlib.sha256(p.read_bytes()).hexdigest()[:12]: p for p in CORPUS.glob("*.pdf")}
    return {sha: Target(found[sha]) for sha in REPORTS if sha in found}


def forgeries(seed: int, each: int, most: int | None = None) -> Iterator[tuple[str, Target, Forged]]:
    """Each kind of the first reports, from a place of its own, that give it a hold; of `most` kinds by chance."""
    names = list(KINDS)
    if most is not None:
        names = sorted(random.Random(seed).sample(names, most))
    for name in names:
        start = list(KINDS).index(name) + seed
        made = 0
        for i in range(len(REPORTS)):
            target = targets().get(REPORTS[(start * 5 + i) % len(REPORTS)])
            if target is None:
                continue
            try:
                forged = KINDS[name](target)
            except ForgerError:
                continue
            yield name, target, forged
            made += 1
            if made == each:
                break


def missing(folder: Path = CORPUS) -> bool:
    return not folder.is_dir() or len(targets()) < len(REPORTS)
