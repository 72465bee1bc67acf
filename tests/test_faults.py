"""Killed at any instant, or refused anything by the system: the old site or the new one, and the next run mends it.

FAULTS=1000 tries every instant, for ten pairs of sites more; without, some of them.
"""

from __future__ import annotations

import errno
import os
import random
from pathlib import Path

import pytest
from registry.cache.store import Store
from registry.produce.artefact import Artefact, Item, Rendered
from registry.produce.engine import Engine
from registry.reads import Reads
from registry.write.lock import Lock
from registry.write.stage import tidy
from registry.write.whole import NotHere, copy_that_takes_its_place
from support.faults import KILLED, Fault, in_a_process
from support.outputs import built
from support.trees import tree

ROUNDS = int(os.environ.get("FAULTS", "0")) // 100
ERRORS = [0, errno.ENOSPC, errno.EIO, errno.EMFILE, errno.EROFS]
NAMES = ["killed", "ENOSPC", "EIO", "EMFILE", "EROFS"]
STATES = [
    {
        "a": b"one",
        "index.html": b"one",
        "deep/er/page.html": b"one",
        "deep/gone.html": b"one",
        "same.css": b"same",
        "turns": b"one",
    },
    {
        "a/b": b"two",
        "index.html": b"two",
        "deep/er/page.html": b"two",
        "new/page.html": b"two",
        "same.css": b"same",
        "turns/x": b"two",
    },
]
"""The files of a site before and after: some change, come, go, stay, and a file becomes a folder."""


PATHS = ["index.html", "a", "a/b", "a/b/c", "d/e", "d/f/g/h", "d/f", "i.css", "j/index.html", "k/l/m"]


def states(seed: int) -> list[dict[str, bytes]]:
    """Two states of a site: those above, or others by chance."""
    chance, pair = random.Random(seed), []
    for content in (b"one", b"two"):
        files: dict[str, bytes] = {}
        for path in chance.sample(PATHS, chance.randrange(2, len(PATHS))):
            if not any(path.startswith(f"{other}/") or other.startswith(f"{path}/") for other in files):
                files[path] = chance.choice([content, content, b"same"])
        pair.append(files)
    return pair if seed else STATES


class Site:
    """A few files, built in processes of their own."""

    def __init__(self, folder: Path, states: list[dict[str, bytes]], *, publish: bool) -> None:
        self.states = states
        self.folder, self.output, self.publish = folder, folder / "out", publish
        self.cache = folder.with_name("cache")

    def build(self, state: int, fault: Fault | None = None) -> tuple[int, str]:
        """Build a state: exit code and what was said."""
        return in_a_process(lambda: self._build(state), fault)

    def _build(self, state: int) -> int:
        try:
            lock = Lock(self.output)
            with lock.alone():
                tidy(self.output, alone=lock.held)
                try:
                    if not self.publish:
                        raise NotHere
                    with copy_that_takes_its_place(self.output, lock) as copy:
                        self._run(copy, state)
                except NotHere:
                    self._run(self.output, state)
        except OSError as error:
            print(type(error).__name__, error.filename2 or error.filename)
            return 1
        return 0

    def _run(self, output: Path, state: int) -> None:
        store = Store(self.cache / "x.db", "x")
        engine = Engine(output, store, "s", "v")
        reads = Reads()
        items: list[Item] = [_artefact(path, content) for path, content in self.states[state].items()]
        engine.run(items, _Nothing(), reads, "shared")  # type: ignore[arg-type]
        engine.save()
        store.close()

    def is_tidy(self) -> bool:
        """Whether nothing lies about that no build put in place."""
        return [path.name for path in self.folder.iterdir()] == ["out"] and ".new-" not in str(list(tree(self.output)))


class _Nothing:
    """No facts."""

    def grounds(self) -> list[object]:
        return []


def _artefact(path: str, content: bytes) -> Artefact:
    return Artefact(path, lambda: content, lambda view: Rendered([(path, view)]), untracked=True)


def instants(site: Site, number: int) -> range:
    """The calls of a build that changes the site, at which something may happen."""
    site.folder.mkdir(parents=True)
    assert site.build(0) == (0, "")
    code, said = site.build(1, Fault(number, 10**9))
    assert code == 0
    return range(1, int(said) + 1, 1 if ROUNDS else 7 if number else 2)


@pytest.mark.parametrize("seed", range(ROUNDS + 1))
@pytest.mark.parametrize("number", ERRORS, ids=NAMES)
def test_a_site_that_is_published_is_the_old_one_or_the_new_one(tmp_path: Path, number: int, seed: int) -> None:
    site, state = Site(tmp_path / "site", states(seed), publish=True), 1
    for at in instants(site, number):
        code, said = site.build(1 - state, Fault(number, at))
        assert built(site.output) == site.states[state if code else 1 - state] or not number, (at, said)
        assert built(site.output) in site.states, (at, said)
        if code:
            assert code == KILLED if number == 0 else f"OSError {site.output}" in said, (at, said)
        state = 1 - state
        assert site.build(state) == (0, ""), at
        assert built(site.output) == site.states[state], at
        assert site.is_tidy(), at


@pytest.mark.parametrize("seed", range(ROUNDS + 1))
@pytest.mark.parametrize("number", ERRORS, ids=NAMES)
def test_a_site_that_is_built_has_whole_files_only_and_the_next_build_mends_it(
    tmp_path: Path, number: int, seed: int
) -> None:
    site, state = Site(tmp_path / "site", states(seed), publish=False), 1
    for at in instants(site, number):
        code, said = site.build(1 - state, Fault(number, at))
        found = {item for item in built(site.output).items() if not item[0].startswith(".new-")}
        assert found <= {*site.states[0].items(), *site.states[1].items()}, (at, said)
        if number and code:
            assert (found == {*site.states[state].items()}) == ("HalfDone" not in said), (at, said)
            assert "Traceback" not in said, (at, said)
        state = 1 - state
        assert site.build(state) == (0, ""), at
        assert built(site.output) == site.states[state], at
        assert site.is_tidy(), at
