"""What wakes the watcher: the system's hints, and the clock, more and more rarely, where there are none."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import pytest
from preview.wake import Inotify, Told, Wake
from preview.watch import snapshot
from preview.watcher import Watcher, watched
from support.watching import QUIET, after, next_within, site_to_watch


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return site_to_watch(tmp_path)


def test_a_save_needs_no_look_at_all_the_other_files(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform != "linux":
        pytest.skip("elsewhere a library is asked in steps")
    watcher = Watcher(watched(site, tmp_path), Inotify())
    watcher.start()
    assert next_within(watcher, QUIET) is None
    looks: list[object] = []
    monkeypatch.setattr("preview.watcher.snapshot", lambda *paths: looks.append(paths) or snapshot(*paths))
    target = site / "data/partners/p1.yaml"
    for text in ("a", "b", "c"):
        assert after(lambda text=text: target.write_text(text), watcher, site) == ["data/partners/p1.yaml"]  # type: ignore[misc]
        looks_before_the_build = len(looks)
        assert next_within(watcher, QUIET) is None
        assert len(looks) > looks_before_the_build  # afterwards all is looked at
        looks.clear()
        assert looks_before_the_build == 0
    watcher.wake.close()


def test_the_longer_nothing_changes_the_rarer_it_looks(site: Path, tmp_path: Path) -> None:
    watcher = Watcher(watched(site, tmp_path), Wake())
    watcher.start()
    watcher._cost = 0.001
    soon = watcher.interval()
    watcher._calm_since -= 3600
    assert soon < 0.2 < watcher.interval() <= 1
    watcher._cost = 0.5  # a site so large that a look takes half a second
    assert watcher.interval() >= 25
    hinted = Watcher(watched(site, tmp_path), Wake())
    hinted.wake.hints = True
    hinted._calm_since -= 3600
    assert hinted.interval() == 10


def test_where_the_system_is_silent_looks_come_by_the_clock(site: Path, tmp_path: Path) -> None:
    """As on some network folders: watches are granted, and nothing is ever told."""

    class Silent(Wake):
        hints = True

        def wait(self, seconds: float) -> Told:
            time.sleep(min(seconds, 0.02))
            return set()

    watcher = Watcher(watched(site, tmp_path), Silent())
    watcher.start()
    threading.Timer(0.05, lambda: (site / "data/network.yaml").write_text("x")).start()
    assert watcher.next() == [str(site / "data/network.yaml")]
    watcher._cost = 0.001
    assert watcher.interval() < 0.2


def test_a_system_without_watches_left_is_no_error(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform != "linux":
        pytest.skip("inotify is Linux's")
    wake = Inotify()
    monkeypatch.setattr(wake._libc, "inotify_add_watch", lambda *arguments: -1)
    watcher = Watcher(watched(site, tmp_path), wake)
    watcher.start()
    assert not wake.hints
    assert watcher.interval() < 0.2
    wake.close()
