"""What a new record says, field by field."""

from __future__ import annotations

from registry.compare.changes import Field, GroupChange, ListChange, TextChange
from registry.compare.paragraphs import bare
from registry.tell.entries import entry_name
from registry.tell.prose import BRIEF
from registry.tell.words import LONG, SHORT, Words, clip


def state_field(words: Words, field: Field) -> str:
    """A line « Site web : … », « Coordonnées – téléphone : … »."""
    change = field.change
    name = words.heading(change.schema, field.name)
    if isinstance(change, TextChange):
        return words.statement(name, _beginning(words, change))
    if isinstance(change, ListChange):
        items = change.schema.get("items", {})
        names = [entry_name(words, item.after, items, "after", BRIEF) for item in change.items]
        return words.statement(name, words.names(names))
    if isinstance(change, GroupChange):
        return words.about(name, words.value(change.after, change.schema))
    return words.statement(name, words.value(change.after, change.schema, most=LONG))


def _beginning(words: Words, change: TextChange) -> str:
    """The first words, and how many paragraphs follow."""
    count = len(change.added)
    text = words.quoted(clip(bare(change.added[0]) if change.added else "", LONG if count == 1 else SHORT))
    if count < 2:
        return text
    return words.catalogue.ngettext("{n} paragraph, {beginning}", "{n} paragraphs, {beginning}", count, beginning=text)
