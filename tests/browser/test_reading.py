"""Ways to read: without scripts, with large letters, long names, in the dark, in few colours, on paper."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from playwright.sync_api import Page as Tab

from browser.served import Site
from browser.told import told
from browser.visits import context, listen, script

# 60 letters: longer than any name that a record has, and nowhere a place to break.
LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"


def too_wide(tab: Tab, url: str) -> list[str]:
    """What does not fit into the window that shows a page."""
    seen = tab.evaluate(script("see"))
    matter, window = seen["width"]
    found = [f"{url}: {matter} px in {window}"] if matter > window else []
    return found + [f"{url}: cut at {window} px: {text}" for text in seen["cut"]]


@pytest.fixture
def without_scripts(browser: Browser) -> Iterator[BrowserContext]:
    with context(browser, viewport={"width": 1280, "height": 900}, java_script_enabled=False) as made:
        yield made


def test_without_scripts_every_kind_of_page_shows_the_same(
    site: Site, without_scripts: BrowserContext, tab: Tab
) -> None:
    bare = without_scripts.new_page()
    for template, url in site.fullest.items():
        tab.goto(site.served + url)
        bare.goto(site.served + url)
        # What only scripts do: narrowing a list, telling by the reader's clock what is overdue.
        tab.locator("form[data-filter], form[data-day], .late, .badge-late").evaluate_all(
            "added => added.forEach((node) => node.remove())"
        )
        texts = [page.locator("main").inner_text() for page in (tab, bare)]
        if template in ("search.html", "form.html"):  # they need scripts, say so, and show all there is to read
            expect(bare.locator("noscript, #otherwise").first).to_be_visible()
            expect(bare.locator("#browse, #form").first).to_be_visible()
            assert len(texts[1]) > 500, template
        else:
            assert texts[0] == texts[1], template
        expect(bare.locator("#menu").get_by_role("link").first).to_be_visible()


def test_a_list_is_narrowed_at_once_says_how_many_are_left_and_keeps_the_choice(skerrymoor: Site, tab: Tab) -> None:
    tab.goto(f"{skerrymoor.served}/partners/")
    shown, said = tab.locator("#listed [data-tags]:visible"), tab.locator(".filters [role=status]")
    everyone = shown.count()
    expect(said).to_have_text(f"{everyone} partners")
    tab.get_by_label("Theme", exact=True).focus()
    tab.keyboard.type("Company")
    expect(tab).to_have_url(re.compile(r"\?theme=company"))
    members = shown.count()
    assert 1 < members < everyone
    expect(said).to_have_text(f"{members} partners")
    assert all("theme:company" in (tags.get_attribute("data-tags") or "") for tags in shown.all())
    # No section without a partner, and each tells how many of its own are left.
    counts = tab.locator("#listed section:visible .count").all_inner_texts()
    assert sum(map(int, counts)) == members and "0" not in counts
    tab.reload()
    expect(shown).to_have_count(members)
    tab.get_by_label("Word or name").fill("no club is called like this")
    expect(said).to_have_text("No partner has all of that.")
    tab.get_by_role("button", name="Show the whole list").press("Enter")
    expect(shown).to_have_count(everyone)
    expect(tab).to_have_url(re.compile(r"/partners/$"))
    expect(tab.get_by_label("Word or name")).to_be_focused()


def test_decisions_of_all_years_are_narrowed_from_the_first_page_of_their_register(skerrymoor: Site, tab: Tab) -> None:
    meetings = skerrymoor.build.views.registry.of_kind("meeting")
    rejected = [
        item["id"] for record in meetings for item in record.data.get("decisions", ()) if item["result"] == "rejected"
    ]
    tab.goto(f"{skerrymoor.served}/decisions/?state=rejected")
    shown, said = tab.locator("#listed [data-tags]:visible"), tab.locator(".filters [role=status]")
    expect(said).to_have_text(f"{len(rejected)} decisions")
    assert sorted(item.get_attribute("id") for item in shown.all()) == sorted(rejected)
    tab.get_by_label("Project", exact=True).select_option(label="Benches on the Causeway")
    expect(said).to_have_text("1 decision")
    expect(tab).to_have_url(re.compile("state=rejected&project=|project=causeway-benches&state=rejected"))


def test_who_was_there_on_a_day_is_told_as_surely_as_dates_allow(skerrymoor: Site, tab: Tab) -> None:
    tab.goto(f"{skerrymoor.served}/partners/2018/?day=2018-04-15")
    said, rows = tab.locator(".filters [role=status]"), tab.locator("tbody tr:visible")
    newcomer = tab.get_by_role("row", name="Café Ægir")  # since April 2018
    expect(said).to_have_text("21 were there, and 2 perhaps")  # and one of whom nobody noted when it joined
    expect(newcomer).to_contain_text("perhaps")
    tab.get_by_label("Who was there on this day?").fill("2018-03-31")
    expect(newcomer).to_be_hidden()
    tab.get_by_label("Who was there on this day?").fill("2018-05-01")
    expect(newcomer).not_to_contain_text("perhaps")
    expect(tab).to_have_url(re.compile(r"\?day=2018-05-01$"))
    tab.get_by_role("button", name="Show the whole list").click()
    expect(rows).to_have_count(22)
    expect(said).to_be_empty()


def test_letters_of_twice_the_size_fit(site: Site, wide: BrowserContext, tab: Tab) -> None:
    problems = []
    wide.new_cdp_session(tab).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    for url in site.fullest.values():
        tab.goto(site.served + url)
        for width in (1280, 360):
            tab.set_viewport_size({"width": width, "height": 900})
            problems += too_wide(tab, url)
    assert tab.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 32
    assert not problems, told(problems)


def test_the_longest_word_fits_on_the_smallest_phone(site: Site, browser: Browser) -> None:
    problems = []
    with context(browser, viewport={"width": 320, "height": 800}) as made:
        tab = made.new_page()
        for url in site.fullest.values():
            tab.goto(site.served + url)
            tab.evaluate(script("lengthen"), LONG)
            problems += too_wide(tab, url)
    assert not problems, told(problems)


def test_the_dark_scheme_is_dark(site: Site, tab: Tab) -> None:
    tab.goto(f"{site.served}/")
    tab.emulate_media(color_scheme="light")
    paper, ink = tab.evaluate(script("light"))
    assert paper > 200 > 100 > ink
    tab.emulate_media(color_scheme="dark")
    paper, ink = tab.evaluate(script("light"))
    assert paper < 60 < 150 < ink


def test_few_colours_no_motion_and_paper_are_honoured(site: Site, tab: Tab) -> None:
    heard = listen(tab)
    for template, url in site.fullest.items():
        tab.emulate_media(media="screen", color_scheme="light", reduced_motion="reduce", forced_colors="none")
        tab.goto(site.served + url)
        assert tab.evaluate(script("moving")) == [], url
        tab.emulate_media(forced_colors="active")
        expect(tab.locator("h1")).to_be_visible()
        tab.emulate_media(media="print", color_scheme="dark", forced_colors="none")
        expect(tab.locator("h1")).to_be_visible()
        for selector in ("#menu", "[popovertarget]", ".skip"):
            expect(tab.locator(selector)).to_be_hidden()
        paper, ink = tab.evaluate(
            "() => ['backgroundColor', 'color'].map((name) => getComputedStyle(document.documentElement)[name])"
        )
        assert (paper, ink) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)"), template
        assert tab.evaluate(script("faint")) == [], url
    assert heard.complaints == []


def test_where_colours_are_taken_away_the_current_entry_has_a_border(site: Site, tab: Tab) -> None:
    tab.emulate_media(forced_colors="active")
    tab.goto(site.served + site.build.site["nav"][0]["url"])
    current = tab.locator("#menu [aria-current]").first
    assert current.evaluate("node => parseFloat(getComputedStyle(node).borderTopWidth)") >= 1


def test_minutes_go_on_paper_whole(site: Site, tab: Tab) -> None:
    tab.goto(site.served + site.fullest["kinds/meeting.html"])
    tab.emulate_media(media="print")
    assert tab.locator("main").inner_text().count("\n") > 20
    pdf = tab.pdf()
    assert pdf.startswith(b"%PDF") and len(pdf) > 15_000
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 1
