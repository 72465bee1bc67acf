"""Compare two states of one record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Protocol

from registry.compare.changes import Field, TextChange
from registry.compare.sameness import NOTHING_RENAMED, Renamed
from registry.compare.texts import compare_texts
from registry.compare.values import compare_fields
from registry.schema.kinds import Kind, Schema

BODY = "body"
"""The name of the field that a record's Markdown text counts as."""


def body_schema(kind: Kind) -> Schema:
    """The schema of that field, with its title if the kind's form gives it one."""
    described = (kind.form or {}).get("body", {})
    return {**described, "type": "string", "x-markdown": True}


class State(Protocol):
    """A record as it was at some time: a :class:`~registry.load.document.Document` or a linked record."""

    @property
    def id(self) -> str: ...

    @property
    def data(self) -> dict[str, Any]: ...

    @property
    def body(self) -> str | None: ...

    @property
    def path(self) -> str: ...


@dataclass(frozen=True)
class RecordChange:
    """What became of a record; ``fields`` is empty where nothing but its id changed.

    ``unread`` names fields that changed and have mistakes, so that what they say now, or said, is not known.
    """

    kind: Kind
    change: Literal["added", "removed", "changed", "renamed"]
    before: State | None
    after: State | None
    fields: tuple[Field, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        """The record as it is now, or as it last was."""
        state = self.after or self.before
        assert state is not None
        return state

    def field(self, name: str) -> Field | None:
        """The change of a field, if there is one."""
        return next((field for field in self.fields if field.name == name), None)


def compare_records(
    kind: Kind,
    before: State | None,
    after: State | None,
    renamed: Renamed = NOTHING_RENAMED,
    *,
    skip: frozenset[str] = frozenset(),
    unread: frozenset[str] = frozenset(),
) -> RecordChange | None:
    """The change from one state of a record to another (``None``: it was not there); ``None`` if there is none.

    ``skip`` names fields not to look at; of these, ``unread`` are known to have changed.
    """
    old, new = before.data if before else {}, after.data if after else {}
    if old == new and (before.body if before else None) == (after.body if after else None):
        fields: tuple[Field, ...] = ()
    else:
        fields = compare_fields(_without(old, skip), _without(new, skip), kind.schema, renamed)
        if text := _text(kind, before, after):
            fields += (Field(BODY, text),)
    told = tuple(sorted(unread))
    if before is None or after is None:
        change: Literal["added", "removed"] = "added" if before is None else "removed"
        return RecordChange(kind, change, before, after, fields, told) if before or after else None
    if before.id != after.id:
        return RecordChange(kind, "renamed", before, after, fields, told)
    return RecordChange(kind, "changed", before, after, fields, told) if fields or told else None


def _text(kind: Kind, before: State | None, after: State | None) -> TextChange | None:
    old, new = (state.body if state else None for state in (before, after))
    return compare_texts(old, new, body_schema(kind))


def _without(data: dict[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in names} if names else data
