"""The preview's part in the browser: what it shows over the page when something is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import axe
from browser.previewed import ERROR, Site, previewed, reloaded, visit, watched_tab
from browser.visits import script


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with previewed(tmp_path) as made:
        yield made


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with watched_tab(browser) as tab:
        yield tab


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
