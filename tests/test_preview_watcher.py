"""However a file is saved, its change is seen, once, and when it is complete."""

from __future__ import annotations

import os
import random
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from preview.wake import Inotify, Library, Wake
from preview.watch import code_of
from preview.watcher import Watcher, watched
from support.watching import QUIET, after, next_within, site_to_watch

WAKES = [*([Inotify] if sys.platform == "linux" else []), Library, Wake]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return site_to_watch(tmp_path)


@pytest.fixture(params=WAKES, ids=lambda kind: kind.__name__)
def watcher(request: pytest.FixtureRequest, site: Path, tmp_path: Path) -> Iterator[Watcher]:
    wake: Wake = request.param()
    project = tmp_path / "project"
    (project / "theme").mkdir(parents=True)
    watcher = Watcher(watched(site, project), wake, code_of(project))
    watcher.start()
    watcher.seen = watcher._look()
    yield watcher
    wake.close()


def test_a_file_written_in_place(watcher: Watcher, site: Path) -> None:
    assert after(lambda: (site / "data/network.yaml").write_text("name: Lamps\n"), watcher, site) == [
        "data/network.yaml"
    ]


def test_a_file_replaced_by_another(watcher: Watcher, site: Path) -> None:
    def save() -> None:
        (site / "data/network.yaml.tmp").write_text("name: Lamps...\n")
        (site / "data/network.yaml.tmp").replace(site / "data/network.yaml")

    assert after(save, watcher, site) == ["data/network.yaml"]


