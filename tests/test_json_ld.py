import json
from pathlib import Path
from typing import Any

from registry.build import Build
from registry.project import Project
from registry.render.json_ld import json_ld, script_safe
from support.trees import PARTNER, make_site

EVIL = "</script><!-- & \u2028"


def graphs(tmp_path: Path, publish: bool = True) -> dict[str, list[dict[str, Any]]]:
    files = {
        "data/partners/a.yaml": f"name: 'Club {EVIL[:-2]}'\nclassification: council\nwebsite: https://a.example.org\n",
        "data/partners/b.yaml": PARTNER + "example: true\n",
        "content/meetings/m.md": "---\nclassification: plenary\nstatus: cancelled\nstart: 2020-01-02 18:30\n---\n",
        "content/meetings/n.md": "---\nclassification: plenary\nstatus: planned\nstart: 2050-01\n---\n",
        "content/projects/p.md": "---\nname: P\nstatus: idea\nsummary: S\n---\n",
    }
    site = make_site(tmp_path, files)
    network = site / "data/network.yaml"
    network.write_text(
        network.read_text().replace("Clubs}", "Clubs}\n  - {id: council, name: c, plural: C, public_body: true}")
    )
    build = Build(site, Project(), publish=publish)
    assert build.checked.problems == []
    return {page["url"]: _graph(json_ld(page, build.site)) for page in build.pages}


def _graph(text: str) -> list[dict[str, Any]]:
    graph: list[dict[str, Any]] = json.loads(text)["@graph"]
    return graph


def test_nothing_in_a_record_ends_the_script() -> None:
    text = script_safe({"name": EVIL})
    assert "<" not in text
    assert ">" not in text
    assert "\u2028" not in text
    assert json.loads(text) == {"name": EVIL}


def test_each_record_that_schema_org_knows_is_what_its_page_is_about(tmp_path: Path) -> None:
    found = graphs(tmp_path)
    assert found["/"][0]["@type"] == "WebSite"
    assert found["/"][0]["url"] == "https://harbour.example.org/"
    page, trail = found["/partners/a/"]
    assert (page["@type"], page["url"]) == ("WebPage", "https://harbour.example.org/partners/a/")
    assert page["isPartOf"]["url"] == "https://harbour.example.org/"
    assert page["mainEntity"]["@type"] == "GovernmentOrganization"
    assert page["mainEntity"]["url"] == "https://a.example.org"
    assert [item["position"] for item in trail["itemListElement"]] == [1, 2, 3]
    assert trail["itemListElement"][-1]["item"] == {"@id": "https://harbour.example.org/partners/a/"}
    meeting = found["/meetings/m/"][0]["mainEntity"]
    assert meeting["eventStatus"] == "https://schema.org/EventCancelled"
    assert meeting["startDate"] == "2020-01-02T18:30:00+00:00"
    assert found["/projects/p/"][0]["mainEntity"]["@type"] == "Project"
    assert found["/partners/"][0]["@type"] == "CollectionPage"
    files = found["/data/"][0]["mainEntity"]["distribution"]
    assert "https://harbour.example.org/api/v1/partners.csv" in [file["contentUrl"] for file in files]


def test_an_event_without_a_day_is_none(tmp_path: Path) -> None:
    assert "mainEntity" not in graphs(tmp_path)["/meetings/n/"][0]


def test_an_example_is_no_organisation(tmp_path: Path) -> None:
    assert "mainEntity" not in graphs(tmp_path, publish=False)["/partners/b/"][0]
