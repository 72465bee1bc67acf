from pathlib import Path
from typing import Any

from support.views import build

PROJECT = """\
---
name: Kettle
status: running
summary: Warm.
{}---
"""
STEPS = """\
start_date: 2019
end_date: 2021
steps:
  - {title: Boil, date: 2020-05, status: done}
  - {title: Wait, status: current}
  - {title: Drink, date: 2022, status: planned}
results: [{indicator: Cups, value: "12", date: 2020-06}]
spread: [{place: The other quay, date: 2021-01}, {place: Somewhere}]
"""


def page(tmp_path: Path, more: str) -> dict[str, Any]:
    found = build(tmp_path, {"content/projects/kettle.md": PROJECT.format(more)})
    return next(page for page in found.pages if page["url"] == "/projects/kettle/")


def test_a_projects_life_is_told_in_the_order_of_time_and_ends_with_what_is_planned(tmp_path: Path) -> None:
    shown = page(tmp_path, STEPS)
    assert [(event["type"], event["date"]) for event in shown["life"]] == [
        ("start", "2019"),
        ("news", "2019"),
        ("decision", "2020-03-01"),
        ("step", "2020-05"),
        ("result", "2020-06"),
        ("spread", "2021-01"),
        ("end", "2021"),
        ("step", "2022"),
    ]
    assert shown["life"][2]["decision"]["meeting"]["id"] == "a"
    assert [step["title"] for step in shown["steps"]] == ["Wait"]  # that no date puts among the others


def test_decisions_of_one_meeting_keep_its_order(tmp_path: Path) -> None:
    entry = "{{id: e-{0}, text: T, result: adopted, projects: [kettle]}}"
    meeting = "---\nclassification: plenary\nstatus: held\nstart: 2022\ndecisions: [{}]\n---\n"
    files: dict[str, str | bytes] = {"content/meetings/e.md": meeting.format(", ".join(map(entry.format, (1, 2))))}
    shown = next(page for page in build(tmp_path, files).pages if page["url"] == "/projects/kettle/")
    assert [event["decision"]["id"] for event in shown["life"] if event["decision"]] == ["d-1", "e-1", "e-2"]


def test_steps_without_any_date_stay_as_they_are(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/projects/idea.md": "---\nname: An idea\nstatus: idea\nsummary: Cold.\n"
        "steps: [{title: One, status: done}, {title: Two, status: planned}]\n---\n"
    }
    shown = next(page for page in build(tmp_path, files).pages if page["url"] == "/projects/idea/")
    assert (shown["life"], [step["title"] for step in shown["steps"]]) == ([], ["One", "Two"])
