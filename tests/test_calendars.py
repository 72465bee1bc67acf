"""The calendar files, read back as two calendar libraries read them."""

import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from registry.build import Build
from registry.project import Project
from registry.render.calendars import calendars
from registry.render.icalendar import block
from registry.render.icalendar import icalendar as written
from registry.render.timezones import vtimezone
from support.items import all_files
from support.views import build

EVENING = datetime.datetime(2030, 7, 1, 18, 30)
SITE: dict[str, Any] = {
    "name": "Tea/Fog",
    "language": "fr",
    "url": "https://example.org",
    "place": {"timezone": "Europe/Paris"},
}
CHAIN = [("2030-07-03-fog", "2030-07-08-fog"), ("2030-07-01-fog", "2030-07-03-fog"), ("away/old", "2030-07-01-fog")]
MEETING = "---\nclassification: commission\ncommission: fog\nstatus: {status}\nstart: {start}\n{more}---\n"


def files(folder: Path, publish: bool = True, **meetings: tuple[str, str, str]) -> dict[str, bytes]:
    more = {
        f"content/meetings/{id_}.md": MEETING.format(start=start, status=status, more=more)
        for id_, (start, status, more) in meetings.items()
    }
    found = build(folder, more, publish=publish)
    return all_files(calendars(found.views, found.site))


def events(content: bytes) -> dict[str, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(content)
    return {str(event["UID"]).partition("@")[0]: event for event in calendar.walk("VEVENT")}


def test_meetings_stand_in_the_calendar_of_all_of_their_commission_and_in_one_of_their_own(tmp_path: Path) -> None:
    made = files(tmp_path)
    assert set(made) == {
        *("meetings/calendar.ics", "commissions/fog/calendar.ics", "commissions/over/calendar.ics"),
        *("meetings/a/a.ics", "meetings/c/c.ics", "meetings/d/d.ics"),
    }
    assert list(events(made["meetings/calendar.ics"])) == ["a", "d", "c"]
    assert list(events(made["commissions/fog/calendar.ics"])) == ["d"]
    assert list(events(made["meetings/a/a.ics"])) == ["a"]


def test_a_meeting_without_a_day_is_no_event_and_one_without_an_hour_fills_its_day(tmp_path: Path) -> None:
    found = events(files(tmp_path)["meetings/calendar.ics"])
    assert "b" not in found  # 2021-02
    assert found["c"].start == datetime.date(2050, 1, 1)
    assert found["c"].end == datetime.date(2050, 1, 2)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2030-07-01 18:30", "2030-07-01 20:00", (EVENING, EVENING.replace(hour=20, minute=0))),
        ("2030-07-01 18:30", "2030-07-01", (EVENING, None)),
        ("2030-07-01", "2030-07-03", (datetime.date(2030, 7, 1), datetime.date(2030, 7, 4))),
        ("2030-07-01 18:30", "2030-07-02", (datetime.date(2030, 7, 1), datetime.date(2030, 7, 3))),
        ("2030-07-01", "2030-08", (datetime.date(2030, 7, 1), datetime.date(2030, 7, 2))),
    ],
)  # fmt: skip
def test_an_end_says_no_more_than_is_known(tmp_path: Path, start: str, end: str, expected: tuple[object, ...]) -> None:
    made = files(tmp_path, x=(start, "planned", f"end: {end}\ntimezone: Europe/Paris\n"))
    event = events(made["meetings/x/x.ics"])["x"]
    times = [event[name].dt if name in event else None for name in ("DTSTART", "DTEND")]
    if isinstance(expected[0], datetime.datetime):
        assert event["DTSTART"].params["TZID"] == "Europe/Paris"
        assert times[0].utcoffset() == datetime.timedelta(hours=2)
        times = [time and time.replace(tzinfo=None) for time in times]
    assert tuple(times) == expected


