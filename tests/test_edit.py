from pathlib import Path

import pytest
from registry.build import Build
from registry.project import Project
from registry.view.edit import forge
from support.sites import ROOT
from support.views import build

SITES = [ROOT, ROOT / "tests/networks/skerrymoor", ROOT / "tests/golden/site"]
OF_THE_PROGRAM = {"search.html", "contribute.html", "messages.html", "message.html", "form.html", "404.html"}
OF_THE_PROGRAM |= {"changes.html", "to_check.html", "origin.html"}
"""Templates of pages that no record is behind."""
PLACES = {
    "github": {
        "edit": "https://git.example.org/a/b/edit/ma%20branche/",
        "tree": "https://git.example.org/a/b/tree/ma%20branche/",
        "new": "https://git.example.org/a/b/new/ma%20branche",
        "name_parameter": "filename",
        "text_parameter": "value",
    },
    "gitlab": {
        "edit": "https://git.example.org/a/b/-/edit/ma%20branche/",
        "tree": "https://git.example.org/a/b/-/tree/ma%20branche/",
        "new": "https://git.example.org/a/b/-/new/ma%20branche",
        "name_parameter": "file_name",
        "text_parameter": None,
    },
    "forgejo": {
        "edit": "https://git.example.org/a/b/_edit/ma%20branche/",
        "tree": "https://git.example.org/a/b/src/branch/ma%20branche/",
        "new": "https://git.example.org/a/b/_new/ma%20branche/",
        "name_parameter": "filename",
        "text_parameter": "value",
    },
}


@pytest.mark.parametrize("name", PLACES)
def test_each_forge_is_addressed_in_its_way(name: str, tmp_path: Path) -> None:
    views = build(tmp_path).views
    views.registry.network["repository"] = {
        "forge": name,
        "url": "https://git.example.org/a/b/",
        "branch": "ma branche",
    }
    found = forge(views) or {}
    assert found.items() >= {"name": name, **PLACES[name]}.items()


def test_without_a_repository_a_page_names_its_file(tmp_path: Path) -> None:
    found = build(tmp_path)
    assert forge(found.views) is None
    (page,) = [page for page in found.pages if page["url"] == "/partners/club/"]
    assert page["edit"] == {"path": "data/partners/club.yaml", "url": None, "form": "/contribute/partners/?id=club"}


@pytest.fixture(scope="module", params=SITES, ids=lambda path: path.name)
def found(request: pytest.FixtureRequest) -> Build:
    return Build(request.param, Project())


def test_every_page_leads_to_where_it_is_written(found: Build) -> None:
    for page in found.pages:
        sources = [source for source in (page["edit"], *page["data"]) if source]
        if page["template"] not in OF_THE_PROGRAM and page.get("records") != []:
            assert sources, page["url"]
        for source in sources:
            assert (found.root / source["path"]).exists(), page["url"]
            assert bool(source["url"]) == ("repository" in found.views.registry.network)
            assert (source["url"] or source["path"]).endswith(source["path"])


def test_a_record_of_a_kind_with_a_form_leads_to_it(found: Build) -> None:
    urls = {page["url"] for page in found.pages}
    forms = {page["record"]["kind"]: page["edit"]["form"] for page in found.pages if page.get("record")}
    for kind in found.views.registry.kinds:
        if kind.name in forms:
            assert bool(forms[kind.name]) == bool(kind.form)
    assert {address.partition("?")[0] for address in forms.values() if address} <= urls
