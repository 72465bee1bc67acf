"""The same records give the same bytes: whatever the hash seed, the time zone, the locale, the clock, the home, the
cores, the umask, the place, the times and the order of files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from support.sites import ROOT, run_pelican

SITES = {ROOT / "tests/golden/site": "tr_TR.UTF-8", ROOT / "tests/networks/skerrymoor": "fr_FR.UTF-8"}
CLOCK = """\
import time
_time, _ns, _local, _utc = time.time, time.time_ns, time.localtime, time.gmtime
time.time, time.time_ns = lambda: _time() + 1e8, lambda: _ns() + 10**17
time.localtime = lambda *at: _local(*at or [time.time()])
time.gmtime = lambda *at: _utc(*at or [time.time()])
"""
"""Put before all other code, it is three years later."""


def files_of(output: Path) -> dict[str, bytes]:
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def copied_backwards(site: Path, target: Path) -> Path:
    """A copy whose files are made in another order, with other times."""
    for path in sorted((path for path in site.rglob("*") if path.is_file()), reverse=True):
        copy = target / path.relative_to(site)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        os.utime(copy, (10**9, 10**9))
    return target


@pytest.mark.parametrize(("site", "locale"), SITES.items(), ids=[path.name for path in SITES])
def test_two_builds_are_the_same_to_the_byte(site: Path, locale: str, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "un autre dossier é" / "second"
    here = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C", "JOBS": "1"}
    done = run_pelican(site, first, SEARCH="1", **here)
    assert done.returncode == 0, done.stdout
    elsewhere = copied_backwards(site, tmp_path / "un autre dossier é" / "site")
    (tmp_path / "sitecustomize.py").write_text(CLOCK)
    there = {"PYTHONHASHSEED": "2", "TZ": "America/Anchorage", "LC_ALL": locale, "LANGUAGE": locale[:2], "JOBS": "2"}
    there |= {"COLUMNS": "40", "HOME": str(tmp_path / "nowhere"), "CACHE": str(tmp_path / "cache")}
    umask = os.umask(0o077)
    try:
        path = f"{tmp_path}{os.pathsep}{ROOT / 'plugins'}"
        done = run_pelican(elsewhere, second, SEARCH="1", PYTHONPATH=path, **there)
    finally:
        os.umask(umask)
    assert done.returncode == 0, done.stdout
    one, other = files_of(first), files_of(second)
    assert one.keys() == other.keys()
    assert [name for name, content in one.items() if content != other[name]] == []
