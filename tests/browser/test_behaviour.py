"""Pages in a real browser: narrow, by keyboard, without scripts, printed, and with nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect
from support.sites import BuiltSites

from browser.pages_of import SKERRYMOOR, UTOPIA, one_of_each, urls

PAGE_LIMIT, SEARCH_LIMIT, REQUESTS = 150_000, 350_000, 15


@pytest.fixture(scope="session", params=[(UTOPIA, False), (SKERRYMOOR, True)], ids=["utopia", "skerrymoor"])
def site(request: pytest.FixtureRequest, built_site: BuiltSites) -> Path:
    return built_site(*request.param)


@pytest.fixture(scope="session")
def utopia(built_site: BuiltSites, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(built_site(UTOPIA))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture
def without_scripts(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    yield context
    context.close()


def test_no_page_is_wider_than_a_small_phone(site: Path, browser: Browser, serve_folder: Callable[[Path], str]) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800})
    page, base, wide = context.new_page(), serve_folder(site), []
    for url in urls(site):
        page.goto(base + url, wait_until="domcontentloaded")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide.append(f"{url}: {width} px")
    context.close()
    assert not wide, "\n".join(wide)


def test_pages_are_light_ask_nobody_else_and_break_no_rule(
    site: Path, browser: Browser, serve_folder: Callable[[Path], str]
) -> None:
    base, found = serve_folder(site), []
    for url in one_of_each(site):
        context = browser.new_context()
        page = context.new_page()
        said: list[str] = []
        answers: list[Response] = []
        page.on("console", lambda message, said=said: said.append(message.text))
        page.on("pageerror", lambda error, said=said: said.append(str(error)))
        page.on("response", lambda response, answers=answers: answers.append(response))
        page.goto(base + url, wait_until="load")
        found += [f"{url}: {text}" for text in said]
        elsewhere = [answer.url for answer in answers if not answer.url.startswith(base)]
        weight = sum(len(answer.body()) for answer in answers if answer.status == 200)
        limit = SEARCH_LIMIT if url in ("/recherche/", "/search/") else PAGE_LIMIT
        found += [f"{url} asks {address}" for address in elsewhere]
        if weight > limit or len(answers) > REQUESTS:
            found.append(f"{url}: {weight} bytes, {len(answers)} requests")
        context.close()
    assert not found, "\n".join(found)


def test_the_skip_link_is_first_and_leads_to_the_content(page: Page, utopia: str) -> None:
    page.goto(utopia + "/partenaires/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_keyboard_reaches_the_footer_and_always_shows_where_it_is(page: Page, utopia: str) -> None:
    page.goto(utopia + "/")
    invisible, seen = [], 0
    for _ in range(200):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => {
              const e = document.activeElement;
              if (e === document.body) return null;
              const s = getComputedStyle(e);
              return {
                what: e.outerHTML.slice(0, 100),
                footer: !!e.closest("footer"),
                box: e.getBoundingClientRect().height,
                shown: (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1) || s.boxShadow !== "none",
              };
            }"""
        )
        if state is None:
            break
        seen += 1
        if not state["shown"] or state["box"] == 0:
            invisible.append(state["what"])
        last = state
    assert seen > 20
    assert last["footer"]
    assert not invisible, "\n".join(invisible)


def test_everything_is_readable_without_scripts(without_scripts: BrowserContext, utopia: str) -> None:
    page = without_scripts.new_page()
    page.goto(utopia + "/recherche/")
    assert page.get_by_role("link", name="CCAS de Thionville").first.is_visible()
    page.goto(utopia + "/")
    page.locator("header").get_by_text("Menu", exact=True).first.click()
    link = page.locator("#menu").get_by_role("link", name="Projets")
    assert link.is_visible()
    link.click()
    page.get_by_role("link", name="Taties à l’heure").first.click()
    assert page.locator("h1").inner_text().startswith("Taties")


def test_the_search_page_filters_and_tells_how_many(page: Page, utopia: str) -> None:
    page.goto(utopia + "/recherche/")
    page.get_by_role("searchbox").fill("taties")
    expect(page.locator("main [role=status], main [aria-live]").first).not_to_be_empty()
    visible = page.locator("main li:visible a").all_inner_texts()
    assert visible
    assert any("Taties" in text for text in visible)
    assert not any("Sous-préfecture" in text for text in visible)


def test_the_dark_scheme_and_forced_colours_are_honoured(browser: Browser, utopia: str) -> None:
    colours = {}
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, forced_colors="none", reduced_motion="reduce")
        page = context.new_page()
        page.goto(utopia + "/")
        colours[scheme] = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        context.close()
    assert colours["light"] != colours["dark"]
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(utopia + "/")
    assert page.get_by_role("heading", level=1).is_visible()
    context.close()


def test_paper_shows_the_content_and_no_menu(page: Page, utopia: str) -> None:
    page.goto(utopia + "/charte/")
    page.emulate_media(media="print")
    assert not page.locator("#menu").is_visible()
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.get_by_role("heading", name="Signataires").is_visible()
    assert len(page.pdf()) > 10_000


def test_an_example_is_announced_in_the_preview(page: Page, utopia: str) -> None:
    page.goto(utopia + "/partenaires/exemple-association-des-nuages/")
    assert page.locator(".band-example").get_by_text("Exemple").first.is_visible()


FAULTS = r"""() => {
  const skip = "code, pre, kbd, samp, script, style, textarea, [data-verbatim], [lang]:not(html)";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node; (node = walker.nextNode());) {
    if (node.parentElement.closest(skip)) continue;
    const text = node.textContent;
    for (const rule of [/\p{L}'\p{L}/u, /[^\s] [;!?»]/u, /[^\s] :(\s|$)/u, /« /u, /\.\.\./, /\b1er\b/])
      if (rule.test(text)) found.push(text.trim().slice(0, 90));
  }
  return found;
}"""


def test_french_is_set_as_french(built_site: BuiltSites, page: Page, utopia: str) -> None:
    found = []
    for url in urls(built_site(UTOPIA)):
        page.goto(utopia + url, wait_until="domcontentloaded")
        found += [f"{url}: {text}" for text in page.evaluate(FAULTS)]
    assert not found, "\n".join(found)


def test_dates_are_no_more_precise_than_their_source(page: Page, utopia: str) -> None:
    page.goto(utopia + "/partenaires/caf-de-la-moselle/")
    main = page.locator("main").inner_text()
    assert "depuis 2010" in main
    assert "janvier 2010" not in main
    page.goto(utopia + "/reunions/2009-05-26-fondation/")
    assert "26 mai 2009" in page.locator("main").inner_text().replace("\u00a0", " ")
