"""The engine on artefacts of its own: what is made again, what is left alone, what stays when something fails."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from time import sleep

import pytest
from registry.cache.store import Store
from registry.produce import engine
from registry.produce.ahead import NOBODY, Ahead
from registry.produce.artefact import Artefact, Assembly, Item, Rendered, Seal, as_is
from registry.produce.engine import Engine
from registry.reads import Reads
from registry.workers import can_fork
from registry.write.plan import Collision
from support.items import all_files


class World:
    """Facts with values, artefacts that show them, and what was made of each in the last build."""

    def __init__(self, output: Path, cache: Path) -> None:
        self.output, self.cache = output, cache
        self.values = {"a": "1", "b": "2", "c": "3"}
        self.shared = "frame"
        self.extra: list[Item] = []
        self.looks_at: dict[str, tuple[str, ...]] = {}
        self.following: list[tuple[str, list[tuple[str, ...]]]] = []
        self.asked: set[tuple[str, ...]] = set()
        self.variant = "v"
        self.views: list[str] = []
        self.rendered: list[str] = []
        self.reads = Reads()
        self.engine = Engine(output, Store(cache, "x"), f"s {output}", "v")

    def __getitem__(self, fact: tuple[str, ...]) -> bytes:
        self.asked.add(fact)
        return self.values.get(fact[-1], "").encode()

    def grounds(self) -> list[tuple[str, list[tuple[str, ...]]]]:
        return self.following

    def forget_what_is_kept(self) -> None:
        self.engine.save()
        store = self.engine.store
        store.change("v kept", drop=[key for key, _ in list(store.rows("v kept"))])

    def items(self) -> list[Item]:
        pieces: list[Item] = [Artefact(key, self.view(key), self.render(key)) for key in self.values]
        keys = sorted(self.values)
        return [*pieces, Assembly("all", "all", keys, "line", lambda lines: lines), *self.extra]

    def view(self, key: str) -> Callable[[], object]:
        def make() -> object:
            self.views.append(key)
            self.reads.current.add(self.looks_at.get(key, ("data", key)))
            return self.values[key].lower()

        return make

    def render(self, key: str) -> Callable[[object], Rendered]:
        def make(view: object) -> Rendered:
            self.rendered.append(key)
            text = f"{self.shared} {view}".encode()
            return Rendered([(f"{key}/index.html", text)], {"line": text + b"\n"}, (key,))

        return make

    def build(
        self, *, anew: bool = False, ahead: Ahead = NOBODY, meanwhile: Callable[[], object] | None = None
    ) -> tuple[list[str], list[str]]:
        """(views made, artefacts rendered); the output is as from nothing. ``anew``: as a process of its own.
        ``meanwhile`` is done after another process began to look at the output."""
        if anew:
            self.engine.save()
            self.engine.store.close()
            self.engine = Engine(self.output, Store(self.cache, "x"), f"s {self.output}", self.variant)
        if meanwhile:
            self.engine.look_meanwhile()
            meanwhile()
        self.views, self.rendered = [], []
        items = self.items()
        self.written = self.engine.run(items, self, self.reads, self.shared, ahead=ahead)  # type: ignore[arg-type]
        made = sorted(self.views), sorted(self.rendered)
        here = {str(p.relative_to(self.output)): p.read_bytes() for p in self.output.rglob("*") if p.is_file()}
        here.pop(".built-by-registry.json")
        assert here == all_files(items)
        return made


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path / "out", tmp_path / "cache.db")
    assert world.build() == (["a", "b", "c"], ["a", "b", "c"])
    return world


@pytest.mark.parametrize("anew", [False, True])
def test_only_what_looked_at_what_changed_is_made_again(world: World, anew: bool) -> None:
    assert world.build(anew=anew) == ([], [])
    world.values["b"] = "new"
    assert world.build(anew=anew) == (["b"], ["b"])
    world.values["c"] = "W"
    assert world.build() == (["c"], ["c"])
    world.values["c"] = "w"
    assert world.build(anew=anew) == (["c"], [])
    world.values["d"] = "more"
    del world.values["a"]
    assert world.build(anew=anew) == (["d"], ["d"])
    world.shared = "other frame"
    assert world.build(anew=anew) == (["b", "c", "d"], ["b", "c", "d"])


def test_another_process_sees_the_same_files_meanwhile(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_MANY", 1)
    monkeypatch.setenv("JOBS", "2")
    asked: list[str] = []
    look_at = engine.look_at
    monkeypatch.setattr(engine, "look_at", lambda folder, path: asked.append(path) or look_at(folder, path))
    world.forget_what_is_kept()
    (world.output / "b/index.html").write_text("spoilt")
    (world.output / "c/index.html").unlink()
    assert world.build(anew=True, meanwhile=lambda: None) == (["b", "c"], ["b", "c"])
    if can_fork():
        assert asked == []  # not here


def test_what_another_process_saw_of_an_older_memory_is_not_believed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_MANY", 1)
    monkeypatch.setenv("JOBS", "2")

    def another_build() -> None:
        other = Engine(world.output, Store(world.cache, "x"), f"s {world.output}", "v")
        world.values["b"] = "new"
        other.run(world.items(), world, world.reads, world.shared)  # type: ignore[arg-type]
        other.save()
        (world.output / "b/index.html").write_text("spoilt")

    world.build(anew=True, meanwhile=lambda: sleep(0.2) or another_build())  # type: ignore[func-returns-value]


@pytest.mark.parametrize("forgotten", [False, True])
def test_a_file_that_is_not_as_it_was_left_is_put_back_or_made_again(world: World, forgotten: bool) -> None:
    def made(*keys: str) -> tuple[list[str], list[str]]:
        if forgotten:
            world.forget_what_is_kept()
        expected = list(keys) if forgotten else []
        return expected, expected

    (world.output / "a/index.html").write_text("by hand")
    (world.output / "all").unlink()
    expected = made("a", "b", "c")  # b and c for the parts that the list of all lacks
    assert world.build() == expected
    (world.output / "b/index.html").unlink()
    (world.output / "b").rmdir()
    assert world.build(anew=True) == made("b")
    os.utime(world.output / "c/index.html", (0, 0))
    assert world.build() == ([], [])  # its bytes are the same
    assert world.written.changed == []


def test_what_was_built_elsewhere_is_not_made_again(world: World, tmp_path: Path) -> None:
    world.engine.save()
    world.output = tmp_path / "there"
    assert world.build(anew=True) == ([], [])
    world.values["b"] = "new"
    assert world.build(anew=True) == (["b"], ["b"])
    world.output = tmp_path / "out"
    assert world.build(anew=True) == (["b"], ["b"])  # it has a memory of its own
    world.variant, world.output = "other", tmp_path / "third"
    assert world.build(anew=True) == (["a", "b", "c"], ["a", "b", "c"])


def test_where_nothing_that_a_group_follows_from_changed_no_fact_of_it_is_looked_at(world: World) -> None:
    world.values["d"] = "of a and b"
    table, source = ("index", "table", "d"), ("data", "a")
    world.looks_at["d"] = table
    world.following = [("table", [source])]
    assert world.build() == (["d"], ["d"])
    world.asked.clear()
    world.values["b"] = "new"
    assert world.build(anew=True) == (["b"], ["b"])
    assert source in world.asked and table not in world.asked
    world.values["a"], world.values["d"] = "new", "of new a and b"
    assert world.build(anew=True) == (["a", "d"], ["a", "d"])


def test_a_list_of_files_that_is_lost_or_anothers_is_written_anew(world: World) -> None:
    manifest = world.output / ".built-by-registry.json"
    whole = manifest.read_bytes()
    for text in (None, b'{"files": ["all"]}'):
        manifest.unlink()
        if text:
            manifest.write_bytes(text)
        assert world.build() == ([], [])
        assert manifest.read_bytes() == whole


def test_what_somebody_looks_at_is_there_before_the_rest_is_made(world: World) -> None:
    told: list[tuple[list[str], list[str], bytes, bytes]] = []
    mine, other = world.output / "b/index.html", world.output / "a/index.html"
    ahead = Ahead(
        ["b/index.html", "all", "nothing"],
        lambda paths: told.append((paths, list(world.views), mine.read_bytes(), other.read_bytes())),
    )
    assert world.build(ahead=ahead) == ([], [])
    assert not told
    world.values["a"] = world.values["b"] = "new"
    assert world.build(ahead=ahead) == (["a", "b"], ["a", "b"])
    assert told == [(["b/index.html"], ["b"], b"frame new", b"frame 1")]
    assert sorted(world.written.changed) == ["a/index.html", "all", "b/index.html"]
    assert not world.written.new
    world.shared = "other frame"
    assert world.build(ahead=ahead)[1] == ["a", "b", "c"]
    assert len(told) == 2
    assert world.build(anew=True) == ([], [])


def test_what_went_ahead_of_a_build_that_failed_is_made_again(world: World) -> None:
    def fail(_: object) -> Rendered:
        raise RuntimeError("no such thing")

    world.values["a"] = world.values["b"] = "new"
    world.extra = [Artefact("bad", lambda: 1, fail)]
    with pytest.raises(RuntimeError, match="no such thing"):
        world.build(ahead=Ahead(["b/index.html"]))
    assert (world.output / "b/index.html").read_bytes() == b"frame new"
    assert (world.output / "a/index.html").read_bytes() == b"frame 1"
    world.extra, world.values["b"] = [], "2"
    world.build()
    assert (world.output / "b/index.html").read_bytes() == b"frame 2"


def test_a_memory_that_lost_parts_makes_them_again(world: World) -> None:
    world.engine.save()
    world.forget_what_is_kept()
    world.values["b"] = "new"
    assert world.build(anew=True)[1] == ["a", "b", "c"]


def test_nothing_is_put_in_place_when_something_fails(world: World) -> None:
    def fail(_: object) -> Rendered:
        raise RuntimeError("no such thing")

    before = (world.output / "a/index.html").read_bytes()
    world.values["a"] = "new"
    world.extra = [Artefact("bad", lambda: 1, fail)]
    with pytest.raises(RuntimeError, match="no such thing"):
        world.engine.run(world.items(), world, world.reads, world.shared)  # type: ignore[arg-type]
    assert (world.output / "a/index.html").read_bytes() == before
    assert sorted(path.name for path in world.output.iterdir()) == [".built-by-registry.json", "a", "all", "b", "c"]
    world.extra = []
    assert world.build() == (["a"], ["a"])


def test_what_failed_leaves_nothing_to_be_kept(world: World) -> None:
    def fail(_: object) -> Rendered:
        raise RuntimeError("no such thing")

    world.engine.save()
    kept = dict(world.engine.store.rows("v kept"))
    world.values["a"] = os.urandom(3_000_000).hex()  # enough to be written at once
    world.extra = [Artefact("bad", lambda: 1, fail)]
    with pytest.raises(RuntimeError, match="no such thing"):
        world.build()
    assert dict(world.engine.store.rows("v kept")) == kept


def test_a_file_of_others_stays_whatever_was_built_elsewhere(world: World, tmp_path: Path) -> None:
    world.engine.save()
    there = tmp_path / "there"
    Engine(there, Store(None), "s", "v").run([as_is("x", "x", b"x")], world, world.reads, "")  # type: ignore[arg-type]
    (there / "a").mkdir()
    (there / "a/index.html").write_text("by hand")
    del world.values["a"]
    world.output = there
    with pytest.raises(AssertionError, match="by hand"):  # one more file than the build makes
        world.build(anew=True)
    assert (there / "a/index.html").read_text() == "by hand"
    assert not (there / "x").exists()


def test_two_artefacts_cannot_have_one_file(world: World) -> None:
    world.extra = [as_is("second", "A/index.html", b"x")]
    with pytest.raises(Collision):
        world.engine.run(world.items(), world, world.reads, world.shared)  # type: ignore[arg-type]
    assert not (world.output / "A").exists() or (world.output / "a/index.html").read_bytes() == b"frame 1"


def test_a_sequel_follows_from_what_all_others_note(world: World) -> None:
    world.extra = [lambda notes: [as_is("noted", "notes.txt", " ".join(sorted(notes)).encode())]]
    world.build()
    assert (world.output / "notes.txt").read_text() == "a b c"
    del world.values["b"]
    world.build(anew=True)
    assert (world.output / "notes.txt").read_text() == "a c"


def test_a_seal_knows_the_hash_of_every_file_whether_it_was_made_again_or_not(world: World) -> None:
    def listed(files: Mapping[str, bytes]) -> Rendered:
        return Rendered([("seal", "".join(f"{files[path].hex()}  {path}\n" for path in sorted(files)).encode())])

    world.extra = [lambda notes: [as_is("noted", "notes.txt", b"x")], Seal("seal", listed)]
    for anew in (False, True):
        world.values["b"] = f"new {anew}"
        assert world.build(anew=anew) == (["b"], ["b"])  # and the seal is as from nothing
        lines = (world.output / "seal").read_text().splitlines()
        names = [line.partition("  ")[2] for line in lines]
        assert names == ["a/index.html", "all", "b/index.html", "c/index.html", "notes.txt"]
        assert lines[2][:64] == hashlib.sha256((world.output / "b/index.html").read_bytes()).hexdigest()
    (world.output / "seal").write_text("by hand")
    world.build()
