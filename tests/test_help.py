"""Who can help: with a theme, with what is shared, and whom to turn to."""

from pathlib import Path
from typing import Any

from support.views import FILES, build

BOARDS = "  - {id: board, name: board, plural: Boards, public_body: true}\nlegal_notice:"
MORE: dict[str, str | bytes] = {
    "data/network.yaml": str(FILES["data/network.yaml"]).replace("legal_notice:", BOARDS, 1),
    "data/partners/board.yaml": "name: Tea Board\nclassification: board\nrole: Decides.\nthemes: [tea]\n",
    "data/partners/club.yaml": """\
name: Harbour Club
classification: club
themes: [tea]
reason: Alone we had no kettle.
offers: [{type: room, text: The boathouse.}, {type: skill, text: Knots.}]
seeks: [{type: room, text: A dry one.}]
""",
    "data/partners/gone.yaml": """\
name: Gone Club
classification: club
themes: [tea]
offers: [{type: vehicle, text: A cart.}]
start_date: 2015
end_date: 2018
""",
    "content/projects/kettle.md": """\
---
name: Kettle
status: running
summary: Warm.
need: It is cold.
themes: [tea]
lead: club
---
""",
}


def pages(tmp_path: Path) -> dict[str, dict[str, Any]]:
    return {page["url"]: page for page in build(tmp_path, MORE).pages}


def test_each_theme_leads_to_who_works_on_it_institutions_apart_and_no_one_who_left(tmp_path: Path) -> None:
    found = pages(tmp_path)
    (tea,) = found["/who-can-help/"]["themes"]  # of fog nobody says anything
    assert (tea["url"], tea["institutions"], tea["partners"], tea["projects"]) == ("/who-can-help/tea/", 1, 1, 1)
    page = found["/who-can-help/tea/"]
    assert page["title"] == "Tea: who can help?"
    assert [(ref["id"], ref["role"]) for ref in page["institutions"]] == [("board", "Decides.")]
    assert [(ref["id"], ref["reason"]) for ref in page["partners"]] == [("club", "Alone we had no kettle.")]
    assert [ref["id"] for ref in page["projects"]] == ["kettle"]


def test_what_is_shared_and_looked_for_is_there_by_sort(tmp_path: Path) -> None:
    found = pages(tmp_path)
    sorts = {sort["label"]: (sort["url"], sort["offers"], sort["seeks"]) for sort in found["/who-can-help/"]["means"]}
    assert sorts == {
        "Skill": ("/who-can-help/shared/skill/", 1, 0),
        "Room": ("/who-can-help/shared/room/", 1, 1),
    }
    room = found["/who-can-help/shared/room/"]
    assert [(item["text"], item["partner"]["id"]) for item in room["offers"]] == [("The boathouse.", "club")]
    assert [item["text"] for item in room["seeks"]] == ["A dry one."]


def test_needs_lead_to_the_projects_that_answer_them(tmp_path: Path) -> None:
    (need,) = pages(tmp_path)["/who-can-help/"]["needs"]
    assert (need["need"], need["project"]["id"], need["project"]["lead"]["id"]) == ("It is cold.", "kettle", "club")


def test_a_network_that_says_nothing_has_the_page_all_the_same(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"data/partners/a.yaml": "name: A\nclassification: club\n"}
    page = next(page for page in build(tmp_path, files).pages if page["url"] == "/who-can-help/")
    assert page["means"] == []
