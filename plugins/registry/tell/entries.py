"""The entries of a list in words: what each is called, how many came and went."""

from __future__ import annotations

from typing import Any

from registry.compare.changes import Item, ListChange
from registry.compare.matching import naming
from registry.compare.paragraphs import bare
from registry.schema.kinds import Schema
from registry.tell.prose import BRIEF
from registry.tell.words import LONG, Side, Words


def counted(words: Words, change: ListChange) -> str:
    """« 2 en plus, 1 en moins, 1 qui change »."""
    catalogue = words.catalogue
    parts = []
    if n := len(change.added):
        parts.append(catalogue.npgettext("entries", "{n} added", "{n} added", n))
    if n := len(change.removed):
        parts.append(catalogue.npgettext("entries", "{n} removed", "{n} removed", n))
    if n := len(change.changed):
        parts.append(catalogue.npgettext("entries", "{n} changed", "{n} changed", n))
    return ", ".join(parts)


def entry_name(words: Words, value: Any, schema: Schema, side: Side, most: int = LONG) -> str:
    """What an entry is called: what it refers to, the first words of its text, else all that it says."""
    if not isinstance(value, dict):
        return words.value(value, schema, side, most=most)
    name = _naming(value, schema)
    if name is None:
        return words.value(value, schema, side, most=most)
    text, child = str(value[name]), schema["properties"][name]
    return words.value(bare(text) if child.get("x-markdown") else text, child, side, most=most)


def _naming(value: dict[str, Any], schema: Schema) -> str | None:
    """The field that an entry is called by: the usual one, or another text where it lacks that."""
    usual, properties = naming(schema), schema.get("properties", {})
    if usual and isinstance(value.get(usual), str):
        return usual
    texts = (name for name, child in properties.items() if isinstance(value.get(name), str) and "enum" not in child)
    return next((name for name in texts if name != "id"), None)


def described(words: Words, value: Any, schema: Schema, side: Side) -> str:
    """An entry by its name, with the rest of what it says in short."""
    name = entry_name(words, value, schema, side)
    rest = [
        words.statement(words.title(child, key), words.value(value[key], child, side, most=BRIEF))
        for key, child in _rest(value, schema)
    ]
    if not rest:
        return name
    return words.catalogue.pgettext("an entry", "{name} ({more})", name=name, more=words.parts(rest))


def _rest(value: Any, schema: Schema) -> list[tuple[str, Schema]]:
    """The other short fields of an entry; its id is for machines."""
    if not isinstance(value, dict):
        return []
    name, properties = _naming(value, schema), schema.get("properties", {})
    return [(key, child) for key, child in properties.items() if key in value and key not in (name, "id")][:4]


def has_more(item: Item, schema: Schema) -> bool:
    """Whether there is more to say of an entry than its name."""
    if item.before is not None and item.after is not None:
        return True
    return item.after is not None and bool(_rest(item.after, schema))


def by_name(words: Words, change: ListChange, items: Schema) -> str:
    """« A et B en plus ; C en moins »."""
    catalogue = words.catalogue
    parts = []
    if change.added:
        names = words.names([entry_name(words, item.after, items, "after", BRIEF) for item in change.added])
        parts.append(catalogue.ngettext("{names} added", "{names} added", len(change.added), names=names))
    if change.removed:
        names = words.names([entry_name(words, item.before, items, "before", BRIEF) for item in change.removed])
        parts.append(catalogue.ngettext("{names} removed", "{names} removed", len(change.removed), names=names))
    if change.changed:
        names = words.names([entry_name(words, item.after, items, "after", BRIEF) for item in change.changed])
        parts.append(catalogue.ngettext("{names} changed", "{names} changed", len(change.changed), names=names))
    return words.parts(parts)


def named_by_reference(schema: Schema) -> bool:
    """Whether an entry is called by what it refers to."""
    name = naming(schema)
    named = schema["properties"][name] if name else schema
    return "x-ref" in named or "x-vocabulary" in named
