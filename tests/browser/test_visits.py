"""What a browser sees on the pages of both sites, on a phone of 320 px."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from browser.served import Site
from browser.told import told
from browser.visits import Visit

KB = 1000
MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
SHORT = r"janv\.|févr\.|avr\.|juil\.|sept\.|oct\.|nov\.|déc\."


def test_every_page_is_served(site: Site, visits: list[Visit]) -> None:
    assert {visit.url for visit in visits} <= {page.url for page in site.output.own}
    assert len(visits) > 100
    assert [visit.url for visit in visits if visit.status != 200] == []


def test_no_page_scrolls_sideways_and_no_text_is_cut(visits: list[Visit]) -> None:
    problems = [f"{v.url}: {v.width[0]} px in a window of {v.width[1]}" for v in visits if v.width[0] > v.width[1]]
    problems += [f"{visit.url}: cut: {text}" for visit in visits for text in visit.cut]
    assert not problems, told(problems)


def test_the_browser_complains_of_nothing(visits: list[Visit]) -> None:
    problems = [f"{visit.url}: {complaint}" for visit in visits for complaint in visit.complaints]
    assert not problems, told(problems)


def test_nothing_is_asked_of_another_host(visits: list[Visit]) -> None:
    asked = [(visit.url, request) for visit in visits for request in visit.requests + visit.needs]
    assert len(asked) > len(visits)
    problems = [f"{url} asks {request}" for url, request in asked if not request.startswith("/")]
    assert not problems, told(problems)


def test_pages_are_light(site: Site, visits: list[Visit]) -> None:
    search = site.build.site["urls"]["search"]
    problems = []
    for visit in visits:
        # Images that wait until the reader comes near count too, and so does the icon that headless browsers skip.
        files = {site.output.file(urlsplit(request).path) for request in visit.requests + visit.needs}
        weight = sum(file.stat().st_size for file in files if file)
        limit = 350 * KB if visit.url == search else 150 * KB
        if weight > limit or len(files) > 15:
            problems.append(f"{visit.url}: {weight / KB:.0f} KB, {len(files)} requests")
    assert not problems, told(problems)


def test_a_preview_tells_what_is_overdue_and_the_published_site_never(
    utopia: Site, skerrymoor: Site, browser: Browser
) -> None:
    tab = browser.new_page()
    tab.goto(f"{utopia.served}/actions/")
    late, rows = tab.locator(".badge-late"), tab.locator("tr[data-due]")
    assert 0 < late.count() <= rows.count()  # an example that was due in 2026-09
    assert re.match(r"\d+ actions? (sont|est) en retard", tab.locator("#late").inner_text())
    tab.close()
    published = skerrymoor.output.page("/actions/").path.read_text(encoding="utf-8")
    assert "data-due" not in published and "late.js" not in published
    assert not list(skerrymoor.output.folder.rglob("late.*"))


FRENCH = {
    "a straight apostrophe": r"\w'\w",
    "straight quotation marks": r'"',
    "an ordinary space, or none, before ; ! ?": r"(?<![\u202f;!?])[;!?]",
    "an ordinary space, or none, before :": r"(?<!\u00a0)(?<!mailto):(?!//|(?<=\d:)\d)",
    "an ordinary space, or none, before »": r"(?<!\u00a0)»",
    "an ordinary space, or none, after «": r"«(?!\u00a0)",
    "an ordinary space, or none, before %": r"\d ?%",
    "an ordinary space before a unit": r"\d (€|km|h|kg|m²)(?!\w)",
    "an ordinary space after n° or M.": r"(\bn°|\bM\.) \w",
    "three dots": r"\.\.\.",
    "an ordinal on the line": r"\b1ers?\b|\b1ère",
    "a hyphen for a dash": r"\w -- ?\w| - ",
}
ENGLISH = {
    "a straight apostrophe": r"\w'\w",
    "straight quotation marks": r'"',
    "three dots": r"\.\.\.",
    "French spacing": r"[\u00a0\u202f][;!?:»]",
}


def test_texts_are_set_as_their_language_wants(site: Site, visits: list[Visit]) -> None:
    rules = {"fr": FRENCH, "en": ENGLISH}[site.build.site["language"]]
    problems = []
    for visit in visits:
        for text in visit.texts:
            for name, rule in rules.items():
                if found := re.search(rule, text):
                    around = text[max(0, found.start() - 40) : found.end() + 20]
                    problems.append(f"{visit.url}: {name}: « {around} »")
    assert sum(len(visit.texts) for visit in visits) > 20 * len(visits)
    assert not problems, told(problems)


def test_a_date_is_told_with_the_precision_that_its_source_has(visits: list[Visit]) -> None:
    problems, seen = [], set()
    for visit in visits:
        for machine, text in visit.times:
            day, _, clock = machine.partition("T")
            seen.add(len(day))
            parts = [int(part) for part in day.split("-")]
            year, *rest = parts
            numbers = [int(number) for number in re.findall(r"\d+", text)]
            wanted = {year, *rest[1:]}
            right = wanted <= set(numbers) if clock else wanted == set(numbers)
            words = re.findall(r"[^\W\d]{3,}", text)
            if not right or (not rest and words):
                problems.append(f"{visit.url}: {machine} is told as « {text} »")
    assert seen == {4, 7, 10}
    assert not problems, told(problems)


def test_no_page_of_utopia_knows_a_day_that_no_source_knows(utopia: Site) -> None:
    problems = []
    for page in utopia.output.own:
        text = re.sub(r"<[^>]*>", "", page.path.read_text(encoding="utf-8"))
        for found in re.finditer(rf"(\d+(?:er)?\s)?({MONTHS}|{SHORT})\s(2006|2009|2010)", text):
            if re.sub(r"\s", " ", found[0]) != "26 mai 2009":
                problems.append(f"{page.url}: {found[0]}")
    assert not problems, told(problems)


def test_those_who_joined_in_2010_joined_in_2010(utopia: Site) -> None:
    for id_ in ("caf-de-la-moselle", "conseil-regional", "sous-prefecture", "assurance-maladie", "hopital"):
        html = utopia.output.page(f"/partenaires/{id_}/").path.read_text(encoding="utf-8")
        assert "2010" in html
        assert not re.search(r"2010-\d", html), id_
    home = utopia.output.page("/").path.read_text(encoding="utf-8")
    assert re.search(r'<time datetime="2009-05-26">26.mai.2009</time>', home)
