"""How a file ended, as its result: judged, failed, or read back from the line of an earlier scan."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from coacheck.errors import Trouble
from coacheck.outputs.safe import clean, escape_json
from coacheck.result import Scanned

if TYPE_CHECKING:
    from coacheck.model import Finding, Verdict


def judged(file: str, verdict: Verdict) -> Scanned:
    from coacheck.outputs.headline import headline
    from coacheck.scanning.figures import figures_of

    report = verdict.report
    decisive = list(_decisive(verdict))
    return Scanned(
        file, verdict.verdict, escape_json(verdict.model_dump_json()),
        tuple(dict.fromkeys(f"{f.check} {f.subject}" if f.subject else f.check for f in decisive)),
        headline(verdict).why if decisive else "", report.lab.name, report.client, report.batch,
        figures_of(report),
    )  # fmt: skip


def failed(file: str, trouble: Trouble, message: str) -> Scanned:
    """`message` is one line: what was found, what was expected, what to do."""
    from coacheck.outputs.json import error_of

    body = escape_json(json.dumps(error_of(file, message, trouble), ensure_ascii=False))
    return Scanned(file, "error", body, (trouble,), clean(message))


def from_line(line: str) -> Scanned:
    """The result that `line` was made of. Raises ValueError for a line that is none."""
    from coacheck.model import Verdict

    content = json.loads(line)
    try:
        shown, told = content.pop("file"), content.pop("file_bytes", None)
        file = shown if told is None else bytes.fromhex(told).decode("utf-8", "surrogateescape")
        by = content.pop("judged_by", "")
        if "error" in content:
            return replace(failed(file, content["reason"], content["error"]), judged_by=by)
    except (KeyError, AttributeError, TypeError) as error:
        raise ValueError(f"expected a line of a scan, found {line[:40]!r}") from error
    return replace(judged(file, Verdict.model_validate(content)), judged_by=by)


def _decisive(verdict: Verdict) -> Iterator[Finding]:
    for outcome in ("fail", "review"):
        yield from (f for f in verdict.findings if f.outcome == outcome)
