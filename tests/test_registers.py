from pathlib import Path
from typing import Any

import pytest
from registry.view.registers import ACTIONS_LISTED, COMPACT, DECISIONS_LISTED, OPTIONS
from support.views import build


def pages(tmp_path: Path, files: dict[str, str | bytes] | None = None) -> dict[str, dict[str, Any]]:
    return {page["url"]: page for page in build(tmp_path, files or {}).pages}


def meeting(start: str, field: str, count: int, entry: str) -> str:
    entries = "".join("  - {" + entry.format(f"x-{start}-{number}") + "}\n" for number in range(count))
    return f"---\nclassification: plenary\nstatus: held\nstart: {start}\n{field}:\n{entries}---\n"


ACTION = "id: {}, text: T, partner: club, status: done"
DECISION = "id: {}, text: T, result: adopted"


def test_decisions_are_found_by_commission_project_and_state(tmp_path: Path) -> None:
    page = pages(tmp_path)["/decisions/"]
    tags = {item["id"]: item["tags"] for group in page["years"] for item in group["decisions"]}
    assert tags == {"d-2": "commission:fog state:rejected", "d-1": "commission:fog project:kettle state:adopted"}
    # One commission and one project leave nothing to choose.
    states = [{"value": "adopted", "label": "Adopted"}, {"value": "rejected", "label": "Rejected"}]
    assert page["facets"] == [{"name": "state", "options": states}]


def test_who_has_no_scripts_follows_links_to_the_same(tmp_path: Path) -> None:
    site = pages(tmp_path)
    ways = {way["title"]: [link["url"] for link in way["links"]] for way in site["/decisions/"]["ways"]}
    assert ways == {"By commission": ["/commissions/fog/#decisions"], "By project": ["/projects/kettle/#life"]}
    ways = {way["title"]: [link["url"] for link in way["links"]] for way in site["/actions/"]["ways"]}
    assert ways == {"By partner": ["/partners/school/#actions", "/partners/club/#actions"]}


def test_actions_are_found_by_partner_and_state_open_ones_first(tmp_path: Path) -> None:
    page = pages(tmp_path)["/actions/"]
    assert [item["id"] for item in page["open"]] == ["a-1"]
    assert [item["tags"] for item in page["closed"]] == ["partner:school state:done"]
    assert [facet["name"] for facet in page["facets"]] == ["partner", "state"]
    assert page["archive"] == []


def test_a_long_register_of_actions_has_a_page_for_each_year_and_for_months_of_a_long_one(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"content/meetings/x{month}.md": meeting(f"2022-{month}", "action_items", ACTIONS_LISTED // 2 + 1, ACTION)
        for month in ("03", "04")
    }
    site = pages(tmp_path, files)
    assert [entry["year"] for entry in site["/actions/"]["archive"]] == ["2022-04", "2022-03", "2020"]
    assert (len(site["/actions/"]["open"]), site["/actions/"]["closed"]) == (1, [])
    assert len(site["/actions/2022-03/"]["closed"]) == ACTIONS_LISTED // 2 + 1
    assert [item["id"] for item in site["/actions/2020/"]["open"]] == ["a-1"]


@pytest.mark.parametrize(("count", "compact"), [(DECISIONS_LISTED + 1, False), (COMPACT + 1, True)])
def test_of_a_year_with_very_many_decisions_each_keeps_its_place(tmp_path: Path, count: int, compact: bool) -> None:
    half = (
        meeting("2022-03", "decisions", count // 2, DECISION),
        meeting("2022-04", "decisions", count - count // 2, DECISION),
    )
    site = pages(tmp_path, {"content/meetings/x.md": half[0], "content/meetings/y.md": half[1]})
    page = site["/decisions/2022/"]
    assert (page["compact"], len(page["years"][0]["decisions"])) == (compact, count)
    assert site["/decisions/"]["more"]
    assert sum(len(group["decisions"]) for group in site["/decisions/"]["years"]) == DECISIONS_LISTED


def test_more_choices_than_anyone_reads_are_not_offered(tmp_path: Path) -> None:
    partner = "name: P{0}\nclassification: club\n"
    files: dict[str, str | bytes] = {f"data/partners/p{n}.yaml": partner.format(n) for n in range(OPTIONS)}
    entries = "".join(f"  - {{id: n-{n}, text: T, partner: p{n}, status: done}}\n" for n in range(OPTIONS))
    for half in (0, 1):
        lines = entries.splitlines(keepends=True)[half::2]
        files[f"content/meetings/x{half}.md"] = (
            f"---\nclassification: plenary\nstatus: held\nstart: 202{2 + half}\naction_items:\n{''.join(lines)}---\n"
        )
    page = pages(tmp_path, files)["/actions/"]
    assert [facet["name"] for facet in page["facets"]] == ["state"]
    assert page["ways"] == []