def test_a_cancelled_meeting_says_so_everywhere_and_replaces_the_planned_one(tmp_path: Path) -> None:
    planned = events(files(tmp_path / "a", x=("2030-07-01", "planned", ""))["meetings/x/x.ics"])["x"]
    cancelled = events(files(tmp_path / "b", x=("2030-07-01", "cancelled", ""))["meetings/x/x.ics"])["x"]
    assert planned["UID"] == cancelled["UID"]
    assert (planned["STATUS"], cancelled["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert cancelled["SEQUENCE"] > planned["SEQUENCE"]
    assert cancelled["SUMMARY"] == f"Cancelled: {planned['SUMMARY']}"


def test_another_library_reads_the_same_times_with_the_time_zone_that_is_told(tmp_path: Path) -> None:
    made = files(tmp_path, x=("2030-01-07 18:30", "planned", "timezone: America/New_York\n"))
    for content in made.values():
        vobject.readOne(content.decode()).validate(raiseException=True)
    read = {event.uid.value[0]: event for event in vobject.readOne(made["meetings/calendar.ics"].decode()).vevent_list}
    assert read["x"].dtstart.value.utcoffset() == datetime.timedelta(hours=-5)
    assert read["c"].dtstart.value == datetime.date(2050, 1, 1)


def test_a_meeting_that_was_renamed_is_the_same_event(tmp_path: Path) -> None:
    moved = {"2030-07-08-fog": ("2030-07-08", "planned", "")}
    files(tmp_path, **moved)
    old = "".join(f"  - {{from: /meetings/{a}/, to: /meetings/{b}/}}\n" for a, b in CHAIN)
    (tmp_path / "data/redirects.yaml").write_text(f"redirects:\n{old}")
    found = Build(tmp_path, Project(), publish=True)
    content = all_files(calendars(found.views, found.site))["meetings/calendar.ics"]
    assert set(events(content)) == {"a", "d", "c", "2030-07-01-fog"}


def test_any_text_comes_back_as_it_was_in_lines_of_75_octets() -> None:
    text = "Été ; « l’\N{PARTY POPPER} », C:\\n\nBEGIN:VEVENT" * 7
    event = {"uid": "a@b", "start": "2030-01-01", "end": None, "status": "held", "timezone": "Europe/Paris"}
    event |= {"created": None, "modified": None, "sequence": 0}
    more = {"summary": text + "\x00\x1b\ufffe", "location": text, "description": text, "url": "/a/"}
    content = written([block({**event, **more}, SITE["url"])], text, SITE)
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    read = events(content)["a"]
    assert (str(read["SUMMARY"]), str(read["LOCATION"])) == (text, text)
    assert str(read["DESCRIPTION"]) == f"{text}\nhttps://example.org/a/"
    assert vobject.readOne(content.decode()).vevent.summary.value == text


@pytest.mark.parametrize(
    "zone", ["Europe/Paris", "America/New_York", "Australia/Sydney", "Africa/Casablanca", "Asia/Kolkata", "UTC"]
)
def test_a_time_zone_is_told_as_it_is(zone: str) -> None:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *vtimezone(zone, 2005, 2026), "END:VCALENDAR", ""]
    told = icalendar.Calendar.from_ical("\r\n".join(lines)).walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    for day in range(0, 365 * 21, 11):
        moment = datetime.datetime(2005, 1, 1, 12) + datetime.timedelta(days=day)
        assert moment.replace(tzinfo=told).utcoffset() == moment.replace(tzinfo=ZoneInfo(zone)).utcoffset(), moment


def test_examples_stand_in_the_preview_alone_and_say_what_they_are(tmp_path: Path) -> None:
    example = ("2030-07-01", "planned", "example: true\n")
    preview, published = files(tmp_path / "a", False, x=example), files(tmp_path / "b", True, x=example)
    assert str(events(preview["meetings/calendar.ics"])["x"]["SUMMARY"]).startswith("[Example] ")
    assert set(preview) - set(published) == {"meetings/x/x.ics"}
    assert b"UID:x@" not in b"".join(published.values())
    assert {name for name in published if preview[name].count(b"UID:") != published[name].count(b"UID:")} == {
        "meetings/calendar.ics",
        "commissions/fog/calendar.ics",
    }
