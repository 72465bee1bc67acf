"""What became of a record, in words: a line, and lines that go into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from registry.compare.changes import Field, ListChange, ValueChange
from registry.compare.records import RecordChange
from registry.markers import N_
from registry.schema.kinds import Kind
from registry.tell.fields import tell_entries, tell_field
from registry.tell.phrases import phrase
from registry.tell.states import state_field
from registry.tell.words import Told, Words

MOST_CLAUSES = 4
"""Clauses that stand in the line about a record; where there are more, each has a line of its own."""
MOST_LENGTH = 280
_FLAGS = ("example", "draft")

CALLED: Mapping[str, str] = {
    "commission": N_("{name} commission"),
    "project": N_("Project {name}"),
    "news": N_("News: {name}"),
    "page": N_("Page “{name}”"),
}
ADDED: Mapping[str, str] = {
    "charter": N_("New version of the charter: {name}"),
    "commission": N_("New commission: {name}"),
    "meeting": N_("New meeting: {name}"),
    "news": N_("New news item: {name}"),
    "page": N_("New page: {name}"),
    "partner": N_("New partner: {name}"),
    "project": N_("New project: {name}"),
}
REMOVED: Mapping[str, str] = {
    "charter": N_("Version of the charter removed: {name}"),
    "commission": N_("Commission removed: {name}"),
    "meeting": N_("Meeting removed: {name}"),
    "news": N_("News item removed: {name}"),
    "page": N_("Page removed: {name}"),
    "partner": N_("Partner removed: {name}"),
    "project": N_("Project removed: {name}"),
}
SIGNED = {("partner", "signatures")}
"""Fields of a new record that its line tells."""


@dataclass(frozen=True)
class Line:
    """What there is to say about a record, marked up.

    ``record`` names it (a kind of one file has no name for its record), ``told`` is what changed, ``statements`` are
    what a new record says.
    """

    record: str
    told: tuple[Told, ...] = ()
    statements: tuple[str, ...] = ()

    @property
    def in_line(self) -> bool:
        """Whether all clauses go into the line itself: few, short, and only one of them has more to say."""
        lengths = [len(told.clause) for told in self.told]
        detailed = [told for told in self.told if told.details]
        return bool(self.record) and len(lengths) <= MOST_CLAUSES and sum(lengths) <= MOST_LENGTH and len(detailed) <= 1

    def lines(self) -> list[tuple[int, str]]:
        """(level from 0, text) of the lines that go into it."""
        if self.in_line:
            found = [(0, line) for told in self.told for line in told.details]
        else:
            found = []
            for told in self.told:
                found += [(0, _sentence(told.clause)), *((1, line) for line in told.details)]
        return [*found, *((0, line) for line in self.statements)]


def record_name(words: Words, change: RecordChange) -> str:
    """What a record is called now, or was; not marked up."""
    return words.name(change.kind.name, change.state.id, "after" if change.after else "before")


def tell_record(words: Words, change: RecordChange) -> Line:
    """What became of a record."""
    if change.change == "added" and not change.kind.file:
        return _added(words, change)
    if change.change == "removed":
        return Line(_head(words, change, REMOVED, N_("Record removed: {name}")))
    told = [Told(_renamed(words, change))] if change.change == "renamed" else []
    for field in change.fields:
        told += tell_change(words, change.kind, field)
    told += [Told(_unread(words, change.kind, name)) for name in change.unread]
    return Line("" if change.kind.file else _head(words, change, CALLED, "{name}"), tuple(told))


def headline(words: Words, change: RecordChange) -> str:
    """« Nouveau partenaire : X (association) », or just what the record is called.

    That it is an example or a draft is left to who shows where it is now; of one that is gone, this says it.
    """
    if change.kind.file:
        return words.plain(words.catalogue.pgettext("schema", change.kind.title))
    if change.change == "added":
        return _head(words, change, ADDED, N_("New record: {name}"), flags=False)
    if change.change == "removed":
        return _head(words, change, REMOVED, N_("Record removed: {name}"))
    return _head(words, change, CALLED, "{name}", flags=False)


def sentence(words: Words, change: RecordChange, line: Line) -> str:
    """A record and all its clauses in one piece."""
    clauses = words.parts([told.clause for told in line.told])
    if not clauses or not line.record:
        return line.record or _sentence(clauses)
    return f"{line.record}, {clauses}" if change.change == "added" else words.about(line.record, clauses)


def tell_change(words: Words, kind: Kind, field: Field) -> list[Told]:
    """The clauses about one field: in a phrase of its own if it has one, else by its schema.

    A list that is called as its kind (redirections) needs no name under that heading.
    """
    told = phrase(words, kind.name, field)
    if isinstance(field.change, ListChange) and field.change.items and field.change.schema.get("title") == kind.title:
        return [tell_entries(words, field.change)]
    return tell_field(words, field) if told is None else told


def _added(words: Words, change: RecordChange) -> Line:
    kind, fields = change.kind, change.fields
    choices = {kind.label, *(field.name for field in fields if _is_choice(kind, field)), *_FLAGS}
    told: list[Told] = []
    statements: list[str] = []
    for field in fields:
        if (kind.name, field.name) in SIGNED:
            told += tell_change(words, kind, field)
        elif field.name not in choices:
            statements.append(state_field(words, field))
    statements += [_sentence(_unread(words, kind, name)) for name in change.unread]
    return Line(_head(words, change, ADDED, N_("New record: {name}")), tuple(told), tuple(statements))


def _head(
    words: Words, change: RecordChange, templates: Mapping[str, str], otherwise: str, *, flags: bool = True
) -> str:
    """« **Nouveau partenaire : X** (association, exemple) »."""
    catalogue = words.catalogue
    template = templates.get(change.kind.name, otherwise)
    head = words.style.strong(catalogue.format(template, name=record_name(words, change)))
    remarks = []
    if change.change in ("added", "removed"):
        for field in change.fields:
            if _is_choice(change.kind, field):
                value = change.state.data.get(field.name)
                remarks.append(words.choice(value, field.change.schema, "after" if change.after else "before"))
    if flags and _is(change, "example"):
        remarks.append(catalogue.pgettext("a record", "example"))
    if flags and _is(change, "draft"):
        remarks.append(catalogue.pgettext("a record", "draft"))
    if not remarks:
        return head
    return catalogue.pgettext("an entry", "{name} ({more})", name=head, more=", ".join(remarks))


def _is(change: RecordChange, flag: str) -> bool:
    """Whether a record is an example or a draft, and that is not what changed."""
    news = change.change in ("changed", "renamed") and change.field(flag) is not None
    return change.state.data.get(flag) is True and not news


def _is_choice(kind: Kind, field: Field) -> bool:
    """Whether a field says of what sort a record is, so that a mention of it says so too."""
    schema = field.change.schema
    chosen = "enum" in schema or "x-vocabulary" in schema
    return field.name in kind.summary and chosen and isinstance(field.change, ValueChange)


def _renamed(words: Words, change: RecordChange) -> str:
    assert change.before is not None
    assert change.after is not None
    old, new = words.style.code(change.before.path), words.style.code(change.after.path)
    return words.catalogue.gettext("file renamed: {old} → {new}", old=old, new=new)


def _unread(words: Words, kind: Kind, name: str) -> str:
    field = words.title(kind.schema["properties"].get(name, {}), name)
    return words.catalogue.gettext("{field}: changed, but with mistakes", field=field)


def _sentence(clause: str) -> str:
    return clause[:1].upper() + clause[1:]
