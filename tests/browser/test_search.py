"""The search page: what it finds, how it says so, what it loads."""

import re

from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from browser import axe
from browser.served import Site
from browser.visits import context, listen, script

KB = 1000


def asked(tab: Tab, words: str) -> str:
    """What the page says once it has answered."""
    tab.get_by_role("searchbox").fill(words)
    expect(tab.locator("#found")).to_have_attribute("aria-busy", "false")
    return tab.locator("#search").get_by_role("status").inner_text()


def test_the_search_finds_words_however_they_are_written(utopia: Site, tab: Tab) -> None:
    heard, weight = listen(tab), []
    tab.on("response", lambda response: weight.append(len(response.body())))
    tab.goto(f"{utopia.served}/recherche/")
    assert not [request for request in heard.requests if "pagefind" in request], "the index comes before it is asked"
    found = tab.locator("#found")

    # Accents, capitals, elisions, plurals; what is found comes by kind, with the passage.
    assert re.fullmatch(r"\d+ résultats?", asked(tab, "TATIES A L'HEURE"))
    expect(found.get_by_role("heading", level=2).first).to_have_text(re.compile("Projets"))
    expect(found.get_by_role("link").first).to_have_attribute("href", "/projets/taties-a-l-heure/")
    assert asked(tab, "l’associations") == asked(tab, "association")
    expect(found.locator("mark").first).to_have_text(re.compile("association", re.IGNORECASE))
    assert "\u2060" not in found.inner_text()
    # A decision has a place of its own, at its permanent address.
    asked(tab, "puits jardin")
    decision = found.locator("section[aria-labelledby=found-decision]").get_by_role("link").first
    expect(decision).to_have_attribute("href", re.compile(r"^/decisions/2026/#"))
    # What is nowhere is said to be, and not taken for something like it.
    assert asked(tab, "xylophone martien").startswith("Rien")
    assert sum(weight) < 350 * KB
    assert heard.complaints == []


def test_the_search_is_narrowed_kept_in_the_address_and_led_by_keyboard(utopia: Site, tab: Tab) -> None:
    tab.goto(f"{utopia.served}/recherche/?q=jardin&kind=decision")
    found, said = tab.locator("#found"), tab.locator("#search").get_by_role("status")
    expect(said).to_have_text(re.compile(r"^\d+ résultats$"))
    expect(found.get_by_role("heading", level=2)).to_have_count(1)
    some = said.inner_text()
    tab.get_by_label("Chercher dans").select_option("")
    expect(said).not_to_have_text(some)
    tab.get_by_label("Année").select_option("2026")
    tab.get_by_label("Commission", exact=True).select_option("exemple-jardins-imaginaires")
    expect(tab).to_have_url(re.compile(r"\?q=jardin&year=2026&commission=exemple-jardins-imaginaires$"))
    expect(found).to_have_attribute("aria-busy", "false")
    narrowed = said.inner_text()
    tab.reload()
    expect(said).to_have_text(narrowed)
    tab.get_by_role("searchbox").press("Enter")
    expect(found).to_be_focused()
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('#found .hit') !== null")


def test_what_the_search_shows_is_accessible(site: Site, tab: Tab, axe_source: str) -> None:
    word = {"utopia": "jardin", "skerrymoor": "lantern"}[site.name]
    tab.goto(f"{site.served}{site.build.site['urls']['search']}?q={word}")
    expect(tab.locator("#found .hit").first).to_be_visible()
    tab.evaluate(axe_source)
    for scheme, rules in {"light": axe.EVERY, "dark": axe.COLOURS}.items():
        tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert tab.evaluate(script("axe"), rules) == []


def test_where_the_index_is_missing_the_page_says_so_and_lists_the_site(utopia: Site, browser: Browser) -> None:
    with context(browser) as made:
        tab = made.new_page()
        tab.route("**/pagefind/**", lambda route: route.abort())
        tab.goto(f"{utopia.served}/recherche/?q=jardin")
        expect(tab.locator("#search").get_by_role("status")).to_have_text(re.compile("ne répond pas"))
        expect(tab.locator("#browse").get_by_role("link", name="Partenaires", exact=True)).to_be_visible()
