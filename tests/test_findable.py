"""What the search finds, and under what."""

from pathlib import Path
from typing import Any

from support.views import build


def found(tmp_path: Path) -> dict[str, dict[str, Any]]:
    return {item["url"]: item for page in build(tmp_path).pages for item in page["find"]}


def test_every_record_with_a_page_is_found_and_no_list_of_them(tmp_path: Path) -> None:
    urls = found(tmp_path)
    assert {"/", "/partners/club/", "/commissions/fog/", "/meetings/a/", "/projects/kettle/", "/charter/",
            "/charter/2016/", "/news/one/", "/about/"} <= set(urls)  # fmt: skip
    assert not {"/partners/", "/meetings/", "/decisions/", "/decisions/2020/", "/partners/2016/", "/data/", "/journal/",
                "/search/", "/contribute/", "/glossary/", "/404.html"} & set(urls)  # fmt: skip


def test_what_is_found_can_be_narrowed_by_kind_commission_and_year(tmp_path: Path) -> None:
    urls = found(tmp_path)
    facets = {url: (item["kind"], item["commissions"], item["years"]) for url, item in urls.items()}
    assert facets["/partners/club/"] == ("partner", ["fog"], [])
    assert facets["/commissions/fog/"] == ("commission", ["fog"], [])
    assert facets["/meetings/b/"] == ("meeting", ["fog"], ["2021"])
    assert facets["/projects/kettle/"] == ("project", ["fog"], [])
    assert facets["/news/two/"] == ("news", [], ["2020"])
    assert [url for url, item in urls.items() if item["example"]] == ["/partners/zebedee/"]


def test_decisions_and_words_are_found_at_their_own_addresses(tmp_path: Path) -> None:
    urls = found(tmp_path)
    decision = urls["/decisions/2020/#d-1"]
    assert (decision["kind"], decision["commissions"], decision["years"]) == ("decision", ["fog"], ["2020"])
    assert "Plenary" in decision["title"]
    assert decision["html"] == "<p>Buy <em>tea</em>.</p>"
    term = urls["/glossary/#tlc"]
    assert (term["kind"], term["title"], term["texts"]) == ("glossary", "TLC", ["Tea and Lamp Club"])


def test_what_is_not_published_is_not_found(tmp_path: Path) -> None:
    published = {item["url"] for page in build(tmp_path, publish=True).pages for item in page["find"]}
    assert "/partners/club/" in published
    assert "/partners/zebedee/" not in published
