"""iCalendar (RFC 5545) of events, the same bytes for the same events.

DTSTAMP is when an event was last changed, as git knows it; where it does not, a fixed, early date, so that no calendar
takes what it has for newer. SEQUENCE grows with each change of when, where or whether a meeting takes place; that of a
cancelled one is 1 at least, so that it replaces the planned one everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from registry.render.timezones import vtimezone
from registry.view.base import View

_UNKNOWN = "19700101T000000Z"
_NAMES = {"created": "CREATED", "modified": "LAST-MODIFIED"}
_ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
_SIGNS = re.compile(r"[\\;,\n]")
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_LINE = 75


class Block(NamedTuple):
    """An event as it stands in a calendar, and what the calendar needs to know of it: ``zone`` is empty for days."""

    start: str
    uid: str
    zone: str
    years: tuple[int, int]
    text: str


def block(event: View, base: str) -> Block:
    """An event, ready for any calendar; ``base`` is the site's address, if it has one."""
    start, end = event["start"], event["end"] or event["start"]
    zone = event["timezone"] if "T" in start else ""
    return Block(start, event["uid"], zone, (int(start[:4]), int(end[:4])), "".join(map(_folded, _event(event, base))))


def icalendar(blocks: Iterable[Block], name: str, site: View) -> bytes:
    """A calendar called ``name``. One without hours still says in which time zone the network lives."""
    home = site["place"]["timezone"]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(site['name']).replace('/', ' ')}//{site['language'].upper()}",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        f"X-WR-TIMEZONE:{home}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
    ]
    blocks = sorted(blocks)
    zones: dict[str, list[int]] = {}
    for each in blocks:
        if each.zone:
            zones.setdefault(each.zone, []).extend(each.years)
    for zone, years in sorted((zones or {home: [2000]}).items()):
        lines += vtimezone(zone, min(years), max(years))
    return "".join([*map(_folded, lines), *(each.text for each in blocks), "END:VCALENDAR\r\n"]).encode()


def _event(event: View, base: str) -> Iterable[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event['uid'])}"
    yield f"DTSTAMP:{_digits(event['modified']) if event['modified'] else _UNKNOWN}"
    for name in ("created", "modified"):
        if event[name]:
            yield f"{_NAMES[name]}:{_digits(event[name])}"
    yield f"SEQUENCE:{event['sequence']}"
    yield f"STATUS:{'CANCELLED' if event['status'] == 'cancelled' else 'CONFIRMED'}"
    yield from _times(event)
    yield f"SUMMARY:{_text(event['summary'])}"
    if event["location"]:
        yield f"LOCATION:{_text(event['location'])}"
    link = base + event["url"] if base else ""
    description = "\n".join(part for part in (event["description"], link) if part)
    if description:
        yield f"DESCRIPTION:{_text(description)}"
    if link:
        yield f"URL:{link}"
    yield "END:VEVENT"


def _times(event: View) -> Iterable[str]:
    start, end = event["start"], event["end"]
    if "T" in start:
        for name, moment in (("DTSTART", start), ("DTEND", end)):
            if moment:
                yield f"{name};TZID={event['timezone']}:{_digits(moment)}00"
    else:
        after = date.fromisoformat(end or start) + timedelta(days=1)  # the end is the first day that is no part of it
        yield f"DTSTART;VALUE=DATE:{_digits(start)}"
        yield f"DTEND;VALUE=DATE:{_digits(after.isoformat())}"


def _digits(moment: str) -> str:
    return moment.replace("-", "").replace(":", "")


def _text(value: str) -> str:
    value = _CONTROLS.sub("", value.replace("\r\n", "\n").replace("\t", " "))
    return _SIGNS.sub(lambda found: _ESCAPED[found[0]], value)


def _folded(line: str) -> str:
    """A line in pieces of 75 octets at most, none of which parts a character."""
    if len(line) <= _LINE // 4 or len(line.encode()) <= _LINE:
        return line + "\r\n"
    pieces, piece, size = [], "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + character, size + width
    return "\r\n".join([*pieces, piece]) + "\r\n"