def test_a_file_replaced_by_one_of_the_same_size_and_age(watcher: Watcher, site: Path) -> None:
    target = site / "data/network.yaml"
    before = target.stat()

    def save() -> None:
        target.write_text("name: Candles \n"[: before.st_size])
        os.utime(target, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert after(save, watcher, site) == ["data/network.yaml"]


def test_a_file_saved_in_steps_is_one_change_and_never_half_a_file(watcher: Watcher, site: Path) -> None:
    # As vim does: the old one put aside, a new one begun, written, the old one deleted.
    target = site / "data/network.yaml"
    seen = []

    def save() -> None:
        (site / "data/4913").touch()
        (site / "data/4913").unlink()
        target.rename(site / "data/network.yaml~")
        time.sleep(0.03)
        with target.open("w") as file:
            time.sleep(0.03)
            file.write("name: Lamps\n")
        time.sleep(0.005)
        (site / "data/network.yaml~").unlink()
        seen.append("done")

    assert after(save, watcher, site) == ["data/network.yaml"]
    assert target.read_text() == "name: Lamps\n"
    assert next_within(watcher, QUIET) is None


def test_of_a_burst_no_file_is_missed_and_none_comes_twice(watcher: Watcher, site: Path) -> None:
    def save() -> None:
        for number in range(40):
            (site / f"data/partners/q{number}.yaml").write_text("name: q\n")

    changes = [after(save, watcher, site)]
    while found := next_within(watcher, QUIET):  # a busy machine may write slower than the watcher waits
        changes.append([str(Path(path).relative_to(site)) if Path(path).is_absolute() else path for path in found])
    assert sorted(path for change in changes for path in change) == sorted(
        f"data/partners/q{number}.yaml" for number in range(40)
    )
    assert len(changes) < 10


def test_new_folders_and_what_comes_into_them(watcher: Watcher, site: Path) -> None:
    def grow() -> None:
        (site / "content/news/deep/er").mkdir(parents=True)
        (site / "content/news/deep/er/a.md").write_text("a")

    assert "content/news/deep/er/a.md" in after(grow, watcher, site)
    later = site / "content/news/deep/er/b.md"
    assert after(lambda: later.write_text("b"), watcher, site) == ["content/news/deep/er/b.md"]


def test_folders_that_go_and_come_back(watcher: Watcher, site: Path) -> None:
    away = site / "data/partners"
    gone = after(lambda: away.rename(site / "elsewhere"), watcher, site)
    assert {f"data/partners/p{number}.yaml" for number in range(5)} <= set(gone)
    back = after(lambda: (site / "elsewhere").rename(away), watcher, site)
    assert set(back) == set(gone)
    assert after(lambda: (away / "p1.yaml").write_text("name: other\n"), watcher, site) == ["data/partners/p1.yaml"]


def test_a_folder_that_is_away_for_a_moment_calls_for_nothing(watcher: Watcher, site: Path) -> None:
    def flip() -> None:
        (site / "data/partners").rename(site / "elsewhere")
        (site / "elsewhere").rename(site / "data/partners")

    flip()
    assert next_within(watcher, QUIET) is None


def test_whole_trees_replaced_as_git_does(watcher: Watcher, site: Path) -> None:
    def checkout() -> None:
        shutil.rmtree(site / "data")
        shutil.copytree(site / "content", site / "data")
        (site / "data/network.yaml").write_text("name: Other branch\n")

    assert "data/network.yaml" in after(checkout, watcher, site)
    while next_within(watcher, QUIET):  # a busy machine may copy slower than the watcher waits
        pass
    assert after(lambda: (site / "data/network.yaml").write_text("x"), watcher, site) == ["data/network.yaml"]


def test_a_whole_folder_that_was_not_there_at_the_start(watcher: Watcher, site: Path) -> None:
    project = site.parent / "project"

    def grow() -> None:
        (project / "schemas").mkdir()
        (project / "schemas/a.json").write_text("{}")

    assert "../project/schemas/a.json" in after(grow, watcher, site)
    assert after(lambda: (project / "pelicanconf.py").write_text("1"), watcher, site) == ["../project/pelicanconf.py"]


def test_what_links_in_the_theme_lead_to(watcher: Watcher, site: Path) -> None:
    shared, theme = site.parent / "shared", site.parent / "project/theme"
    (shared / "templates/deep").mkdir(parents=True)
    (shared / "templates/deep/a.html").write_text("a")
    (shared / "one.css").write_text("a")

    def link() -> None:
        (theme / "templates").symlink_to(shared / "templates")
        (theme / "one.css").symlink_to(shared / "one.css")

    assert {"../project/theme/one.css", "../project/theme/templates/deep/a.html"} <= set(after(link, watcher, site))
    while next_within(watcher, QUIET):
        pass
    for path in ("templates/deep/a.html", "templates/deep/b.html", "one.css"):
        found = after(lambda path=path: (shared / path).write_text("other"), watcher, site)  # type: ignore[misc]
        assert found == [f"../project/theme/{path}"]


def test_links_among_records_lead_nowhere(watcher: Watcher, site: Path) -> None:
    (site.parent / "private").mkdir()
    (site / "data/partners/away").symlink_to(site.parent / "private")
    assert next_within(watcher) == [str(site / "data/partners/away")]
    (site.parent / "private/a.yaml").write_text("a")
    assert next_within(watcher, QUIET) is None


def test_a_file_deleted(watcher: Watcher, site: Path) -> None:
    assert after((site / "data/network.yaml").unlink, watcher, site) == ["data/network.yaml"]


def test_what_changes_while_a_build_runs_is_the_next_change(watcher: Watcher, site: Path) -> None:
    assert after(lambda: (site / "data/network.yaml").write_text("1"), watcher, site) == ["data/network.yaml"]
    (site / "data/partners/p1.yaml").write_text("while it builds")
    found = next_within(watcher)
    assert found == [str(site / "data/partners/p1.yaml")]


def test_what_editors_and_python_leave_beside_is_no_change(watcher: Watcher, site: Path) -> None:
    for name in ("data/.network.yaml.swp", "data/network.yaml~", "data/#network.yaml#", "data/.#network.yaml"):
        (site / name).write_text("x")
    theme = site.parent / "project/theme"
    (theme / "__pycache__").mkdir()
    (theme / "__pycache__/a.pyc").write_text("x")
    (site / "output").mkdir()
    assert next_within(watcher, QUIET) is None


def test_something_that_never_rests_does_not_hold_the_build_up(
    watcher: Watcher, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("preview.watcher.PATIENCE_SECONDS", 0.2)
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            (site / "data/network.yaml").write_text(f"name: {time.monotonic_ns()}\n")
            time.sleep(0.004)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        assert next_within(watcher) == [str(site / "data/network.yaml")]
    finally:
        stop.set()
        thread.join()


def test_whatever_happens_the_last_build_has_seen_it_all(watcher: Watcher, site: Path) -> None:
    """Random edits while builds run: the last build has read what is there in the end."""
    chance = random.Random(1)
    read: list[dict[str, bytes]] = []

    def tree() -> dict[str, bytes]:
        found = {}
        for folder in ("data", "content"):
            for path in sorted((site / folder).rglob("*")):
                if path.is_file():
                    found[str(path)] = path.read_bytes()
        return found

    def edit() -> None:
        for turn in range(60):
            name = site / chance.choice(["data/partners", "content/projects"]) / f"p{chance.randrange(8)}.yaml"
            what = chance.randrange(4)
            if what == 0:
                name.unlink(missing_ok=True)
            elif what == 1 and name.exists():
                name.rename(name.with_name(f"p{chance.randrange(8)}.yaml"))
            else:
                name.write_text(str(turn) * chance.randrange(3))
            time.sleep(chance.choice([0, 0, 0.005, 0.03]))

    editor = threading.Thread(target=edit)
    editor.start()
    while editor.is_alive() or not read or read[-1] != tree():
        assert next_within(watcher) is not None or read[-1] == tree(), "a change was missed"
        try:
            found = tree()
        except FileNotFoundError:
            found = {}  # as a build that meets a file that goes away: the next one sees
        time.sleep(0.02)
        read.append(found)
    assert next_within(watcher, QUIET) is None
    assert read[-1] == tree()
