"""How people put some changes, where that is better than what the schema alone gives.

A phrase gets the words and the change of a field, and may return ``None`` to leave it to :mod:`registry.tell.fields`.
Kinds and fields without a phrase come out well without.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from registry.compare.changes import Field, GroupChange, Item, ListChange, ValueChange
from registry.tell.entries import described, entry_name
from registry.tell.fields import tell_field, tell_list
from registry.tell.words import Told, Words

Phrase = Callable[[Words, Field], list[Told] | None]
ANY = "*"
"""Stands for every kind."""


def phrase(words: Words, kind: str, field: Field) -> list[Told] | None:
    """The clauses of a change that has a phrase of its own."""
    found = PHRASES.get((kind, field.name)) or PHRASES.get((ANY, field.name))
    return found(words, field) if found else None


def _listed(field: Field) -> ListChange | None:
    """The change of a list, if its entries are groups as they should be."""
    change = field.change
    if isinstance(change, ListChange) and all(isinstance(item.after or item.before, dict) for item in change.items):
        return change
    return None


def _status(words: Words, field: Field) -> list[Told] | None:
    change = field.change
    if not isinstance(change, ValueChange) or change.before is None or change.after is None:
        return None
    old, new = words.value(change.before, change.schema, "before"), words.value(change.after, change.schema)
    return [Told(words.catalogue.gettext("from {old} to {new}", old=old, new=new))]


def _facilitators(words: Words, field: Field) -> list[Told] | None:
    def begins(n: int, names: str) -> str:
        return words.catalogue.ngettext("{names} becomes facilitator", "{names} become facilitators", n, names=names)

    def ends(n: int, names: str) -> str:
        return words.catalogue.ngettext(
            "{names} ceases to be facilitator", "{names} cease to be facilitators", n, names=names
        )

    return _terms(words, field, begins, ends)


def _members(words: Words, field: Field) -> list[Told] | None:
    def begins(n: int, names: str) -> str:
        return words.catalogue.ngettext("{names} joins the commission", "{names} join the commission", n, names=names)

    def ends(n: int, names: str) -> str:
        return words.catalogue.ngettext("{names} leaves the commission", "{names} leave the commission", n, names=names)

    return _terms(words, field, begins, ends)


Clause = Callable[[int, str], str]


def _terms(words: Words, field: Field, begins: Clause, ends: Clause) -> list[Told] | None:
    """Who begins and who ends something, those of one date together; other changes of the entries come last."""
    change = _listed(field)
    if change is None or not change.items:
        return None
    found: dict[tuple[Clause, str | None], list[str]] = {}
    rest: list[Item] = []
    for item in change.items:
        was, is_ = (entry is not None and "end_date" not in entry for entry in (item.before, item.after))
        others = {inner.name for inner in item.fields}.difference(("end_date",) if was else ("start_date", "end_date"))
        if item.before and item.after and others:
            rest.append(item)
        elif is_ and not was:
            name = described(words, _undated(item.after), change.schema["items"], "after")
            found.setdefault((begins, _day(item.after, "start_date")), []).append(name)
        elif was and not is_:
            name = entry_name(words, item.before, change.schema["items"], "before")
            found.setdefault((ends, _day(item.after, "end_date")), []).append(name)
        else:
            rest.append(item)
    told = [
        Told(_dated(words, clause(len(names), words.names(names)), date)) for (clause, date), names in found.items()
    ]
    if rest or change.moved:
        other = ListChange(change.schema, None, None, tuple(rest), change.moved)
        told.append(tell_list(words, other, words.title(change.schema, field.name)))
    return told


def _undated(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name not in ("start_date", "end_date")}


def _day(entry: dict[str, Any] | None, name: str) -> str | None:
    value = (entry or {}).get(name)
    return value if isinstance(value, str) else None


def _dated(words: Words, text: str, date: str | None) -> str:
    return f"{text} {words.when(date)}" if date else text


def _signatures(words: Words, field: Field) -> list[Told] | None:
    change = _listed(field)
    if change is None or not change.added or len(change.added) != len(change.items):
        return None
    return [Told(_signature(words, item, change)) for item in change.items]


def _signature(words: Words, item: Item, change: ListChange) -> str:
    charter = entry_name(words, item.after, change.schema["items"], "after")
    if charter.casefold().startswith(words.catalogue.gettext("charter") + " "):
        text = words.catalogue.gettext("signs the {charter}", charter=charter[:1].lower() + charter[1:])
    else:
        text = words.catalogue.gettext("signs “{charter}”", charter=charter)
    return _dated(words, text, _day(item.after, "date"))


def _left(words: Words, field: Field) -> list[Told] | None:
    change = field.change
    if not isinstance(change, ValueChange) or change.before is not None or not isinstance(change.after, str):
        return None
    return [Told(words.catalogue.gettext("leaves the network {when}", when=words.when(change.after)))]


def _minutes(words: Words, field: Field) -> list[Told] | None:
    change = field.change
    if not isinstance(change, GroupChange) or change.after is None:
        return None
    status = next((inner.change for inner in change.fields if inner.name == "status"), None)
    if not isinstance(status, ValueChange) or status.after != "approved":
        return None
    date, meeting = change.after.get("approved_date"), change.after.get("approved_at")
    text = words.catalogue.gettext("minutes approved")
    if isinstance(date, str):
        text = words.catalogue.gettext("minutes approved {when}", when=words.when(date))
    if isinstance(meeting, str):
        text = words.catalogue.pgettext(
            "an entry", "{name} ({more})", name=text, more=words.reference("meeting", meeting, "after")
        )
    told = {"status", "approved_date", "approved_at"}
    rest = [inner for inner in change.fields if inner.name not in told]
    return [Told(text), *(clause for inner in rest for clause in tell_field(words, inner))]


def _decisions(words: Words, field: Field) -> list[Told] | None:
    return _only_added(words, field, lambda n: words.catalogue.ngettext("{n} decision added", "{n} decisions added", n))


def _actions(words: Words, field: Field) -> list[Told] | None:
    return _only_added(words, field, lambda n: words.catalogue.ngettext("{n} action added", "{n} actions added", n))


def _partners(words: Words, field: Field) -> list[Told] | None:
    def clause(n: int) -> str:
        return words.catalogue.ngettext("{n} more partner", "{n} more partners", n)

    return _only_added(words, field, clause, named=True)


def _only_added(words: Words, field: Field, clause: Callable[[int], str], *, named: bool = False) -> list[Told] | None:
    """A count, where entries were added and nothing else; ``named``: with their names."""
    change = field.change
    if not isinstance(change, ListChange) or not change.added or len(change.added) != len(change.items):
        return None
    text = clause(len(change.added))
    if named:
        names = [entry_name(words, item.after, change.schema.get("items", {}), "after") for item in change.items]
        text = words.catalogue.pgettext("an entry", "{name} ({more})", name=text, more=words.names(names))
    return [Told(text, tell_list(words, change, "").details)]


def _example(words: Words, field: Field) -> list[Told] | None:
    return _flag(
        words,
        field,
        words.catalogue.gettext("becomes an example: it will not be published"),
        words.catalogue.gettext("no longer an example: it will be published"),
    )


def _draft(words: Words, field: Field) -> list[Told] | None:
    return _flag(
        words,
        field,
        words.catalogue.gettext("becomes a draft: it will not be published"),
        words.catalogue.gettext("no longer a draft: it will be published"),
    )


def _flag(words: Words, field: Field, on: str, off: str) -> list[Told]:
    change = field.change
    if bool(change.before) == bool(change.after):
        return []
    return [Told(on if change.after is True else off)]


PHRASES: Mapping[tuple[str, str], Phrase] = {
    (ANY, "example"): _example,
    (ANY, "draft"): _draft,
    ("commission", "facilitators"): _facilitators,
    ("commission", "members"): _members,
    ("meeting", "action_items"): _actions,
    ("meeting", "decisions"): _decisions,
    ("meeting", "minutes"): _minutes,
    ("meeting", "status"): _status,
    ("partner", "end_date"): _left,
    ("partner", "signatures"): _signatures,
    ("project", "partners"): _partners,
    ("project", "status"): _status,
    ("project", "supporters"): _partners,
}
