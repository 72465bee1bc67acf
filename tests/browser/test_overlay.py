"""The preview's part in the browser: what it reloads and keeps, what it shows over the page. Nothing is built."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from preview.builder import Outcome
from preview.page import waiting_page
from preview.report import as_report
from preview.server import serve
from preview.state import State
from registry.i18n import load_catalogue
from registry.project import Project

from browser import axe
from browser.visits import script

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
    root: Path
    state: State
    address: str

    def write(self, path: str, title: str = "Lampe") -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(HTML.replace("TITLE", title), "utf-8")

    def succeed(self, *changed: str) -> None:
        self.state.succeed(frozenset(changed))

    def fail(self, *problems: dict[str, object]) -> None:
        outcome, above = Outcome(False, "", "", list(problems)), self.root.parent
        self.state.fail(as_report(outcome, CATALOGUE, above / "site", above, self.root) or {})


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
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


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
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
    return not page.evaluate("window.marked === true")


def settle(page: Page, site: Site) -> None:
    """Wait until the page has heard of all that was told so far: a report that it shows, then takes away."""
    site.fail(ERROR)
    expect(page.locator("#preview-problems")).to_be_visible()
    site.succeed()
    expect(page.locator("#preview-problems")).to_be_hidden()


def test_a_page_reloads_when_it_changed_and_only_then(site: Site, page: Page) -> None:
    visit(page, site)
    site.write("b/index.html", "Autre")
    site.succeed("b/index.html", "api/v1/b.json", "index.html")
    settle(page, site)
    assert not reloaded(page)
    site.write("a/index.html", "Nouveau")
    site.succeed("a/index.html")
    expect(page.locator("h1")).to_have_text("Nouveau")


def test_a_page_reloads_when_what_it_uses_changed(site: Site, page: Page) -> None:
    visit(page, site)
    site.succeed("other.css", "images/i.svg")
    settle(page, site)
    assert not reloaded(page)
    (site.root / "site.css").write_text("h1 { color: rgb(1, 2, 3); }")
    site.succeed("site.css")
    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
    visit(page, site)
    (site.root / "i.svg").write_text(SVG.replace('"9"', '"8"'))
    with page.expect_websocket(), page.expect_response("**/i.svg"):
        site.succeed("i.svg")


def test_a_page_reloads_when_it_is_not_known_what_changed(site: Site, page: Page) -> None:
    visit(page, site)
    with page.expect_websocket():
        site.state.succeed(None)
    assert reloaded(page)


def test_a_page_that_was_not_there_appears(site: Site, page: Page) -> None:
    visit(page, site, "/new/?x#y")
    expect(page.locator("h1")).to_have_text("Introuvable")
    site.write("new/index.html", "Là")
    site.succeed("new/index.html")
    expect(page.locator("h1")).to_have_text("Là")
    assert page.url.endswith("/new/?x#y")
    (site.root / "new/index.html").unlink()
    site.succeed("new/index.html")
    expect(page.locator("h1")).to_have_text("Introuvable")
    site.write("404.html", "Perdu")
    site.succeed("404.html")
    expect(page.locator("h1")).to_have_text("Perdu")


def test_every_tab_is_told(site: Site, page: Page) -> None:
    # More than a browser grants connections of the usual sort to one server.
    pages = [page, *(page.context.new_page() for _ in range(7))]
    for tab in pages:
        visit(tab, site, "/a/" if tab is page else "/b/")
    site.write("b/index.html", "Nouveau")
    site.succeed("b/index.html")
    for tab in pages[1:]:
        expect(tab.locator("h1")).to_have_text("Nouveau")
    assert not reloaded(page)


HIDE = """state => {
  Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_a_hidden_tab_catches_up_when_it_is_seen_again(site: Site, page: Page) -> None:
    visit(page, site)
    page.evaluate(HIDE, "hidden")
    site.write("a/index.html", "Nouveau")
    site.succeed("a/index.html")
    site.succeed("b/index.html")
    site.fail(ERROR)
    page.wait_for_timeout(150)
    assert not reloaded(page)
    expect(page.locator("#preview-problems")).to_have_count(0)
    page.evaluate(HIDE, "visible")
    expect(page.locator("h1")).to_have_text("Nouveau")
    expect(page.locator("#preview-problems")).to_be_visible()


def test_a_tab_of_an_earlier_run_reloads(site: Site, page: Page) -> None:
    visit(page, site)
    site.state.run = "another"
    with page.expect_websocket():
        site.succeed("b/index.html")
    assert reloaded(page)


def test_the_reader_stays_where_they_were(site: Site, page: Page) -> None:
    visit(page, site)
    page.get_by_text("Un", exact=True).click()
    page.get_by_text("Deux", exact=True).click()
    page.get_by_role("button", name="Rien").focus()
    page.evaluate("scrollTo({ top: 3000, behavior: 'instant' })")
    site.write("a/index.html", "Nouveau")
    site.succeed("a/index.html")
    expect(page.locator("h1")).to_have_text("Nouveau")
    expect(page.get_by_text("un", exact=True)).to_be_visible()
    expect(page.get_by_text("deux", exact=True)).to_be_hidden()
    expect(page.get_by_role("button", name="Rien")).to_be_focused()
    page.wait_for_load_state()
    page.wait_for_timeout(100)
    assert page.evaluate("scrollY") == 3000


def test_an_error_shows_over_the_page_with_all_there_is_to_say(site: Site, page: Page) -> None:
    (site.root.parent / "site/data/partners").mkdir(parents=True)
    (site.root.parent / "site/data/partners/a.yaml").touch()
    site.write("contribuer/messages/s028/index.html")
    visit(page, site)
    warning = {**ERROR, "severity": "warning", "line": 5, "code": "", "source": "", "hint": ""}
    site.fail(warning, {**ERROR, "help": "/contribuer/messages/s028/"})
    overlay = page.get_by_role("region", name="1 erreur, 1 avertissement")
    expect(overlay).to_be_visible()
    items = overlay.get_by_role("listitem")
    expect(items).to_have_count(2)
    expect(items.first).to_contain_text("Valeur inconnue.")
    expect(items.first).to_contain_text("Vouliez-vous dire « club » ?")
    expect(items.first.locator("pre")).to_have_text("2classification: clab")
    expect(items.first.locator("mark")).to_have_text("clab")
    link = items.first.get_by_role("link", name="data/partners/a.yaml:2:17")
    file = (site.root.parent / "site/data/partners/a.yaml").as_posix()
    expect(link).to_have_attribute("href", f"vscode://file{file}:2:17")
    expect(items.first.get_by_role("link", name="S028")).to_have_attribute("href", "/contribuer/messages/s028/")
    expect(page.locator("h1")).to_be_visible()
    assert not reloaded(page)
    # The end of the page can still be read.
    page.get_by_label("Nom").scroll_into_view_if_needed()
    page.evaluate("scrollTo({ top: 1e6, behavior: 'instant' })")
    field, panel = page.get_by_label("Nom").bounding_box(), page.locator("#preview-problems").bounding_box()
    assert field
    assert panel
    assert field["y"] + field["height"] <= panel["y"]
    assert panel["height"] <= 0.6 * 720 + 1


def test_it_goes_when_mended_and_comes_with_other_errors(site: Site, page: Page) -> None:
    visit(page, site)
    site.fail(ERROR)
    overlay = page.locator("#preview-problems")
    expect(overlay).to_contain_text("Valeur inconnue.")
    site.fail({**ERROR, "message": "Autre chose."})
    expect(overlay).to_contain_text("Autre chose.")
    expect(overlay).not_to_contain_text("Valeur inconnue.")
    site.succeed("b/index.html")
    expect(overlay).to_be_hidden()
    assert not reloaded(page)


def test_new_tabs_and_the_404_page_get_it_too(site: Site, page: Page) -> None:
    site.fail(ERROR)
    for address in ("/a/", "/nothing/"):
        page.goto(site.address + address)
        expect(page.locator("#preview-problems")).to_contain_text("Valeur inconnue.")


def test_escape_makes_it_small_and_it_stays_so_until_there_is_news(site: Site, page: Page) -> None:
    visit(page, site)
    page.get_by_label("Nom").focus()
    site.fail(ERROR)
    item = page.get_by_text("Valeur inconnue.")
    expect(item).to_be_visible()
    expect(page.get_by_label("Nom")).to_be_focused()  # it takes no focus away
    page.keyboard.press("Escape")
    expect(item).to_be_hidden()
    badge = page.get_by_role("button", name="Afficher")
    expect(badge).to_be_visible()
    expect(page.get_by_label("Nom")).to_be_focused()
    page.reload()
    expect(badge).to_be_visible()
    expect(item).to_be_hidden()
    badge.press("Enter")
    expect(item).to_be_visible()
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.textContent") == "1 erreur"
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(badge).to_be_focused()
    site.fail({**ERROR, "line": 3})
    expect(item).to_be_visible()


def test_it_is_reached_and_left_by_the_keyboard(site: Site, page: Page) -> None:
    visit(page, site)
    site.fail(ERROR)
    expect(page.locator("#preview-problems")).to_be_visible()
    page.get_by_label("Nom").focus()
    focused = "document.activeElement.shadowRoot?.activeElement?.textContent"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "Réduire (Échap)"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "data/partners/a.yaml:2:17"


def test_nothing_of_the_data_is_markup_or_runs(site: Site, page: Page) -> None:
    visit(page, site)
    nasty = '<img src=x onerror="document.title=1"><script>document.title=1</script>&lt;b&gt;'
    site.fail({"path": nasty, "line": 1, "column": 1, "code": nasty, "message": nasty, "hint": nasty,
               "severity": "error", "source": nasty, "help": "javascript:document.title=1"})  # fmt: skip
    overlay = page.locator("#preview-problems")
    expect(overlay).to_contain_text('onerror="document.title=1"')
    assert overlay.locator("img, script, b").count() == 0
    hrefs = overlay.locator("a").evaluate_all("links => links.map(link => link.protocol)")
    assert hrefs == ["vscode:"]
    assert page.title() == "Lampe"


def test_instead_of_a_site_that_never_was_there_is_a_page_that_says_why(site: Site, page: Page) -> None:
    site.state.built = False
    pages = {path: path.read_text("utf-8") for path in site.root.rglob("*.html")}
    for path in pages:
        path.unlink()
    site.fail(ERROR)
    page.goto(site.address + "/a/")
    expect(page.locator("h1")).to_have_text("Il n’y a pas encore de site")
    expect(page.locator("#preview-problems")).to_contain_text("Valeur inconnue.")
    expect(page.locator("h1")).to_be_in_viewport()
    for path, text in pages.items():
        path.write_text(text, "utf-8")
    site.succeed("a/index.html")
    expect(page.locator("h1")).to_have_text("Lampe")
    expect(page.locator("#preview-problems")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wide_or_narrow_open_or_small(
    site: Site, browser: Browser, axe_source: str, scheme: str
) -> None:
    long = {**ERROR, "path": "data/partners/" + "long-name-" * 12 + ".yaml", "source": "x" * 400, "hint": "mot " * 60}
    site.fail(ERROR, long, {**ERROR, "severity": "warning"})
    (site.root / "a/index.html").write_text(
        '<!doctype html><html lang="fr"><head><title>Lampe</title></head><body><main><h1>Lampe</h1></main></body>'
    )
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(site.address + "/a/")
    overlay = page.locator("#preview-problems")
    expect(overlay).to_be_visible()
    page.evaluate(axe_source)
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate(script("axe"), axe.EVERY) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert overlay.evaluate("host => host.scrollWidth <= host.clientWidth")
    page.keyboard.press("Escape")
    assert page.evaluate(script("axe"), axe.EVERY) == []
    shutil.rmtree(site.root)
    site.state.built = False
    page.goto(site.address + "/")
    expect(overlay).to_be_visible()
    page.evaluate(axe_source)
    assert page.evaluate(script("axe"), axe.EVERY) == []
    context.close()
