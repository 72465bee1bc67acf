from pathlib import Path

import pytest
from registry.validate.check import check, country_of, help_url, language_of
from support.trees import NETWORK, PARTNER, make_site, problems


@pytest.mark.parametrize(
    ("network", "language"),
    [
        (NETWORK.replace("language: en", "language: fr"), "fr"),
        (NETWORK.replace("language: en", "language: 'fr-FR'"), "fr-FR"),
        (NETWORK.replace("language: en", "language: fr") + "name: [", "fr"),
        (NETWORK.replace("language: en", 'language: "fr"') + "name: twice\n", "fr"),
        (NETWORK.replace("language: en", "language: fr\nt: \udce9"), "fr"),
        (NETWORK.replace("language: en", "language: ../../x"), "en"),
        (NETWORK.replace("language: en", "language: French"), "en"),
        (NETWORK.replace("language: en\n", ""), "en"),
        (None, "en"),
    ],
)
def test_the_language_is_the_networks_even_where_its_file_has_mistakes(
    tmp_path: Path, network: str | None, language: str
) -> None:
    site = make_site(tmp_path, {}, network=None)
    if network is not None:
        make_site(tmp_path, {"data/network.yaml": network.encode("utf-8", "surrogateescape")}, network=None)
    assert language_of(check(site).corpus) == language


def test_messages_are_in_the_networks_language(tmp_path: Path) -> None:
    french = NETWORK.replace("language: en", "language: fr").replace("country: GB", "country: BE")
    (problem,) = problems(make_site(tmp_path, {"data/partners/a.yaml": ""}, network=french))
    assert problem.message == "Ce fichier est vide."


def test_a_publication_asks_for_more(tmp_path: Path) -> None:
    network = NETWORK.replace("site_url: https://harbour.example.org\n", "").replace("  phone: 01632 960001\n", "")
    site = make_site(tmp_path, {}, network=network)
    preview, publication = check(site), check(site, publish=True)
    assert [(problem.code, problem.severity) for problem in preview.problems] == [
        ("P002", "warning"),
        ("P001", "warning"),
    ]
    assert [(problem.code, problem.severity) for problem in publication.problems] == [
        ("P002", "error"),
        ("P001", "error"),
    ]
    assert preview.ok
    assert not publication.ok
    assert "phone" in preview.problems[1].message


def test_problems_come_by_file_and_line(tmp_path: Path) -> None:
    files = {"data/partners/b.yaml": "x: 1\n" * 2, "data/partners/a.yaml": PARTNER + "z: 1\ny: 1\n", "content/x.md": ""}
    assert [(problem.path, problem.line, problem.code) for problem in problems(make_site(tmp_path, files))] == [
        ("content/x.md", 1, "F012"),
        ("data/partners/a.yaml", 3, "S001"),
        ("data/partners/a.yaml", 4, "S001"),
        ("data/partners/b.yaml", 2, "Y003"),
    ]


def test_a_message_has_a_page_once_the_site_has_an_address(tmp_path: Path) -> None:
    assert help_url(check(make_site(tmp_path / "a")))("R001") == "https://harbour.example.org/contribute/messages/r001/"
    network = NETWORK.replace("site_url: https://harbour.example.org\n", "")
    assert help_url(check(make_site(tmp_path / "b", network=network)))("R001") is None
    assert help_url(check(tmp_path / "nowhere"))("R001") is None


def test_the_country_is_the_networks(tmp_path: Path) -> None:
    assert country_of(check(make_site(tmp_path)).corpus) == "GB"
    assert country_of(check(tmp_path / "nowhere").corpus) is None
