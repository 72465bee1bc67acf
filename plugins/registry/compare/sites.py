"""Compare the records of two states of a site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from registry.compare.records import RecordChange, compare_records
from registry.compare.renames import find_renames
from registry.compare.sameness import Renamed, meaning
from registry.load.coerce import coerce
from registry.load.document import Document
from registry.load.loader import Corpus
from registry.load.yaml_events import parse
from registry.schema.kinds import Kind
from registry.urls import sort_key

Key = tuple[str, str]
"""Kind and id of a record."""


@dataclass(frozen=True)
class Unreadable:
    """A file that cannot be read, so that nobody knows what the change means there.

    ``when`` says in which state; ``changed`` that the file is not the same in both.
    """

    path: str
    when: Literal["before", "after", "both"]
    changed: bool


@dataclass(frozen=True)
class RecordChanges:
    """``records`` in the order of kinds, then of their lists; ``renamed`` as compare_records takes it."""

    records: tuple[RecordChange, ...]
    unreadable: tuple[Unreadable, ...]
    renamed: Renamed


def compare_sites(before: Corpus, after: Corpus) -> RecordChanges:
    """Every record that was added, removed, renamed or changed between two checked corpora of the same kinds."""
    old, new = _documents(before), _documents(after)
    hidden_now = {key for key in old if key not in new and (after.blind or key[1] in after.lost)}
    hidden_then = {key for key in new if key not in old and (before.blind or key[1] in before.lost)}
    unreadable = [_lost(old[key], "after") for key in hidden_now] + [_lost(new[key], "before") for key in hidden_then]
    gone = [document for key, document in old.items() if key not in new and key not in hidden_now]
    come = [document for key, document in new.items() if key not in old and key not in hidden_then]
    found: list[RecordChange] = []
    pairs = [(old[key], new[key]) for key in new if key in old]
    renames = find_renames(after.kinds, gone, come)
    renamed = {(a.kind, a.id): b.id for a, b in renames}
    then, now = {id(a) for a, _ in renames}, {id(b) for _, b in renames}
    pairs += renames
    alone: list[tuple[Document | None, Document | None]] = [
        *((document, None) for document in gone if id(document) not in then),
        *((None, document) for document in come if id(document) not in now),
    ]
    for a, b in (*pairs, *alone):
        if b and (b.broken or (a and a.broken)):
            unreadable.append(_broken(a, b))
        elif change := _compare(after.kinds[(b or a).kind], a, b, renamed):  # type: ignore[union-attr]
            found.append(change)
    found.sort(key=lambda change: (change.kind.order, change.kind.name, sort_key(change.kind, change.state)))
    return RecordChanges(tuple(found), tuple(sorted(unreadable, key=lambda item: item.path)), renamed)


def _documents(corpus: Corpus) -> dict[Key, Document]:
    return {(document.kind, document.id): document for document in corpus.documents}


def _lost(document: Document, when: Literal["before", "after"]) -> Unreadable:
    return Unreadable(document.path, when, True)


def _broken(before: Document | None, after: Document) -> Unreadable:
    when: Literal["before", "after", "both"] = "after"
    if before and before.broken:
        when = "both" if after.broken else "before"
    same = before is not None and (before.header, before.body) == (after.header, after.body)
    return Unreadable(after.path, when, not same)


def _compare(
    kind: Kind, before: Document | None, after: Document | None, renamed: dict[Key, str]
) -> RecordChange | None:
    """Compare what the schema accepted; of fields with mistakes, only whether they changed."""
    flawed = frozenset().union(*(document.flawed for document in (before, after) if document))
    then, now = (_as_typed(document) if flawed else {} for document in (before, after))
    unread = {name for name in flawed if name and _typed(kind, then, name) != _typed(kind, now, name)}
    return compare_records(kind, before, after, renamed, skip=flawed, unread=frozenset(unread))


def _as_typed(document: Document | None) -> dict[str, Any]:
    """The fields of a document, mistakes included."""
    value = parse(document.header).value if document else None
    return value if isinstance(value, dict) else {}


def _typed(kind: Kind, value: dict[str, Any], name: str) -> Any:
    """What a field means as it was typed."""
    if value.get(name) is None:
        return None
    schema = kind.schema["properties"].get(name, {})
    return meaning(coerce(value[name], schema), schema)
