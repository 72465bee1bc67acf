"""A build after any edits equals a build from nothing, byte for byte; the proof of everything that is remembered."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest
from registry.build import Build
from registry.cache.store import Store
from registry.history.historian import Historian
from registry.project import Project
from registry.session import Session
from registry.write.writer import MANIFEST
from support.edits import edit
from support.items import all_files, items_of
from support.sites import ROOT
from support.small import commit

STEPS = int(os.environ.get("EDITS", "8"))
"""Edits a test makes; EDITS=1000 for a long proof."""


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def harm(output: Path, chance: random.Random) -> None:
    """Now and then, files of the output are lost, or all are."""
    if chance.random() < 0.1:
        shutil.rmtree(output, ignore_errors=True)
    elif (output / MANIFEST).is_file() and chance.random() < 0.3:
        files = sorted(path for path in output.rglob("*") if path.is_file() and path.name != MANIFEST)
        for path in chance.sample(files, min(5, len(files))):
            if chance.random() < 0.5:
                path.unlink()
            else:
                path.write_bytes(b"harmed")


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_the_site_is_as_built_from_nothing(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOBS", "2" if seed % 2 else "1")
    chance = random.Random(seed)
    site, good, output, cache = tmp_path / "site", tmp_path / "good", tmp_path / "out", tmp_path / "cache"
    shutil.copytree(ROOT / "tests/golden/site", site)
    project, publish = Project(), seed == 3
    if seed > 1:
        commit(site)
    session = Session(site, project, output, publish=publish, cache=cache)
    done: list[str] = []
    for _ in range(STEPS):
        shutil.rmtree(good, ignore_errors=True)
        shutil.copytree(site, good)
        done += [edit(site, chance) for _ in range(chance.choice([1, 1, 1, 2, 5]))]
        if seed > 1 and chance.random() < 0.5:
            commit(site)
        harm(output, chance)
        if chance.random() < 0.3:  # as a process of its own, and now and then elsewhere
            session.close()
            output = chance.choice([tmp_path / "out", tmp_path / "there"])
            session = Session(site, project, output, publish=publish, cache=cache)
        build = session.build()
        clean = Build(site, project, publish, historian=Historian(site, Store(None)))
        assert build.checked.problems == clean.checked.problems, done
        if not build.checked.ok:
            if chance.random() < 0.7:  # mended; else the next edits come on top
                for folder in ("content", "data"):
                    shutil.rmtree(site / folder)
                    shutil.copytree(good / folder, site / folder)
            continue
        session.write(build, items_of(build))
        found, expected = files_in(output), all_files(items_of(clean))
        assert sorted(found) == sorted(expected), done
        assert [path for path in found if found[path] != expected[path]] == [], done
        done = done[-6:]
