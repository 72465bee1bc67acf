import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from registry.build import Build
from registry.codes import CODES
from registry.project import Project
from registry.view.journal import RECENT
from registry.view.special import DESCRIPTIONS
from support.problems import catalogue
from support.sites import ROOT
from support.views import build

SITES = [ROOT, ROOT / "tests/networks/skerrymoor", ROOT / "tests/networks/minimal", ROOT / "tests/golden/site"]


def unlike_json(value: Any) -> list[Any]:
    """Parts of a value that JSON does not have."""
    if isinstance(value, dict):
        return [*(key for key in value if not isinstance(key, str)), *unlike_json(list(value.values()))]
    if isinstance(value, list | tuple):
        return [part for item in value for part in unlike_json(item)]
    return [] if value is None or type(value) in (str, int, bool, float) else [value]


def by_url(found: Build) -> dict[str, dict[str, Any]]:
    return {page["url"]: page for page in found.pages}


@pytest.mark.parametrize("site", SITES, ids=lambda path: path.name)
def test_every_page_is_plain_data_with_an_address_of_its_own(site: Path) -> None:
    found = Build(site, Project())
    assert Counter(page["url"] for page in found.pages).most_common(1)[0][1] == 1
    for page in found.pages:
        assert unlike_json(page) == [], page["url"]
        assert page["title"], page["url"]
        assert (Project().theme / "templates" / page["template"]).is_file()
        assert [set(crumb) for crumb in page["breadcrumbs"]] == [{"title", "url"}] * len(page["breadcrumbs"])
    json.dumps(found.site)


def test_every_code_has_a_page(tmp_path: Path) -> None:
    pages = by_url(build(tmp_path))
    assert {f"/contribute/messages/{code.lower()}/" for code in CODES} <= set(pages)
    page = pages["/contribute/messages/r001/"]
    assert (page["code"], page["severity"]) == ("R001", "error")
    assert "{" not in page["message"] + page["mend"]
    listed = [code["code"] for group in pages["/contribute/messages/"]["groups"] for code in group["codes"]]
    assert sorted(listed) == sorted(CODES)


def test_a_text_introduces_a_page_of_the_site_and_has_none_of_its_own(tmp_path: Path) -> None:
    pages = by_url(build(tmp_path))
    partners = pages["/partners/"]
    assert (partners["title"], partners["description"]) == ("Our partners", "Who we are.")
    assert partners["intro"]["html"] == "<p>All <em>here</em>.</p>"
    assert partners["edit"]["path"] == "content/pages/intro.md"
    assert "/intro/" not in pages


def test_every_built_in_page_describes_itself_unless_a_text_does(tmp_path: Path) -> None:
    found = build(tmp_path)
    pages = by_url(found)
    sections = {pages[url]["description"] for name, url in found.site["urls"].items() if name in DESCRIPTIONS}
    others = {pages[url]["description"] for url in ("/404.html", "/contribute/partners/")}
    assert sections | others == {catalogue("en").gettext(text) for text in DESCRIPTIONS.values()}
    intro = "---\ntitle: Figures\nsection: statistics\n---\nAll.\n"
    titled = by_url(build(tmp_path / "2", {"content/pages/figures.md": intro}))["/statistics/"]
    assert (titled["title"], titled["description"]) == ("Figures", pages["/statistics/"]["description"])


def test_the_latest_charter_is_the_charter(tmp_path: Path) -> None:
    pages = by_url(build(tmp_path))
    assert pages["/charter/"]["record"]["id"] == "2020"
    assert pages["/charter/2016/"]["record"]["id"] == "2016"
    assert "/charter/2020/" not in pages
    assert pages["/charter/"]["current"]
    assert not pages["/charter/2016/"]["current"]


