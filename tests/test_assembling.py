"""Where the parts of a file come from."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator

from registry.cache.store import Store
from registry.produce.assembling import Source
from registry.produce.kept import Kept, pack


def digest(part: bytes) -> bytes:
    return hashlib.sha256(part).digest()


def kept(*parts: bytes) -> Kept:
    found = Kept(Store(None), "kept")
    found.add({digest(part): pack(part) for part in parts})
    return found


class Made:
    """Makes a part by the key of its artefact, which is the part itself, and notes that."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, key: str) -> bytes:
        self.asked.append(key)
        return key.encode()


def parts(source: Source, wanted: list[bytes]) -> list[bytes]:
    return list(source.parts([part.decode() for part in wanted], [digest(part) for part in wanted]))


def test_what_is_neither_there_nor_kept_is_made() -> None:
    made = Made()
    assert parts(Source(kept(b"a"), made), [b"a", b"b"]) == [b"a", b"b"]
    assert made.asked == ["b"]


def test_what_the_file_has_is_neither_fetched_nor_made() -> None:
    made = Made()
    source = Source(kept(b"new"), made)
    before = [b"a", b"b", b"c", b"d"]
    source.read(iter(before), list(map(digest, before)))
    assert parts(source, [b"a", b"new", b"c", b"d"]) == [b"a", b"new", b"c", b"d"]
    assert made.asked == []


def test_a_part_that_somebody_changed_in_the_file_meanwhile_is_made_anew() -> None:
    made = Made()
    source = Source(kept(), made)
    source.read(iter([b"a", b"harmed", b"c"]), list(map(digest, [b"a", b"b", b"c"])))
    assert parts(source, [b"a", b"b", b"c"]) == [b"a", b"b", b"c"]
    assert made.asked == ["b"]


def test_any_order_comes_out_right_whatever_the_file_had() -> None:
    chance = random.Random(7)
    for _ in range(200):
        before = [b"%d" % number for number in chance.sample(range(600), 400)]
        wanted = [b"%d" % number for number in chance.sample(range(600), chance.randrange(500))]
        if chance.random() < 0.5:
            wanted.sort(key=lambda part: before.index(part) if part in before else 0)
        source = Source(kept(*chance.sample(wanted, len(wanted) // 2)), Made())
        source.read(iter(before), list(map(digest, before)))
        assert parts(source, wanted) == wanted


def test_a_file_that_ends_too_soon_or_cannot_be_read_on_is_made_up_for() -> None:
    def torn() -> Iterator[bytes]:
        yield b"a"
        raise OSError(5, "Input/output error")

    for there in (iter([b"a"]), torn()):
        source, wanted = Source(kept(), Made()), [b"a", b"b", b"c"]
        source.read(there, list(map(digest, wanted)))
        assert parts(source, wanted) == wanted
