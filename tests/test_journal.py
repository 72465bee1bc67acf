from pathlib import Path

from registry.view.journal import events
from support.views import build


def test_every_dated_fact_is_told_once_from_the_newest(tmp_path: Path) -> None:
    told = [(event["date"], event["type"], (event["ref"] or {}).get("id")) for event in events(build(tmp_path).views)]
    assert told == [
        ("2021-02", "meeting", "b"),
        ("2021-02", "decision", "d-2"),
        ("2020-06", "signature", "club"),
        ("2020-03-01", "meeting", "a"),
        ("2020-03-01", "decision", "d-1"),
        ("2020-02", "news", "two"),
        ("2020", "charter", "2020"),
        ("2019", "news", "one"),
        ("2018", "left", "gone"),
        ("2016-05", "milestone", None),
        ("2016-01-02", "joined", "school"),
        ("2016", "commission", "fog"),
        ("2016", "charter", "2016"),
        ("2015", "joined", "gone"),
        ("2015", "joined", "club"),
        ("2015", "founding", None),
    ]


def test_a_founding_that_a_milestone_tells_is_told_once(tmp_path: Path) -> None:
    found = build(tmp_path)
    network = (tmp_path / "data/network.yaml").read_text("utf-8").replace("date: 2016-05", "date: 2015")
    found = build(tmp_path, {"data/network.yaml": network})
    assert [event["type"] for event in events(found.views) if event["date"] == "2015"] == [
        "milestone",
        "joined",
        "joined",
    ]


def test_what_is_planned_has_not_happened(tmp_path: Path) -> None:
    assert not [event for event in events(build(tmp_path).views) if event["date"] > "2040"]
