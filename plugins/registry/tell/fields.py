"""Any change of a field in words, by its schema alone."""

from __future__ import annotations

from registry.compare.changes import Field, GroupChange, Item, ListChange, TextChange, ValueChange
from registry.compare.matching import naming
from registry.compare.values import is_long
from registry.schema.kinds import Schema
from registry.tell.entries import by_name, counted, described, entry_name, has_more, named_by_reference
from registry.tell.prose import limited, tell_text
from registry.tell.words import LONG, Told, Words

MOST_LINES = 8
_FEW = 3


def tell_field(words: Words, field: Field, group: str = "") -> list[Told]:
    """What changed, as clauses; a group of fields gives one for each of them."""
    change = field.change
    name = words.title(change.schema, field.name)
    if group:
        name = words.catalogue.pgettext("field of a group", "{field} ({group})", field=name, group=group)
    if isinstance(change, GroupChange):
        return [told for inner in change.fields for told in tell_field(words, inner, group=name)]
    if isinstance(change, TextChange):
        return [tell_text(words, change, name)]
    if isinstance(change, ListChange):
        return [tell_list(words, change, name)]
    return [Told(tell_value(words, change, name))]


def tell_value(words: Words, change: ValueChange, name: str) -> str:
    """« site web : … (ajout) », « état : de « à l’étude » à « expérimenté » »."""
    catalogue, schema = words.catalogue, change.schema
    old = None if change.before is None else words.value(change.before, schema, "before")
    new = None if change.after is None else words.value(change.after, schema, "after")
    if isinstance(change.after, bool):
        return words.statement(name, new or "")
    if old is None:
        return catalogue.gettext("{field}: {new} (added)", field=name, new=new)
    if new is None:
        return catalogue.gettext("{field}: {old} (removed)", field=name, old=old)
    if "enum" in schema or "x-vocabulary" in schema:
        return catalogue.gettext("{field}: from {old} to {new}", field=name, old=old, new=new)
    return catalogue.gettext("{field}: {old} → {new}", field=name, old=old, new=new)


def tell_list(words: Words, change: ListChange, name: str) -> Told:
    """Which entries came, went and changed: by name where they have one, else counted, with a line for each."""
    if not change.items:
        return Told(words.statement(name, words.catalogue.gettext("in another order")))
    told = tell_entries(words, change)
    clauses = [told.clause, *([words.catalogue.gettext("in another order")] if change.moved else [])]
    return Told(words.statement(name, words.parts(clauses)), told.details)


def tell_entries(words: Words, change: ListChange) -> Told:
    """« A et B en plus ; C en moins », or « 2 en plus, 1 en moins » with a line for each."""
    items = change.schema.get("items", {})
    if named_by_reference(items) or (len(change.items) <= _FEW and not items.get("properties") and not is_long(items)):
        if len(change.items) == 1:
            return Told(_only(words, change.items[0], items))
        clause = by_name(words, change, items)
        lines = [tell_entry(words, item, items) for item in change.items if has_more(item, items)]
    else:
        clause = counted(words, change)
        lines = [tell_entry(words, item, items) for item in change.items]
    return Told(clause, tuple(limited(words, lines, MOST_LINES)))


def _only(words: Words, item: Item, schema: Schema) -> str:
    """The one entry that changed, in a clause."""
    catalogue = words.catalogue
    if item.before is None:
        entry = described(words, item.after, schema, "after")
        return catalogue.ngettext("{names} added", "{names} added", 1, names=entry)
    if item.after is None:
        entry = entry_name(words, item.before, schema, "before")
        return catalogue.ngettext("{names} removed", "{names} removed", 1, names=entry)
    return tell_entry(words, item, schema)


def tell_entry(words: Words, item: Item, schema: Schema) -> str:
    """A line about one entry: « En plus : … », « En moins : … », or its name and what changed in it."""
    catalogue = words.catalogue
    if item.before is None:
        return catalogue.gettext("Added: {entry}", entry=described(words, item.after, schema, "after"))
    if item.after is None:
        return catalogue.gettext("Removed: {entry}", entry=described(words, item.before, schema, "before"))
    if not item.fields:
        old, new = words.value(item.before, schema, "before", most=LONG), words.value(item.after, schema, most=LONG)
        return catalogue.gettext("{old} → {new}", old=old, new=new)
    told = [told for field in item.fields for told in tell_field(words, field)]
    clauses = words.parts([clause.clause for clause in told])
    if naming(schema) not in [field.name for field in item.fields]:
        clauses = words.about(entry_name(words, item.before, schema, "before"), clauses)
    return " ".join([clauses, *[line for clause in told for line in clause.details][:2]])
