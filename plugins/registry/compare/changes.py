"""Changes as data. ``None`` stands for what is absent; a change keeps the schema of the value it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from registry.schema.kinds import Schema


@dataclass(frozen=True)
class Field:
    """A named value that changed."""

    name: str
    change: Change


@dataclass(frozen=True)
class ValueChange:
    """One value took the place of another: a short text, a number, a date, a reference, a choice."""

    schema: Schema
    before: Any
    after: Any


@dataclass(frozen=True)
class TextChange:
    """A long text changed, by its paragraphs; list items, headings and rows of tables count as paragraphs.

    ``changed`` has pairs (before, after); ``before`` and ``after`` are the whole texts.
    """

    schema: Schema
    before: str | None
    after: str | None
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class GroupChange:
    """A group of fields changed; ``fields`` has those that did."""

    schema: Schema
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Item:
    """An entry of a list was added (``before`` is ``None``), removed (``after`` is) or changed.

    ``fields`` tells what changed inside an entry that has fields; all that it holds where it was added or removed.
    """

    before: Any
    after: Any
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True)
class ListChange:
    """A list changed: ``items`` in the order of the list as it is now, then what was removed.

    ``moved`` says that entries stand in another order, in a list where that counts (``x-ordered``).
    """

    schema: Schema
    before: list[Any] | None
    after: list[Any] | None
    items: tuple[Item, ...]
    moved: bool = False

    @property
    def added(self) -> list[Item]:
        return [item for item in self.items if item.before is None]

    @property
    def removed(self) -> list[Item]:
        return [item for item in self.items if item.after is None]

    @property
    def changed(self) -> list[Item]:
        return [item for item in self.items if item.before is not None and item.after is not None]


Change = ValueChange | TextChange | GroupChange | ListChange
