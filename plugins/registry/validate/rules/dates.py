"""Dates that must fit each other, judged only as far as their precision allows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from registry.load.document import Document, Pointer
from registry.problem import Finding
from registry.schema.kinds import Kind
from registry.validate.context import Context, date_of, entries, joined

PERIODS = (("start_date", "end_date"), ("start", "end"), ("founding_date", "end_date"))


def _mappings(value: Any, pointer: Pointer = ()) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    if isinstance(value, dict):
        yield pointer, value
        for key, item in value.items():
            yield from _mappings(item, (*pointer, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _mappings(item, (*pointer, index))


def ends_follow_starts(document: Document, _: Kind) -> Iterator[Finding]:
    """No period ends before it begins."""
    for pointer, mapping in _mappings(document.data):
        for first, last in PERIODS:
            start, end = date_of(mapping.get(first)), date_of(mapping.get(last))
            if start and end and end.definitely_before(start):
                yield document.finding("R003", (*pointer, last), start=mapping[first], end=mapping[last])
                break


def _participations(context: Context) -> Iterator[tuple[Document, Pointer, dict[str, Any], Document]]:
    """(commission, pointer, entry, partner) of every membership and facilitation."""
    for commission in context.corpus.of_kind("commission"):
        for name in ("members", "facilitators"):
            for pointer, entry in entries(commission, name):
                partner = context.get("partner", entry.get("partner"))
                if partner:
                    yield commission, pointer, entry, partner


def members_have_joined(context: Context) -> Iterator[Finding]:
    """A membership does not begin before the partner joined the network (a warning)."""
    for commission, pointer, entry, partner in _participations(context):
        start, since = date_of(entry.get("start_date")), joined(partner)
        if start and since and start.definitely_before(since):
            yield commission.finding(
                "R004",
                (*pointer, "start_date"),
                date=entry["start_date"],
                partner=partner.data.get("name", partner.id),
                joined=str(partner.data.get("start_date") or since),
            )


def memberships_do_not_overlap(context: Context) -> Iterator[Finding]:
    """A partner stands once at a time among the members, and once among the facilitators."""
    seen: dict[tuple[str, object, str], list[dict[str, Any]]] = {}
    for commission, pointer, entry, partner in _participations(context):
        others = seen.setdefault((commission.id, pointer[0], partner.id), [])
        if any(not (_over(other, entry) or _over(entry, other)) for other in others):
            yield commission.finding("R021", (*pointer, "partner"), value=partner.id)
        others.append(entry)


def _over(first: dict[str, Any], second: dict[str, Any]) -> bool:
    """Whether the first period may have ended when the second began."""
    end, start = date_of(first.get("end_date")), date_of(second.get("start_date"))
    return bool(end and start and not start.definitely_before(end))


def charter_fits_its_meeting(context: Context) -> Iterator[Finding]:
    """A charter's date is that of the meeting which adopted it."""
    for charter in context.corpus.of_kind("charter"):
        meeting = context.get("meeting", charter.data.get("adopted_at"))
        date = date_of(charter.data.get("date"))
        held = date_of(meeting.data.get("start")) if meeting else None
        if meeting and date and held and _differ(date, held):
            yield charter.finding(
                "R009",
                ("date",),
                date=charter.data["date"],
                meeting=meeting.id,
                meeting_date=str(meeting.data["start"])[:10],
            )


def _differ(one: Any, other: Any) -> bool:
    """Whether two partial dates cannot be the same day."""
    return bool(one.latest() < other.earliest() or other.latest() < one.earliest())
