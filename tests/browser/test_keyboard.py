"""The pages by keyboard alone: every stop can be seen, none holds the reader."""

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from browser.served import Site
from browser.told import told
from browser.visits import context, script


def stops(tab: Tab, most: int = 600) -> list[dict]:
    """Every place where Tab stops, until it leaves the page."""
    found = []
    for _ in range(most):
        tab.keyboard.press("Tab")
        stop = tab.evaluate(script("stop"))
        if stop is None:
            return found
        found.append(stop)
    raise AssertionError(f"Tab never leaves the page: {found[-3:]}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_stop_of_home_can_be_seen_and_the_last_is_in_the_footer(
    site: Site, scheme: str, browser: Browser
) -> None:
    with context(
        browser, viewport={"width": 1280, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    ) as made:
        tab = made.new_page()
        tab.goto(f"{site.served}/")
        at_rest = tab.evaluate(script("looks"))
        wanted = tab.evaluate(script("reachable"))
        found = stops(tab)
    assert len(found) == wanted > 30
    ranks = [stop["rank"] for stop in found]
    assert ranks == sorted(ranks), "Tab goes in another order than the page"
    assert [found[0]["where"], found[-1]["where"]] == ["top", "footer"]
    problems = [
        f"{stop['name']}: {'no visible focus' if stop['inside'] else 'outside the window'}"
        for stop in found
        if stop["outline"] < 2 or stop["look"] == at_rest[stop["rank"]] or not stop["inside"]
    ]
    problems += [f"{stop['name']}: covered" for stop in found if stop["covered"]]
    assert not problems, told(problems)


def test_the_skip_link_comes_first_and_leads_to_the_matter(site: Site, tab: Tab) -> None:
    for url in ("/", *list(site.fullest.values())[::5]):
        tab.goto(site.served + url)
        tab.emulate_media(reduced_motion="reduce")
        tab.keyboard.press("Tab")
        skip = tab.locator(":focus")
        assert skip.get_attribute("href") == "#main", url
        box = skip.bounding_box()
        assert box, url
        assert box["y"] >= 0, f"{url}: the skip link stays out of sight"
        tab.keyboard.press("Enter")
        assert tab.evaluate("document.activeElement.id") == "main", url
        tab.keyboard.press("Tab")
        assert tab.evaluate("!!document.activeElement.closest('main')"), url


WALKED = "404 contribute decisions kinds/meeting kinds/project lists/partners message statistics"
"""Templates of pages; that of the search, which gets more choices while it is used, has a walk of its own."""


@pytest.mark.parametrize("template", [f"{name}.html" for name in WALKED.split()])
def test_no_page_holds_the_keyboard_or_hides_where_it_is(site: Site, tab: Tab, template: str) -> None:
    tab.emulate_media(reduced_motion="reduce")
    tab.goto(site.served + site.fullest[template])
    found = stops(tab)
    assert len(found) == tab.evaluate(script("reachable"))
    assert found[-1]["where"] == "footer"
    lost = [stop["name"] for stop in found if stop["outline"] < 2 or not stop["inside"]]
    assert not lost, told(lost)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(site: Site, browser: Browser, scripts: bool) -> None:
    phone = {"width": 360, "height": 740}
    with context(browser, viewport=phone, java_script_enabled=scripts) as made:
        tab = made.new_page()
        tab.goto(f"{site.served}/")
        menu, button = tab.locator("#menu"), tab.locator("[popovertarget=menu]")
        expect(menu).to_be_hidden()
        button.focus()
        tab.keyboard.press("Enter")
        expect(menu).to_be_visible()
        for link in menu.get_by_role("link").all():
            tab.keyboard.press("Tab")
            expect(link).to_be_focused()
            box = link.bounding_box()
            assert box and box["height"] >= 24 and box["x"] >= 0 and box["x"] + box["width"] <= 360
        tab.keyboard.press("Escape")
        expect(menu).to_be_hidden()
        expect(button).to_be_focused()


def test_the_menu_of_a_phone_leads_on_and_lets_itself_be_closed_by_touch(site: Site, browser: Browser) -> None:
    with context(browser, viewport={"width": 360, "height": 740}, has_touch=True) as made:
        tab = made.new_page()
        tab.goto(f"{site.served}/")
        menu, button = tab.locator("#menu"), tab.locator("[popovertarget=menu]")
        button.tap()
        expect(menu).to_be_visible()
        button.tap()
        expect(menu).to_be_hidden()
        button.tap()
        menu.get_by_role("link").nth(1).tap()
        tab.wait_for_url(site.served + site.build.site["nav"][1]["url"])
