from pathlib import Path
from typing import Any

from registry.view.lists import by_year, figure_for
from support.views import build


def pages(tmp_path: Path) -> dict[str, dict[str, Any]]:
    return {page["url"]: page for page in build(tmp_path).pages}


def ids(entries: list[dict[str, Any]]) -> list[str]:
    return [entry["id"] for entry in entries]


def test_partners_come_by_type_in_the_networks_order_and_former_ones_apart(tmp_path: Path) -> None:
    page = pages(tmp_path)["/partners/"]
    assert [(group["classification"]["id"], ids(group["partners"])) for group in page["groups"]] == [
        ("club", ["club", "zebedee"]),
        ("school", ["school"]),
    ]
    assert ids(page["former"]) == ["gone"]


def test_what_a_source_counts_and_nobody_described_is_told(tmp_path: Path) -> None:
    page = pages(tmp_path)["/partners/"]
    assert page["described"] == 2  # neither the example nor who has left
    assert page["figure"]["value"] == 4
    assert page["missing"]
    assert figure_for(build(tmp_path).views, "project") is None


def test_commissions_at_work_come_before_those_that_ended(tmp_path: Path) -> None:
    page = pages(tmp_path)["/commissions/"]
    assert (ids(page["commissions"]), ids(page["ended"])) == (["fog"], ["over"])
    fog = page["commissions"][0]
    assert (fog["meetings_count"], fog["projects_count"]) == (1, 1)
    assert fog["members_count"] == 2  # whoever facilitates takes part; who has left does not
    assert fog["next_meeting"]["id"] == "d"
    assert ids(fog["facilitators"]) == ["school"]


def test_planned_meetings_come_first_then_years_from_the_newest(tmp_path: Path) -> None:
    page = pages(tmp_path)["/meetings/"]
    assert ids(page["upcoming"]) == ["d", "c"]
    assert [(group["year"], ids(group["meetings"])) for group in page["years"]] == [("2021", ["b"]), ("2020", ["a"])]
    assert page["years"][1]["meetings"][0]["decisions_count"] == 1
    assert page["years"][1]["meetings"][0]["minutes"] == "approved"


def test_projects_come_by_state(tmp_path: Path) -> None:
    groups = pages(tmp_path)["/projects/"]["groups"]
    assert [(group["status"], ids(group["projects"])) for group in groups] == [
        ("idea", ["idea"]),
        ("running", ["kettle"]),
    ]
    assert groups[1]["projects"][0]["lead"]["id"] == "club"
    assert groups[0]["projects"][0]["lead"] is None


def test_news_come_by_year_from_the_newest(tmp_path: Path) -> None:
    years = pages(tmp_path)["/news/"]["years"]
    assert [(group["year"], ids(group["news"])) for group in years] == [("2020", ["two"]), ("2019", ["one"])]


def test_years_keep_the_order_they_get() -> None:
    pairs = [("2021-05", {"id": 1}), ("2021", {"id": 2}), ("2019-01-01", {"id": 3})]
    assert by_year(pairs, "x") == [{"year": "2021", "x": [{"id": 1}, {"id": 2}]}, {"year": "2019", "x": [{"id": 3}]}]
