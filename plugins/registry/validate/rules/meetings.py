"""Meetings: their commission, who was there, what was decided, who does what."""

from __future__ import annotations

from collections.abc import Iterator

from registry.load.document import Document
from registry.problem import Finding
from registry.schema.kinds import Kind, walk
from registry.validate.context import Context, date_of, entries, joined


def commission_existed(context: Context) -> Iterator[Finding]:
    """A commission's meeting takes place while the commission exists."""
    for meeting in context.corpus.of_kind("meeting"):
        commission = context.get("commission", meeting.data.get("commission"))
        start = date_of(meeting.data.get("start"))
        if not commission or not start:
            continue
        founded, ended = (
            date_of(commission.data.get("founding_date")),
            date_of(commission.data.get("end_date")),
        )
        if (founded and start.definitely_before(founded)) or (ended and ended.definitely_before(start)):
            yield meeting.finding(
                "R005",
                ("start",),
                date=str(meeting.data["start"])[:10],
                commission=commission.data.get("name", commission.id),
                start=commission.data.get("founding_date", "…"),
                end=commission.data.get("end_date", "…"),
            )


def actions_belong_to_partners(context: Context) -> Iterator[Finding]:
    """Whoever takes on an action is a partner of the network on the day of the meeting."""
    for meeting in context.corpus.of_kind("meeting"):
        day = date_of(meeting.data.get("start"))
        for pointer, entry in entries(meeting, "action_items"):
            partner = context.get("partner", entry.get("partner"))
            if not partner or not day:
                continue
            since, until = joined(partner), date_of(partner.data.get("end_date"))
            if (since and day.definitely_before(since)) or (until and until.definitely_before(day)):
                yield meeting.finding(
                    "R006",
                    (*pointer, "partner"),
                    partner=partner.data.get("name", partner.id),
                    date=str(meeting.data["start"])[:10],
                )


def identifiers_are_unique(context: Context) -> Iterator[Finding]:
    """The identifier of a decision or an action stands once in the whole network."""
    taken: dict[str, str] = {}
    for meeting in context.corpus.of_kind("meeting"):
        for name in ("decisions", "action_items"):
            for pointer, entry in entries(meeting, name):
                value = entry.get("id")
                if not isinstance(value, str):
                    continue
                if value in taken:
                    yield meeting.finding("R007", (*pointer, "id"), value=value, other=taken[value])
                else:
                    taken[value] = meeting.path


def follow_ups_name_decisions(context: Context) -> Iterator[Finding]:
    """What follows a decision names one that is there, published if it is itself, and not taken later."""
    taken = {
        str(entry["id"]): (meeting, place)
        for meeting in context.corpus.of_kind("meeting")
        for place, (_, entry) in enumerate(entries(meeting, "decisions"))
        if isinstance(entry.get("id"), str)
    }
    unsure = context.corpus.blind or bool(context.corpus.lost)
    unsure = unsure or any(meeting.lacks("decisions") for meeting in context.corpus.of_kind("meeting"))
    for meeting in context.corpus.of_kind("meeting"):
        for pointer, value in (
            *walk(meeting.data, ("decisions", "*", "follows", "*")),
            *walk(meeting.data, ("action_items", "*", "decision")),
        ):
            if value not in taken:
                if not unsure:
                    own = meeting.data["decisions"][pointer[1]]["id"] if pointer[0] == "decisions" else None
                    near = context.nearest(value, [id_ for id_ in taken if id_ != own])
                    yield meeting.finding("R022", pointer, near=near, value=value)
                continue
            earlier, place = taken[value]
            start, day = date_of(earlier.data.get("start")), date_of(meeting.data.get("start"))
            if earlier.hidden and not meeting.hidden:
                yield meeting.finding("R015", pointer, value=value)
            elif (start and day and day.definitely_before(start)) or (
                earlier is meeting and pointer[0] == "decisions" and pointer[1] == place
            ):
                yield meeting.finding("R023", pointer, value=value)


def approved_minutes_have_a_date(context: Context) -> Iterator[Finding]:
    """Approved minutes say when, and not another day than the meeting that approved them."""
    for meeting in context.corpus.of_kind("meeting"):
        minutes = meeting.data.get("minutes")
        if not isinstance(minutes, dict) or minutes.get("status") != "approved":
            continue
        if "approved_date" not in minutes:
            yield meeting.finding("R008", ("minutes", "status"))
            continue
        approving = context.get("meeting", minutes.get("approved_at"))
        approved = date_of(minutes.get("approved_date"))
        held = date_of((approving or meeting).data.get("start"))
        if not approved or not held:
            continue
        over = date_of(approving.data.get("end")) or held if approving else None
        if approved.latest() < held.earliest() or (over and over.latest() < approved.earliest()):
            other = approving or meeting
            yield meeting.finding(
                "R009",
                ("minutes", "approved_date"),
                date=minutes["approved_date"],
                meeting=other.id,
                meeting_date=str(other.data["start"])[:10],
            )


def attendance_is_consistent(document: Document, kind: Kind) -> Iterator[Finding]:
    """No organisation is both present and excused."""
    if kind.name == "meeting":
        present = set(filter(None, document.data.get("present", [])))
        for index, value in enumerate(document.data.get("excused", [])):
            if value in present:
                yield document.finding("R017", ("excused", index), value=value)


def planned_meetings_have_no_results(document: Document, kind: Kind) -> Iterator[Finding]:
    """A planned meeting has no attendance, decisions or minutes yet (a warning)."""
    if kind.name == "meeting" and document.data.get("status") == "planned":
        for name in ("present", "decisions", "action_items", "minutes"):
            if name in document.data:
                yield document.finding("R018", (name,), of_key=True, field=name)
