"""What pages, calendars, feeds and data say of the past."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import feedparser
import icalendar
import pytest
from registry.build import Build
from registry.project import Project
from registry.view import changes, history
from support.items import all_files, items_of
from support.pasts import Repository

LAMP = "name: Lamp Club\nclassification: association\n"
MEETING = "---\nclassification: plenary\nstatus: {status}\nstart: {start}\n{more}---\n".format
DECIDED = "decisions: [{{id: d-1, text: {}, result: adopted}}]\n".format
SITE_URL = "site_url: https://small.example.org\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    found = Repository(tmp_path_factory.mktemp("past") / "site", SITE_URL)
    many = {f"data/partners/p{n}.yaml": f"name: Club {n}\nclassification: association\n" for n in range(6)}
    found.commit("2020-02-01", {**many, "data/partners/lamp.yaml": LAMP})
    found.commit("2020-03-01", {"content/meetings/a.md": MEETING(status="planned", start="2030-01-01", more="")})
    found.commit("2020-04-01", {"content/meetings/a.md": MEETING(status="planned", start="2030-01-02", more="")})
    found.commit("2020-05-01", {"data/partners/lamp.yaml": LAMP + "role: Lights <b>.\nverified: 2020-05\n"})
    decided = MEETING(status="held", start="2030-01-02", more=DECIDED("Light."))
    found.commit("2020-06-01", {"content/meetings/a.md": decided, "data/partners/p5.yaml": None})
    found.commit("2021-07-01", {"content/meetings/a.md": decided + "Minutes.\n"})
    return found


@pytest.fixture(scope="module")
def built(site: Repository) -> Build:
    return site.build(publish=True)


@pytest.fixture(scope="module")
def files(built: Build) -> dict[str, bytes]:
    return all_files(items_of(built))


def page(build: Build, url: str) -> dict[str, Any]:
    (found,) = [page for page in build.pages if page["url"] == url]
    return found


def test_a_record_tells_when_it_was_written_changed_and_checked(built: Build, files: dict[str, bytes]) -> None:
    past = page(built, "/partners/lamp/")["history"]
    assert (past["created"], past["modified"], past["verified"]) == ("2020-02-01", "2020-05-01", "2020-05")
    assert (past["count"], past["older"], past["pending"], past["begins"]) == (2, 0, None, None)
    assert [(change["day"], change["change"]) for change in past["changes"]] == [
        ("2020-05-01", "changed"),
        ("2020-02-01", "added"),
    ]
    html = files["partners/lamp/index.html"].decode()
    assert "Checked in May 2020" in html
    assert "“Lights &lt;b&gt;.” (added)" in html
    assert page(built, "/partners/p0/")["history"]["changes"] == [
        {"day": "2020-02-01", "author": "", "change": "added", "told": []}
    ]


def test_only_the_newest_changes_of_a_record_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registry.past.SHOWN", 2)
    repository = "repository: {forge: github, url: https://git.example.org/a, branch: main}\n"
    site = Repository(tmp_path, repository)
    for n in range(1, 5):
        site.commit(f"2020-01-0{n}", {"data/partners/lamp.yaml": LAMP + f"role: Lights {n}.\n"})
    past = page(site.build(), "/partners/lamp/")["history"]
    assert (past["count"], past["older"], [change["day"] for change in past["changes"]]) == (
        4,
        2,
        ["2020-01-04", "2020-01-03"],
    )
    assert past["url"] == "https://git.example.org/a/commits/main/data/partners/lamp.yaml"


def test_no_page_grows_beyond_measure(built: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "ROOM", 1)
    past = history.of_record(built.views, built.views.registry.get("meeting", "a"))
    assert past
    assert (past["count"], len(past["changes"]), past["older"]) == (4, 1, 3)
    entries = [entry for month in changes.changes(built.views)["months"] for entry in month["entries"]]
    assert sum(bool(entry["told"]) for entry in entries) == 4
    monkeypatch.setattr(changes, "ROOM", 1)
    shown = [entry for month in changes.changes(built.views)["months"] for entry in month["entries"]]
    assert [entry["head"] for entry in shown] == [entry["head"] for entry in entries]
    assert not any(entry["told"] for entry in shown)


def test_what_is_not_committed_is_said_to_be_so(site: Repository, tmp_path: Path) -> None:
    copy = Repository(tmp_path, SITE_URL)
    copy.commit("2020-02-01", {"data/partners/lamp.yaml": LAMP})
    (copy.root / "data/partners/lamp.yaml").write_text(LAMP + "role: Lights.\n")
    (copy.root / "data/partners/new.yaml").write_text(LAMP)
    build = copy.build()
    assert page(build, "/partners/lamp/")["history"]["pending"] == "changed"
    assert page(build, "/partners/lamp/")["record"]["modified"] == "2020-02-01T12:00:00Z"
    assert page(build, "/partners/new/")["history"]["pending"] == "new"
    assert page(build, "/partners/new/")["record"]["created"] is None


def test_what_changed_is_told_month_by_month_and_what_came_together_at_once(built: Build) -> None:
    told = page(built, "/journal/changes/")
    assert [(month["month"], len(month["entries"])) for month in told["months"]] == [
        ("2021-07", 1), ("2020-06", 2), ("2020-05", 1), ("2020-04", 1), ("2020-03", 1), ("2020-02", 1), ("2020-01", 1)
    ]  # fmt: skip
    many = told["months"][5]["entries"][0]
    assert many["head"] == "Partners: 7 new records"
    assert (len(many["records"]), many["more"]) == (6, 1)
    removed, held = told["months"][1]["entries"]
    assert (removed["head"], removed["url"], removed["told"]) == ("Partner removed: Club 5", None, [])
    assert held["url"] == "/meetings/a/"
    assert [entry["day"] for entry in page(built, "/journal/")["changes"]] == [
        *("2021-07-01", "2020-06-01", "2020-06-01", "2020-05-01", "2020-04-01")
    ]


def test_a_long_history_has_a_page_a_month(built: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "RECENT", 3)
    monkeypatch.setattr(changes, "MOST", 1)
    assert len(changes.archive(built.views)) == 7
    june = changes.page_in(built.views, "2020-06")
    assert (june["url"], june["title"]) == ("/journal/changes/2020-06/", "What changed in June 2020")
    assert june["left_out"] == 1
    assert [year["year"] for year in june["archive"]] == ["2021", "2020"]


def test_calendars_and_feeds_have_the_dates_of_the_history(files: dict[str, bytes]) -> None:
    (event,) = icalendar.Calendar.from_ical(files["meetings/calendar.ics"]).walk("VEVENT")
    assert [event[name].dt.date().isoformat() for name in ("CREATED", "LAST-MODIFIED", "DTSTAMP")] == [
        "2020-03-01",
        "2021-07-01",
        "2021-07-01",
    ]
    assert event["SEQUENCE"] == 2  # another day, then held; minutes move nothing
    (decision,) = feedparser.parse(files["decisions/atom.xml"]).entries
    assert decision.updated == "2020-06-01T12:00:00Z"
    feed = feedparser.parse(files["journal/changes/atom.xml"])
    assert feed.feed.updated == feed.entries[0].updated == "2021-07-01T12:00:00Z"
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) == 8
    lamp = next(entry for entry in feed.entries if entry.title.startswith("Lamp Club"))
    assert "“Lights &lt;b&gt;.” (added)" in lamp.content[0].value


def test_data_and_site_map_have_true_dates(files: dict[str, bytes]) -> None:
    lamp = json.loads(files["api/v1/partners/lamp.json"])
    assert (lamp["created"], lamp["modified"], lamp["verified"]) == (
        "2020-02-01T12:00:00Z",
        "2020-05-01T12:00:00Z",
        "2020-05",
    )
    sitemap = files["sitemap.xml"].decode()
    assert "<loc>https://small.example.org/partners/lamp/</loc><lastmod>2020-05-01T12:00:00Z</lastmod>" in sitemap
    assert "<loc>https://small.example.org/partners/</loc><lastmod>2020-05-01T12:00:00Z</lastmod>" in sitemap
    assert "<loc>https://small.example.org/legal-notice/</loc></url>" in sitemap


def test_who_coordinates_sees_what_nobody_looked_at_for_a_year(site: Repository, built: Build) -> None:
    found = page(site.build(), "/contribute/to-check/")
    assert found["before"] == "2020-07-01"
    (partners,) = found["groups"]
    assert [(record["label"], record["last"]) for record in partners["records"]][-1] == ("Lamp Club", "2020-05-01")
    assert [record["last"] for record in partners["records"]][:5] == ["2020-02-01"] * 5
    assert not any(page["url"] == "/contribute/to-check/" for page in built.pages)


def test_where_nothing_is_known_nothing_is_said(site: Repository) -> None:
    build = Build(site.root, Project())
    assert history.of_record(build.views, build.views.registry.get("partner", "p0")) is None
    assert page(build, "/partners/lamp/")["history"]["verified"] == "2020-05"
    assert page(build, "/journal/changes/")["known"] is False
    files = all_files(items_of(build))
    assert b"DTSTAMP:19700101T000000Z" in files["meetings/calendar.ics"]
    assert b"LAST-MODIFIED" not in files["meetings/calendar.ics"]
    assert b"lastmod" not in files["sitemap.xml"]
