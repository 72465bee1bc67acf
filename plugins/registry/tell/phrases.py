"""How people put some changes, where that is better than what the schema alone gives.

A phrase gets the words and the change of a field, and may return ``None`` to leave it to :mod:`registry.tell.fields`.
Kinds and fields without a phrase come out well without.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from registry.compare.changes import Field, GroupChange, Item, ListChange, ValueChange
from registry.tell.entries import entry_name
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
    change = _listed(field)
    if change is None or not change.items:
        return None
    told = []
    for item in change.items:
        name = entry_name(words, item.after or item.before, change.schema["items"], "after" if item.after else "before")
        if (item.before is None and not _over(item.after)) or (_over(item.before) and not _over(item.after)):
            text = words.catalogue.gettext("{partner} becomes facilitator", partner=name)
            told.append(Told(_dated(words, text, item.after.get("start_date"))))
        elif item.after is None or (not _over(item.before) and _over(item.after)):
            text = words.catalogue.gettext("{partner} ceases to be facilitator", partner=name)
            told.append(Told(_dated(words, text, (item.after or {}).get("end_date"))))
        else:
            told.append(
                tell_list(words, ListChange(change.schema, None, None, (item,)), words.title(change.schema, field.name))
            )
    return told


def _over(entry: Any) -> bool:
    return isinstance(entry, dict) and "end_date" in entry


def _dated(words: Words, text: str, date: object) -> str:
    return f"{text} {words.when(date)}" if isinstance(date, str) else text


def _signatures(words: Words, field: Field) -> list[Told] | None:
    change = _listed(field)
    if change is None or not change.added or len(change.added) != len(change.items):
        return None
    return [Told(_signature(words, item, change)) for item in change.items]


def _signature(words: Words, item: Item, change: ListChange) -> str:
    charter = entry_name(words, item.after, change.schema["items"], "after")
    date = item.after.get("date")
    if isinstance(date, str):
        return words.catalogue.gettext("signs “{charter}” {when}", charter=charter, when=words.when(date))
    return words.catalogue.gettext("signs “{charter}”", charter=charter)


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
