"""The preview's part in the browser: which pages it loads again, and that readers keep their place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.previewed import ERROR, SVG, Site, previewed, reloaded, visit, watched_tab


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with previewed(tmp_path) as made:
        yield made


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with watched_tab(browser) as tab:
        yield tab


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
