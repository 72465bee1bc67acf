"""What a change means, case by case: tests/changes/<group>/<case>/ has the files before and after, and what is told.

Files that a case does not name are those of the group's ``common/``. ``BLESS=1`` takes what is told now for right:
read the diff.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from registry.build import Build
from registry.difference import Comparison, compare_builds
from registry.project import Project
from registry.tell.as_json import as_json
from registry.tell.as_markdown import LIMIT, as_markdown
from registry.tell.site_words import site_words
from registry.tell.style import Markdown, Plain

ROOT = Path(__file__).parent / "changes"
CASES = sorted(path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("*/*/before"))


def lay_out(case: str, side: str, target: Path) -> Path:
    """The site of a case before or after the change, in a folder of its own."""
    folder = ROOT / case
    own = {path.relative_to(folder / part) for part in ("before", "after") for path in (folder / part).rglob("*")}
    target.mkdir()
    common = folder.parent / "common"
    for path in sorted(common.rglob("*")):
        if path.is_file() and path.relative_to(common) not in own:
            copy(path, target / path.relative_to(common))
    for path in sorted((folder / side).rglob("*")):
        if path.is_file():
            copy(path, target / path.relative_to(folder / side))
    return target


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def compared(case: str, tmp_path: Path) -> tuple[Build, Build, Comparison]:
    before, after = (Build(lay_out(case, side, tmp_path / side), Project()) for side in ("before", "after"))
    return before, after, compare_builds(before, after)


def test_there_are_cases_in_both_languages() -> None:
    assert len([case for case in CASES if case.startswith("fr/")]) >= 8
    assert len([case for case in CASES if case.startswith("en/")]) >= 8


@pytest.mark.parametrize("case", CASES)
def test_what_is_told(case: str, tmp_path: Path) -> None:
    before, after, comparison = compared(case, tmp_path)
    told = {
        "expected.md": as_markdown(comparison, site_words(before.checked, after.checked, Markdown())),
        "expected.json": as_json(comparison, site_words(before.checked, after.checked, Plain()), "main", "0" * 40)
        + "\n",
    }
    for name, text in told.items():
        path = ROOT / case / name
        if os.environ.get("BLESS") and not os.environ.get("CI"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")
        assert len(text.encode()) < LIMIT
