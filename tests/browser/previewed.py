"""A site as the preview serves it, without builds: what its part in the browser is tested with."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page
from preview.builder import Outcome
from preview.page import waiting_page
from preview.report import as_report
from preview.server import serve
from preview.state import State
from registry.i18n import load_catalogue
from registry.project import Project

CATALOGUE = load_catalogue(Project().locale, "fr")
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'"
LINES = "".join(f"<p>{number}</p>" for number in range(200))
HTML = f"""<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Lampe</title>
<meta http-equiv="Content-Security-Policy" content="{POLICY}"><link rel="stylesheet" href="/site.css"></head>
<body><main><h1>TITLE</h1><a href="/b/" id="b">b</a><button>Rien</button>
<details><summary>Un</summary><p>un</p></details><details open><summary>Deux</summary><p>deux</p></details>
<img src="/i.svg" alt="" height="40">{LINES}<input aria-label="Nom"></main></body></html>"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
ERROR = {
    "path": "data/partners/a.yaml", "line": 2, "column": 17, "code": "S028", "message": "Valeur inconnue.",
    "hint": "Vouliez-vous dire « club » ?", "severity": "error", "source": "classification: clab",
}  # fmt: skip


@dataclass
class Site:
    """Its files, what the server knows of builds, its address."""

    root: Path
    state: State
    address: str

    def write(self, path: str, title: str = "Lampe") -> None:
        """Put a page there."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(HTML.replace("TITLE", title), "utf-8")

    def succeed(self, *changed: str) -> None:
        """Tell of a build that changed these files."""
        self.state.succeed(frozenset(changed))

    def fail(self, *problems: dict[str, object]) -> None:
        """Tell of a build that failed."""
        outcome, above = Outcome(False, "", "", list(problems)), self.root.parent
        self.state.fail(as_report(outcome, CATALOGUE, above / "site", above, self.root) or {})


@contextmanager
def previewed(tmp_path: Path) -> Iterator[Site]:
    """A small site that was built and is served as ``make serve`` does; a test tells what builds came to."""
    state = State()
    server = serve(tmp_path / "out", 0, state, lambda: waiting_page(CATALOGUE))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    made = Site(tmp_path / "out", state, f"http://127.0.0.1:{server.server_port}")
    for path in ("index.html", "a/index.html", "b/index.html"):
        made.write(path)
    (made.root / "site.css").write_text("body { margin: 0; } html { scroll-behavior: smooth; }")
    (made.root / "i.svg").write_text(SVG)
    made.write("404.html", "Introuvable")
    state.succeed(None)
    yield made
    state.close()
    server.shutdown()
    server.server_close()
    thread.join()


@contextmanager
def watched_tab(browser: Browser) -> Iterator[Page]:
    """A tab in which nothing may go wrong."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if "Security Policy" in message.text else None)
    yield page
    context.close()
    assert wrong == []


def visit(page: Page, site: Site, address: str = "/a/") -> None:
    """Go there, wait until the page listens, and mark it: a mark that is gone tells a reload."""
    with page.expect_websocket():
        page.goto(site.address + address)
    page.evaluate("window.marked = true")


def reloaded(page: Page) -> bool:
    """Whether the page is no longer the one that was marked."""
    return not page.evaluate("window.marked === true")
