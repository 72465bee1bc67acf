"""Who is a member of which commission, and who facilitates it. Whoever facilitates takes part."""

from __future__ import annotations

from registry.link import Record
from registry.view.base import View, Views


def members(views: Views, commission: Record) -> list[View]:
    """Current members of a commission: ``{partner, role, start_date, end_date, facilitator}``."""
    leading = [entry for entry in commission.data.get("facilitators", ()) if "end_date" not in entry]
    leaders = {entry["partner"] for entry in leading}
    current = [entry for entry in commission.data.get("members", ()) if "end_date" not in entry]
    known = {entry["partner"] for entry in current}
    found = [(entry, entry["partner"] in leaders) for entry in current]
    found += [(entry, True) for entry in leading if entry["partner"] not in known]
    return [{**views.entry(entry, commission, "members", "*"), "facilitator": leads} for entry, leads in found]


def former_members(views: Views, commission: Record) -> list[View]:
    """Memberships that ended, as :func:`members` shows them."""
    ended = [entry for entry in commission.data.get("members", ()) if "end_date" in entry]
    return [{**views.entry(entry, commission, "members", "*"), "facilitator": False} for entry in ended]


def of_partner(views: Views, record: Record) -> list[View]:
    """A partner's commissions: one entry a membership, which tells whether the partner also facilitates now."""
    references = views.registry.references_to(record, "commission")
    leading = {
        reference.record.id: reference.entry
        for reference in references
        if reference.field[0] == "facilitators" and "end_date" not in reference.entry
    }
    members = [reference for reference in references if reference.field[0] == "members"]
    current = {reference.record.id for reference in members if "end_date" not in reference.entry}
    only_leading = [
        reference
        for reference in references
        if reference.field[0] == "facilitators"
        and (reference.record.id not in current or "end_date" in reference.entry)
    ]
    return [
        {
            "commission": views.summary(reference.record),
            "facilitator": reference in only_leading
            or (reference.record.id in leading and "end_date" not in reference.entry),
            "role": reference.entry.get("role"),
            "start_date": reference.entry.get("start_date"),
            "end_date": reference.entry.get("end_date"),
        }
        for reference in (*members, *only_leading)
    ]