def test_menus_name_what_there_is(tmp_path: Path) -> None:
    site = build(tmp_path).site
    nav = [entry["url"] for entry in site["nav"]]
    assert {"/charter/", "/partners/", "/commissions/", "/meetings/", "/projects/", "/news/", "/about/"} == set(nav)
    assert site["has"]["glossary"]
    empty = Build(ROOT / "tests/networks/minimal", Project()).site
    assert [entry["url"] for entry in empty["nav"]] == ["/partners/"]
    assert "/glossary/" not in [entry["url"] for entry in empty["footer_nav"]]


def test_a_preview_has_no_address_of_its_own(tmp_path: Path) -> None:
    assert build(tmp_path / "a").site["url"] == ""
    assert build(tmp_path / "b", publish=True).site["url"] == "https://harbour.example.org"


def test_the_home_page_shows_what_comes_and_what_was(tmp_path: Path) -> None:
    home = by_url(build(tmp_path))["/"]
    assert [meeting["id"] for meeting in home["upcoming"]] == ["d", "c"]
    assert [meeting["id"] for meeting in home["latest"]] == ["b", "a"]
    assert [decision["id"] for decision in home["decisions"]] == ["d-2", "d-1"]
    assert [commission["id"] for commission in home["commissions"]] == ["fog"]
    assert [item["id"] for item in home["news"]] == ["two", "one"]
    assert home["charter"]["id"] == "2020"


def test_registers_gather_from_all_meetings(tmp_path: Path) -> None:
    page = by_url(build(tmp_path))["/decisions/"]
    assert [(group["year"], [item["id"] for item in group["decisions"]]) for group in page["years"]] == [
        ("2021", ["d-2"]),
        ("2020", ["d-1"]),
    ]
    assert page["open_actions"] == 1
    assert [entry["url"] for entry in page["archive"]] == ["/decisions/2021/", "/decisions/2020/"]


def test_a_decision_stands_on_the_page_of_its_year_for_good(tmp_path: Path) -> None:
    pages = by_url(build(tmp_path))
    page = pages["/decisions/2020/"]
    assert (page["title"], page["breadcrumbs"]) == ("Decisions in 2020", [{"title": "Decisions", "url": "/decisions/"}])
    assert [item["url"] for group in page["years"] for item in group["decisions"]] == ["/decisions/2020/#d-1"]


def test_a_long_journal_has_a_page_for_each_year(tmp_path: Path) -> None:
    short = by_url(build(tmp_path))["/journal/"]
    assert short["archive"] == []
    news = {f"content/news/n{n}.md": f"---\ntitle: n{n}\ndate: 2022-03\n---\n" for n in range(RECENT)}
    pages = by_url(build(tmp_path, news))
    assert [len(group["events"]) for group in pages["/journal/"]["years"]] == [RECENT]
    assert "/journal/2022/" in [entry["url"] for entry in pages["/journal/"]["archive"]]
    assert [event["type"] for event in pages["/journal/2021/"]["years"][0]["events"]] == ["meeting", "decision"]


def test_the_glossary_is_in_the_order_of_letters(tmp_path: Path) -> None:
    letters = by_url(build(tmp_path))["/glossary/"]["letters"]
    assert [(group["letter"], [term["anchor"] for term in group["terms"]]) for group in letters] == [
        ("A", ["abc"]),
        ("T", ["tlc"]),
    ]


def test_the_legal_notice_says_what_is_missing(tmp_path: Path) -> None:
    assert by_url(build(tmp_path))["/legal-notice/"]["missing"] == []
    page = by_url(Build(ROOT / "tests/networks/minimal", Project()))["/legal-notice/"]
    assert page["missing"]
    assert page["notice"]["host"] == {"name": None, "address": None, "phone": None}


def test_nothing_hidden_is_in_what_is_published(tmp_path: Path) -> None:
    shown = json.dumps([build(tmp_path / "a", publish=True).pages, build(tmp_path / "b", publish=True).site])
    assert "zebedee" not in shown.lower()
    assert "Zebedee" in json.dumps(build(tmp_path / "c").pages)
