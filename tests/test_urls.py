from dataclasses import dataclass, field
from typing import Any

import pytest
from registry.i18n import Catalogue, load_catalogue
from registry.project import Project
from registry.schema.kinds import load_kinds
from registry.urls import Urls, is_hidden, is_reserved, output_path, sort_key

KINDS = load_kinds(Project().schemas)


@dataclass
class Item:
    id: str
    data: dict[str, Any] = field(default_factory=dict)


def urls(language: str = "fr", **records: list[Item]) -> Urls:
    return Urls(KINDS, load_catalogue(Project().locale, language), records)


def test_addresses_are_words_of_the_networks_language() -> None:
    assert urls().collection("partner") == "/partenaires/"
    assert urls().record("meeting", "2009-05-26-fondation") == "/reunions/2009-05-26-fondation/"
    assert urls().record("page", "le-reseau") == "/le-reseau/"
    assert urls("en").record("meeting", "m") == "/meetings/m/"
    assert urls("xx").collection("partner") == "/partners/"
    assert urls().message("R001").startswith(urls().sections["contribute"])
    assert urls().message("R001").endswith("/r001/")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_two_sections_share_an_address_and_none_is_reserved(language: str) -> None:
    sections = urls(language).sections
    assert len(set(sections.values())) == len(sections)
    assert not [url for url in sections.values() if is_reserved(url)]
    for url in sections.values():
        assert url.startswith("/")
        assert url.endswith("/")
        assert url.isascii()
        assert url == url.lower()


def test_the_latest_charter_stands_at_the_collections_address() -> None:
    charters = [Item("a", {"date": "2020"}), Item("b", {"date": "2009-05-26"}), Item("c")]
    found = urls(charter=charters)
    assert found.record("charter", "a") == "/charte/"
    assert found.record("charter", "b") == "/charte/b/"
    assert found.is_latest("charter", "a")
    assert not found.is_latest("partner", "a")


def test_a_draft_is_the_latest_only_where_there_is_no_other() -> None:
    draft, example = Item("a", {"date": "2027", "draft": True}), Item("b", {"date": "2026", "example": True})
    assert urls(charter=[draft, example, Item("c", {"date": "2009"})]).is_latest("charter", "c")
    assert urls(charter=[draft, example]).is_latest("charter", "a")


def test_records_without_a_rank_come_last_and_ranks_are_numbers() -> None:
    kind = KINDS["commission"]
    items = [
        Item("a", {"name": "Été", "order": 10}),
        Item("b", {"name": "Zoo", "order": 2}),
        Item("c", {"name": "a"}),
        Item("d", {"name": "B"}),
        Item("g", {"name": "Zinc"}),
        Item("f", {"name": "École"}),
        Item("e", {"name": "a"}),
    ]
    found = sorted(items, key=lambda item: sort_key(kind, item))
    assert [item.id for item in found] == ["b", "a", "c", "e", "d", "f", "g"]


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/", "index.html"),
        ("/partners/", "partners/index.html"),
        ("/partners", "partners/index.html"),
        ("/partners/a/", "partners/a/index.html"),
        ("/404.html", "404.html"),
        ("/a/b.html", "a/b.html"),
        ("/v1.0/", "v1.0/index.html"),
        ("/partners/index.html", "partners/index.html"),
    ],
)
def test_every_address_has_a_file(url: str, path: str) -> None:
    assert output_path(url) == path


@pytest.mark.parametrize(
    "url",
    ["/api/", "/api/v1/x.json", "/sitemap.xml", "/robots.txt", "/theme/x", "/404.html", "/images/a.png", "/index.html"],
)
def test_places_of_machine_files_are_reserved(url: str) -> None:
    assert is_reserved(url)


@pytest.mark.parametrize("url", ["/", "/apis/", "/partners/api/", "/theme-park/"])
def test_other_places_are_not(url: str) -> None:
    assert not is_reserved(url)


def test_only_true_hides_a_record() -> None:
    assert is_hidden({"example": True})
    assert is_hidden({"draft": True})
    assert not is_hidden({"example": False, "draft": "true"})
    assert not is_hidden({})


def test_words_of_addresses_are_slugs_in_every_language() -> None:
    for path in Project().locale.glob("*/LC_MESSAGES/messages.po"):
        catalogue = Catalogue(path.parent.parent.name, (path,))
        for url in Urls(KINDS, catalogue).sections.values():
            assert all(part == "" or part.replace("-", "").isalnum() for part in url.split("/")), url
