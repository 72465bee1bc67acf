from pathlib import Path
from typing import Any

from support.views import build


def page(tmp_path: Path, url: str) -> dict[str, Any]:
    return next(page for page in build(tmp_path).pages if page["url"] == url)


def ids(entries: list[dict[str, Any]]) -> list[str]:
    return [entry["id"] for entry in entries]


def test_a_partner_shows_all_that_it_takes_part_in(tmp_path: Path) -> None:
    club = page(tmp_path, "/partners/club/")
    assert [
        (entry["commission"]["id"], entry["role"], entry["facilitator"], entry["end_date"])
        for entry in club["commissions"]
    ] == [
        ("fog", "lamp", False, None),
        ("fog", None, True, "2017"),
    ]
    assert [(entry["meeting"]["id"], entry["attendance"]) for entry in club["meetings"]] == [("a", "present")]
    (project,) = club["projects"]
    assert (project["lead"], project["supporter"], project["funder"], project["role"]) == (True, False, True, None)
    assert ids(club["action_items"]) == ["a-1"]
    assert not club["former"]
    school = page(tmp_path, "/partners/school/")
    assert [(entry["meeting"]["id"], entry["attendance"]) for entry in school["meetings"]] == [("a", "excused")]
    assert (school["projects"][0]["supporter"], school["projects"][0]["role"]) == (True, "pours")
    assert [entry["facilitator"] for entry in school["commissions"]] == [True]
    assert page(tmp_path, "/partners/gone/")["former"]


def test_a_commission_shows_its_people_its_meetings_and_what_came_of_them(tmp_path: Path) -> None:
    fog = page(tmp_path, "/commissions/fog/")
    assert [(entry["partner"]["id"], entry["facilitator"]) for entry in fog["members"]] == [
        ("club", False),
        ("school", True),
    ]
    assert [entry["partner"]["id"] for entry in fog["former_members"]] == ["gone"]
    assert [entry["partner"]["id"] for entry in fog["facilitators"]] == ["school"]
    assert (ids(fog["upcoming"]), ids(fog["past"])) == (["d"], ["b"])
    assert ids(fog["decisions"]) == ["d-2", "d-1"]  # its own, and the plenary's that concerns it
    assert ids(fog["projects"]) == ["kettle"]


def test_a_meeting_knows_the_ones_before_and_after(tmp_path: Path) -> None:
    a = page(tmp_path, "/meetings/a/")
    assert a["previous"] is None
    assert a["next"]["id"] in ("b", "c")
    assert ids(a["decisions"]) == ["d-1"]
    assert a["decisions"][0]["date"] == "2020-03-01"
    assert ids(a["action_items"]) == ["a-1", "a-2"]


def test_a_project_shows_what_was_decided_and_told_of_it(tmp_path: Path) -> None:
    kettle = page(tmp_path, "/projects/kettle/")
    assert ids(kettle["decisions"]) == ["d-1"]
    assert ids(kettle["meetings"]) == ["a"]
    assert ids(kettle["news"]) == ["one"]


def test_a_charter_names_its_signatories_and_other_versions(tmp_path: Path) -> None:
    charter = page(tmp_path, "/charter/")
    assert [(entry["partner"]["id"], entry["date"]) for entry in charter["signatories"]] == [("club", "2020-06")]
    assert ids(charter["versions"]) == ["2016"]


def test_news_know_their_neighbours(tmp_path: Path) -> None:
    one, two = page(tmp_path, "/news/one/"), page(tmp_path, "/news/two/")
    assert (one["previous"], one["next"]["id"]) == (None, "two")
    assert (two["previous"]["id"], two["next"]) == ("one", None)
