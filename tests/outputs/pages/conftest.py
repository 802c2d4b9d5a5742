"""Pages in a real browser: what they ask of the network, what they say on the console, what axe-core has to say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

DESKTOP, PHONE = (1280, 900), (390, 844)


@dataclass
class Opened:
    """A page with all that it did: requests, messages on the console, errors, dialogs."""

    page: Page
    did: list[str] = field(default_factory=list)

    def axe(self) -> list[str]:
        """What axe-core finds that is serious or critical."""
        found: list[dict[str, Any]] = Axe().run(self.page).response["violations"]
        grave = [v for v in found if v["impact"] in ("serious", "critical")]
        return [f"{v['id']}: {node['html'][:200]}" for v in grave for node in v["nodes"]]


@pytest.fixture
def visit(browser: Browser) -> Any:
    """`with visit(path, size=PHONE, dark=True) as opened: …`."""

    @contextmanager
    def visiting(path: Path, size: tuple[int, int] = DESKTOP, dark: bool = False) -> Iterator[Opened]:
        scheme = "dark" if dark else "light"
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
        opened = Opened(context.new_page())
        note = opened.did.append
        opened.page.on("console", lambda message: note(f"console: {message.text}"))
        opened.page.on("pageerror", lambda error: note(f"error: {error}"))
        opened.page.on("dialog", lambda dialog: (note(f"dialog: {dialog.message}"), dialog.dismiss()))
        context.on("request", lambda request: note(f"request: {request.url[:80]}"))
        opened.page.goto(path.as_uri())
        yield opened
        context.close()

    return visiting
