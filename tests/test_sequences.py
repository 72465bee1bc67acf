"""What two sequences have in common is found within bounds, and is what difflib finds in ordinary ones."""

from __future__ import annotations

import random
from difflib import SequenceMatcher

import pytest
from registry.sequences import MOST_PAIRS, opcodes


class Counted(str):
    """A text that counts how often it is compared, or looked up."""

    looked_at = 0

    __slots__ = ()

    def __hash__(self) -> int:
        Counted.looked_at += 1
        return super().__hash__()

    def __eq__(self, other: object) -> bool:
        return super().__eq__(other)


def as_whole(old: list[str], new: list[str]) -> list[str]:
    """The new sequence, made of the old one by the changes that were found."""
    found = opcodes(old, new)
    assert all(old[i1:i2] == new[j1:j2] for tag, i1, i2, j1, j2 in found if tag == "equal")
    return [thing for tag, i1, i2, j1, j2 in found for thing in (old[i1:i2] if tag == "equal" else new[j1:j2])]


def test_in_ordinary_sequences_it_is_what_difflib_finds() -> None:
    chance = random.Random(1)
    for _ in range(200):
        old, new = (chance.choices("abcdefgh", k=chance.randrange(30)) for _ in range(2))
        assert as_whole(old, new) == new
        kept = sum(i2 - i1 for tag, i1, i2, _, _ in opcodes(old, new) if tag == "equal")
        assert (
            kept
            >= sum(block.size for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()) / 2
        )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ab" * 1450, "bac" * 950),
        ("ab" * 1450, "ba" * 1450),
        ("a" * 2900, "b" + "a" * 2000),
        ("abc" * 900, "cba" * 900),
    ],
)
def test_what_stands_there_again_and_again_takes_no_time(old: str, new: str) -> None:
    """These took minutes: difflib looked at each pair of equal lines hundreds of times."""
    before, after = [*map(Counted, old)], [*map(Counted, new)]
    Counted.looked_at = 0
    assert as_whole(before, after) == after
    assert Counted.looked_at < MOST_PAIRS


def test_a_rare_line_among_frequent_ones_is_found_with_those_beside_it() -> None:
    old, new = ["a", "b"] * 900 + ["x"] + ["a"] * 9 + ["c"] * 900, ["b", "c"] * 900 + ["x"] + ["a"] * 9 + ["b"] * 900
    assert ("equal", 1800, 1810, 1800, 1810) in opcodes(old, new)
