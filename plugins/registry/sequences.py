"""What two sequences have in common, in order: difflib's answer, within bounds.

At worst difflib takes the cube of their length, where a few things stand in them again and again. Those are then looked
at beside others that match, and not by themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import takewhile

MOST_PAIRS = 100_000
"""Of equal things, one of each side: 1,500 words of prose have 30,000."""

Opcode = tuple[str, int, int, int, int]


def opcodes(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    """As difflib has them. What both begin and end with is the same, and is not looked at again."""
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    rest = zip(reversed(old[head:]), reversed(new[head:]), strict=False)
    tail = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], rest))
    middle = _matcher(old[head : len(old) - tail], new[head : len(new) - tail])
    found = [(tag, i1 + head, i2 + head, j1 + head, j2 + head) for tag, i1, i2, j1, j2 in middle.get_opcodes()]
    start = [("equal", 0, head, 0, head)] if head else []
    end = [("equal", len(old) - tail, len(old), len(new) - tail, len(new))] if tail else []
    return [*start, *found, *end]


def _matcher(old: Sequence[str], new: Sequence[str]) -> SequenceMatcher[str]:
    then = Counter(old)
    pairs, frequent = 0, set()
    for count, thing in sorted((then[thing] * count, thing) for thing, count in Counter(new).items() if thing in then):
        pairs += count
        if pairs > MOST_PAIRS:
            frequent.add(thing)
    return SequenceMatcher(frequent.__contains__ if frequent else None, old, new, autojunk=False)
