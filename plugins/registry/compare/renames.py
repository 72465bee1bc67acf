"""Which records go by another id: the file was renamed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from registry.compare.nearness import nearness
from registry.compare.records import BODY, body_schema
from registry.compare.sameness import fold, present
from registry.load.document import Document
from registry.schema.kinds import Kind, Kinds

MOST_PAIRS = 10_000
"""Pairs of records of a kind whose nearness is measured; beyond that, only what is called the same."""
_NEAR = 0.5
_SAME_NAME = 0.75


def find_renames(kinds: Kinds, gone: Iterable[Document], come: Iterable[Document]) -> list[tuple[Document, Document]]:
    """(before, after) of each record that is gone and has come back under another id, the nearest first.

    A record that says nearly the same, or is called the same, is the same record.
    """
    old, new = _by_kind(gone), _by_kind(come)
    pairs = []
    for name in sorted({*old, *new}):
        pairs += _pairs(kinds[name], old[name], new[name])
    return pairs


def _by_kind(documents: Iterable[Document]) -> dict[str, list[Document]]:
    table: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if not document.broken:
            table[document.kind].append(document)
    return table


def _pairs(kind: Kind, old: list[Document], new: list[Document]) -> list[tuple[Document, Document]]:
    schema = {**kind.schema, "properties": {**kind.schema["properties"], BODY: body_schema(kind)}}
    names, others = [_name(kind, document) for document in old], [_name(kind, document) for document in new]
    measured = len(old) * len(new) <= MOST_PAIRS
    scores = []
    for i, before in enumerate(old):
        for j, after in enumerate(new):
            score = _SAME_NAME if names[i] and names[i] == others[j] else 0.0
            if measured:
                score = max(score, nearness(_whole(before), _whole(after), schema))
            if score >= _NEAR:
                scores.append((-score, i, j))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    pairs = []
    for _, i, j in sorted(scores):
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            pairs.append((old[i], new[j]))
    return pairs


def _name(kind: Kind, document: Document) -> str:
    return fold(str(document.data.get(kind.label, ""))).casefold()


def _whole(document: Document) -> dict[str, Any]:
    return {**document.data, BODY: document.body} if present((document.body or "").strip()) else document.data
