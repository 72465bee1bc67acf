"""Records with mistakes at random places, always the same ones: problems, or a site; never anything else."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from registry.build import Build
from registry.cache.store import Store
from registry.project import Project
from registry.render.html import html_pages
from registry.render.press import Press
from registry.report.as_text import as_text
from registry.validate.check import Checker, check
from support.items import all_files
from support.sites import ROOT

SITE = ROOT / "tests/golden/site"
PIECES = [
    "", "[", "]", "{", "}", ":", "- ", "'", '"', "#", "&a", "*a", "!t", "\t", "null", "true", "0", "-1", "2024-02-30",
    "017", "/../", "../x", "<b>", "[x](y)", "[x](#z)", "![](/images/n.png)", "\u202e", "x" * 700, "{}", "[]", "[[]]",
    "{a: b}", "|", "> ", "---", "\n", "...", "no", "amis-des-virgules",
]  # fmt: skip


def mutate(site: Path, chance: random.Random) -> None:
    """One mistake in one file, or with its name."""
    path = chance.choice(sorted(path for path in site.rglob("*") if path.suffix in (".yaml", ".md")))
    lines = path.read_text("utf-8").split("\n")
    place, kind = chance.randrange(len(lines)), chance.random()
    if kind < 0.15:
        del lines[place]
    elif kind < 0.3:
        lines.insert(place, chance.choice(lines))
    elif kind < 0.75:
        start = lines[place].find(": ") + 2
        column = start if start > 1 and chance.random() < 0.7 else chance.randrange(len(lines[place]) + 1)
        rest = "" if start > 1 and column == start else lines[place][column:]
        lines[place] = lines[place][:column] + chance.choice(PIECES) + rest
    elif kind < 0.85:
        lines[place] = "  " + lines[place]
    elif kind < 0.9:
        path.unlink()
        return
    elif kind < 0.95:
        path.rename(
            path.with_name(chance.choice([path.stem.upper() + path.suffix, path.stem + ".yml", "api" + path.suffix]))
        )
        return
    else:
        del lines[place:]
    path.write_text("\n".join(lines), "utf-8")


@pytest.mark.parametrize("seed", range(8))
def test_no_mistake_breaks_the_check_or_the_build(tmp_path: Path, seed: int) -> None:
    chance, project = random.Random(seed), Project()
    press = Press(project, {})
    for round_ in range(10):
        site = tmp_path / str(round_)
        shutil.copytree(SITE, site)
        for _ in range(chance.choice([1, 1, 2, 4])):
            mutate(site, chance)
        build = Build(site, project, publish=chance.random() < 0.5, press=press)
        problems = build.checked.problems
        for problem in problems:
            assert problem.line >= 1
            assert problem.column >= 1
            assert problem.message
        assert as_text(problems, build.checked.catalogue, site)
        if build.checked.ok:
            assert all_files([*html_pages(build.views, build.renderer), *build.static()])


@pytest.mark.parametrize("seed", range(3))
def test_who_found_nothing_before_finds_every_mistake(tmp_path: Path, seed: int) -> None:
    chance, site = random.Random(seed), tmp_path / "site"
    shutil.copytree(SITE, site)
    checker = Checker(site, store=Store(tmp_path / "x.db", "x"))
    assert checker.check().ok
    for round_ in range(8):
        for _ in range(chance.choice([1, 1, 2])):
            mutate(site, chance)
        if round_ % 4 == 3:
            checker = Checker(site, store=Store(tmp_path / "x.db", "x"))
        assert checker.check().problems == check(site).problems
        shutil.rmtree(site)
        shutil.copytree(SITE, site)
        assert checker.check().problems == []
