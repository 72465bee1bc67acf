"""The same records give the same bytes: whatever the hash seed, the time zone, the locale, the place, the order."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.sites import ROOT, run_pelican

SITES = [ROOT / "tests/golden/site", ROOT / "tests/networks/skerrymoor"]


def files_of(output: Path) -> dict[str, bytes]:
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def copied_backwards(site: Path, target: Path) -> Path:
    """A copy whose files are made in another order, with other times."""
    for path in sorted((path for path in site.rglob("*") if path.is_file()), reverse=True):
        copy = target / path.relative_to(site)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return target


@pytest.mark.parametrize("site", SITES, ids=lambda path: path.name)
def test_two_builds_are_the_same_to_the_byte(site: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    done = run_pelican(site, first, PYTHONHASHSEED="1", TZ="Pacific/Auckland", LC_ALL="C", SEARCH="1")
    assert done.returncode == 0, done.stdout
    elsewhere = copied_backwards(site, tmp_path / "un autre dossier é")
    done = run_pelican(
        elsewhere, second, PYTHONHASHSEED="2", TZ="America/Anchorage", LC_ALL="tr_TR.UTF-8", COLUMNS="40", SEARCH="1"
    )
    assert done.returncode == 0, done.stdout
    here, there = files_of(first), files_of(second)
    assert here.keys() == there.keys()
    assert [name for name, content in here.items() if content != there[name]] == []
