"""What a browser sees on every page of a site, gathered in one visit a page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Request
from playwright.sync_api import Page as Tab

SCRIPTS = Path(__file__).parent / "scripts"
NARROW = {"width": 320, "height": 800}


@cache
def script(name: str) -> str:
    """The JavaScript of a file in scripts/: an expression to evaluate in a page."""
    return (SCRIPTS / f"{name}.js").read_text(encoding="utf-8")


@dataclass
class Heard:
    """What a tab asked for and complained of since it was opened, or since clear()."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def clear(self) -> None:
        """Forget what was heard."""
        self.requests.clear()
        self.complaints.clear()


def listen(tab: Tab) -> Heard:
    """Note requests, console errors and warnings (a breach of the content policy is one) and exceptions."""
    heard = Heard()
    tab.on("request", lambda request: heard.requests.append(request.url))
    tab.on("requestfailed", lambda request: _failed(heard, request))
    tab.on("pageerror", lambda error: heard.complaints.append(f"exception: {error}"))
    tab.on("console", lambda message: _note(heard, message.type, message.text))
    return heard


def _failed(heard: Heard, request: Request) -> None:
    # What was still on its way when the tab went on to the next page is no failure.
    if request.failure != "net::ERR_ABORTED":
        heard.complaints.append(f"failed: {request.url}: {request.failure}")


def _note(heard: Heard, kind: str, text: str) -> None:
    if kind in ("error", "warning"):
        heard.complaints.append(f"{kind}: {text}")


@contextmanager
def context(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """A context of the browser that is closed in the end."""
    made = browser.new_context(**options)
    try:
        yield made
    finally:
        made.close()


@dataclass(frozen=True)
class Visit:
    """One page, seen at 320 px."""

    url: str
    status: int
    requests: list[str]
    """Addresses; those of the site itself without its host, which differs from one worker to the next."""
    complaints: list[str]
    width: list[int]
    """Width of the matter, width of the window."""
    cut: list[str]
    """Text that reaches beyond the window, or is clipped."""
    needs: list[str]
    """Addresses of all images and icons, also of those that were not loaded yet."""
    texts: list[str]
    """The text of each block; what typography leaves alone is U+FFFC."""
    times: list[list[str]]
    """(datetime, text) of each <time>."""


def survey(browser: Browser, base: str, urls: Iterable[str], store: Path) -> list[Visit]:
    """Visit every page; ``store`` keeps the visits for the next to ask."""
    if store.exists():
        return [Visit(**visit) for visit in json.loads(store.read_text(encoding="utf-8"))]
    see = script("see")
    visits = []
    with context(browser, viewport=NARROW) as narrow:
        tab = narrow.new_page()
        heard = listen(tab)
        for url in urls:
            heard.clear()
            answer = tab.goto(base + url)
            seen = tab.evaluate(see)
            status = answer.status if answer else 0
            seen["needs"] = [need.removeprefix(base) for need in seen["needs"]]
            requests = [request.removeprefix(base) for request in heard.requests]
            visits.append(Visit(url, status, requests, list(heard.complaints), **seen))
    temporary = store.with_suffix(".new")
    temporary.write_text(json.dumps([asdict(visit) for visit in visits], ensure_ascii=False), encoding="utf-8")
    temporary.replace(store)
    return visits
