from pathlib import Path
from typing import Any

from support.trees import found, make_site
from support.views import build

LATER = """\
---
classification: plenary
status: held
start: 2022-05
decisions:
  - {id: d-3, text: Buy *more* tea., result: adopted, follows: [d-1], outcome: {status: under_way, date: 2022-06}}
action_items: [{id: a-3, text: Ask for the price., partner: club, status: open, decision: d-1}]
---
"""


def decisions(tmp_path: Path, files: dict[str, str | bytes]) -> dict[str, dict[str, Any]]:
    pages = build(tmp_path, files).pages
    years = [page for page in pages if page["template"] == "decisions.html" and page["year"]]
    return {item["id"]: item for page in years for group in page["years"] for item in group["decisions"]}


def test_a_decision_tells_what_became_of_it_and_what_it_goes_back_to(tmp_path: Path) -> None:
    told = decisions(tmp_path, {"content/meetings/e.md": LATER})
    later = told["d-1"]["follow_ups"]
    assert [(item["url"], item["result"], item["date"]) for item in later["decisions"]] == [
        ("/decisions/2022/#d-3", "adopted", "2022-05")
    ]
    assert [(item["url"], item["status"], item["partner"]["id"]) for item in later["actions"]] == [
        ("/meetings/e/#a-3", "open", "club")
    ]
    assert [item["url"] for item in told["d-3"]["follows"]] == ["/decisions/2020/#d-1"]
    assert (told["d-3"]["outcome"]["status"], told["d-3"]["outcome"]["date"]) == ("under_way", "2022-06")
    assert told["d-2"]["follow_ups"] == {"decisions": [], "actions": []}


def test_an_action_names_the_decision_that_it_carries_out(tmp_path: Path) -> None:
    pages = {page["url"]: page for page in build(tmp_path, {"content/meetings/e.md": LATER}).pages}
    behind = {item["id"]: item["decision"] for item in pages["/actions/"]["open"]}
    assert behind["a-1"] is None
    assert behind["a-3"]["url"] == "/decisions/2020/#d-1"


def test_a_decision_of_which_the_file_is_broken_is_not_said_to_be_missing(tmp_path: Path) -> None:
    meeting = LATER.replace("d-1", "lost")
    files = {"content/meetings/e.md": meeting, "data/partners/club.yaml": "name: Club\nclassification: club\n"}
    assert [code for *_, code in found(make_site(tmp_path / "a", files))] == ["R022", "R022"]
    broken = LATER.replace("[d-1]", "[lost-2]").replace("result: adopted", "result: odd").replace("decision: d-1", "")
    site = make_site(tmp_path / "b", {**files, "content/meetings/f.md": broken})
    assert "R022" not in [code for *_, code in found(site)]


def test_what_is_published_follows_nothing_that_is_an_example(tmp_path: Path) -> None:
    example = LATER.replace("---\n", "---\nexample: true\n", 1).replace("2022", "2021").replace(", follows: [d-1]", "")
    example = example.replace("d-3", "d-1").replace(", decision: d-1", "").replace("a-3", "a-1")
    files = {
        "content/meetings/a.md": example,
        "content/meetings/e.md": LATER,
        "data/partners/club.yaml": "name: Club\nclassification: club\n",
    }
    assert [code for *_, code in found(make_site(tmp_path, files))] == ["R015", "R015"]
