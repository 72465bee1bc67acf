"""What is known of a build, kept for the next: whole, or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from registry.cache.store import Store
from registry.produce.node import Memory, Node, packed, places_in
from registry.produce.remember import compact, keep, recall

COUNT = 500


def memory(version: int = 0) -> Memory:
    """Of many artefacts, each of which reads a fact of its own and one that all read."""
    facts = {("data", "thing", str(number)): number for number in range(COUNT)} | {("ids", "thing"): COUNT}
    nodes = {
        f"page {number}": Node(
            b"v%d" % version, packed((number, COUNT)), {f"{number}/index.html": b"f"}, {"row": b"p"}, ("n",)
        )
        for number in range(COUNT)
    }
    looks = {f"{number}/index.html": (number, version) for number in range(COUNT)}
    return Memory(nodes, facts, [b"d"] * (COUNT + 1), {"links": (COUNT,)}, b"shared", looks, (1, 2))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "x.db", "a")


def with_one_changed(before: Memory, version: int = 1) -> Memory:
    node = replace(before.nodes["page 7"], view=b"v%d" % version)
    return replace(before, nodes={**before.nodes, "page 7": node}, looks={**before.looks, "7/index.html": (7, version)})


def test_what_is_kept_is_known_again_here_and_elsewhere(store: Store) -> None:
    assert recall(store, "here", "variant") == Memory()
    keep(memory(), Memory(), store, "here", "variant")
    assert recall(store, "here", "variant") == memory()
    assert recall(store, "elsewhere", "variant") == memory()
    assert recall(store, "elsewhere", "other variant") == Memory()


def test_little_is_written_where_little_changed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(memory(), Memory(), store, "here", "variant")
    before = recall(store, "here", "variant")
    sizes: list[int] = []
    change = Store.change

    def weigh(self: Store, section: str, put: object = (), *rest: object, **more: object) -> bool:
        rows = list(put)  # type: ignore[call-overload]
        sizes.append(sum(len(value) for _, value in rows))
        return change(self, section, rows, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "change", weigh)
    after = with_one_changed(before)
    keep(after, before, store, "here", "variant")
    little = sum(sizes)
    assert recall(store, "here", "variant") == after
    keep(memory(2), before, store, "here", "variant")
    assert little * 4 < sum(sizes) - little
    del after.nodes["page 9"], after.looks["9/index.html"]
    keep(after, Memory(), store, "here", "variant")
    assert recall(store, "here", "variant") == after


def test_what_another_process_kept_meanwhile_is_not_mixed_with_ours(store: Store) -> None:
    keep(memory(), Memory(), store, "here", "variant")
    mine, theirs = recall(store, "here", "variant"), recall(store, "here", "variant")
    changed = with_one_changed(theirs, 5)
    keep(changed, theirs, store, "here", "variant")
    other = replace(mine, nodes={**mine.nodes, "page 8": replace(mine.nodes["page 8"], view=b"other")})
    keep(other, mine, store, "here", "variant")
    assert recall(store, "here", "variant") == other


def test_a_memory_takes_the_place_of_one_that_is_not_believed(store: Store) -> None:
    keep(memory(), Memory(), store, "here", "variant")
    store.change("here", drop=[b"digests"])
    small = memory()
    small.nodes = dict(list(small.nodes.items())[:20])
    small.looks = dict(list(small.looks.items())[:20])
    keep(small, recall(store, "here", "variant"), store, "here", "variant")
    assert recall(store, "here", "variant") == small


@pytest.mark.parametrize("lost", [b"facts", b"digests", b"grounds", b"about", b"node3", b"look3"])
def test_what_is_not_whole_is_not_believed(store: Store, lost: bytes) -> None:
    keep(memory(), Memory(), store, "here", "variant")
    store.change("here", drop=[lost])
    assert recall(store, "here", "variant") == Memory()


def test_facts_that_nothing_follows_from_any_more_are_forgotten() -> None:
    full = memory()
    del full.nodes["page 0"]
    small = compact(full)
    assert list(small.facts) == list(full.facts)[1:]
    assert len(small.digests) == COUNT
    assert list(places_in(small.nodes["page 7"].reads)) == [6, COUNT - 1]
    assert small.grounds == {"links": (COUNT - 1,)}
    assert compact(small) is small
    reading = replace(small, grounds={"table": (0, 1)}, facts={**small.facts, ("index", "table", "x"): COUNT})
    reading.digests.append(b"d")
    reading.nodes["new"] = Node(b"", packed([COUNT]), {}, {})
    assert compact(reading).grounds == {"table": (0, 1)}
