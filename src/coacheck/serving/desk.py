"""What the server knows: how reports are judged, and the last pages, under names that nobody can guess."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from threading import Lock
from typing import Any

from coacheck.label_file import label_of
from coacheck.result import Scanned
from coacheck.rules import Options
from coacheck.scanning.run import result_of
from coacheck.scanning.settings import Limits
from coacheck.serving.judging import Inside, Judged, judged, label_read

_PAGES, _PAGES_BYTES = 200, 256 * 2**20
_AGAIN = "the worker that read it was ended from outside, which is no fault of the file; drop it again."
_NUMBERS = ("servings", "density")
FIELDS = ("product", "batch", "net_content", "category", *_NUMBERS)
"""What the form asks beside the claims; named as the keys of a label file."""


@dataclass
class Desk:
    """`judge` may be called from many threads; what is over the workers waits. `options` are those of any day."""

    workers: Executor
    limits: Limits
    options: Options
    _pages: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def judge(self, data: bytes, name: str, given: Mapping[str, str], inner: str = "") -> dict[str, Any]:
        """The first lines and the way to the page, or an error with its reason; of a ZIP of several reports their
        names, of which `inner` is one. Raises UsageError for a wrong label.
        """
        label = label_of(_keys(given))
        future = self.workers.submit(judged, data, name, inner, label, replace(self.options, on=date.today()))
        done = result_of(name, future, self.limits)
        if isinstance(done, Scanned):
            return _error(done)
        if isinstance(done, Inside):
            return {"inside": done.names}
        return {
            "verdict": done.verdict, "product": done.product, "why": done.why, "do": done.do,
            "page": f"/page/{self._keep(done)}",
        }  # fmt: skip

    def read_label(self, data: bytes, name: str) -> dict[str, Any]:
        """What the photo of a label seems to say, for the form to show; or an error with its reason."""
        done = result_of(name, self.workers.submit(label_read, data, name), self.limits)
        if isinstance(done, Scanned):
            return _error(done)
        return {"said": [asdict(said) for said in done]}

    def page(self, key: str) -> bytes | None:
        with self._lock:
            return self._pages.get(key)

    def _keep(self, done: Judged) -> str:
        key = secrets.token_urlsafe(16)
        with self._lock:
            self._pages[key] = done.page.encode("utf-8", "replace")
            while len(self._pages) > 1 and (
                len(self._pages) > _PAGES or sum(map(len, self._pages.values())) > _PAGES_BYTES
            ):
                self._pages.popitem(last=False)
        return key


def _error(done: Scanned) -> dict[str, Any]:
    return {"error": _AGAIN if done.reasons == ("retry",) else done.told, "reason": done.reasons[0]}


def _keys(given: Mapping[str, str]) -> dict[str, Any]:
    """The keys of a label file; an empty field is none."""
    keys: dict[str, Any] = {name: text for name in FIELDS if (text := given.get(name, "").strip())}
    for name in _NUMBERS:
        if name in keys:
            keys[name] = _number(keys[name])
    claims = given.get("claims", "").replace(";", "\n").split("\n")
    return keys | {"claims": [text.strip() for text in claims if text.strip()]}


def _number(text: str) -> float | str:
    """What is no number stays as it is: the label says what is wrong with it."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text
