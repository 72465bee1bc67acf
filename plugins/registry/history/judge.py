"""What a new version of a record means, and how it is told: the costly part of a walk, done on all cores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from registry.compare.records import RecordChange, compare_records
from registry.compare.sameness import Renamed
from registry.compare.values import compare_fields
from registry.history.blocks import Version, differing
from registry.history.telling import Clauses, Labels, Teller, touched
from registry.schema.kinds import Kind
from registry.tell.records import SIGNED
from registry.workers import spread

_CHOICE = {"enum", "x-vocabulary"}
_MANY = 500
"""Fewer questions are answered before other processes would have begun."""


class Question(NamedTuple):
    """What became of a record from one version to another (``None``: it was not there), in the step that has the
    number ``at``? ``renames``: which records go by another id since that step."""

    at: int
    kind: Kind
    old: Version | None
    new: Version | None
    renames: Renamed


class Answer(NamedTuple):
    """See :class:`registry.past.Change`."""

    change: str
    head: str
    told: Clauses
    touched: tuple[str, ...]


class Judge:
    """Answers questions, with the ``labels`` of their time."""

    def __init__(self, teller: Teller, labels: Labels) -> None:
        self._tell, self._labels = teller, labels

    def __call__(self, question: Question) -> Answer | None:
        """The answer; ``None`` where nothing changed that means something."""
        self._labels.at = question.at
        change = _change(question)
        return Answer(change.change, *self._tell(change), touched(change)) if change else None

    def all(self, questions: Sequence[Question]) -> list[Answer | None]:
        """The answer to each."""
        if len(questions) < _MANY:
            return list(map(self, questions))
        found: list[Answer | None] = [None] * len(questions)
        for place, answer in spread(self, questions):
            found[place] = answer
        return found


def _change(question: Question) -> RecordChange | None:
    _, kind, old, new, renames = question
    if new is None:
        return RecordChange(kind, "removed", old, None) if old else None
    if old is None or (old.hidden and not new.hidden):
        choices = [name for name in kind.summary if _CHOICE & kind.schema["properties"][name].keys()]
        told = {*choices, *(name for kind_name, name in SIGNED if kind_name == kind.name)}
        return RecordChange(kind, "added", None, new, compare_fields({}, new.only(told).data, kind.schema))
    if old.lines is None or new.lines is None:
        return compare_records(kind, old, new, renames)
    names = differing(old.lines, new.lines)
    change = compare_records(kind, old.only(names), new.only(names), renames)
    return change and replace(change, before=old, after=new)
