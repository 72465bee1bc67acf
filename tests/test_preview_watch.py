"""A look at the files that are watched."""

import os
from pathlib import Path

from preview.watch import changes, snapshot


def test_a_look_never_fails(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/loop").symlink_to(tmp_path / "a")
    (tmp_path / "a/dangling").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "a/pipe")
    found = snapshot([tmp_path / "a", tmp_path / "nowhere"])
    assert {Path(path).name for path in found} == {"loop", "dangling", "pipe"}
    assert changes(found, found) == []


def test_links_that_are_followed_come_to_an_end(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/file").touch()
    for number in range(20):
        (tmp_path / f"a/b/up-{number}").symlink_to(tmp_path / "a")
        (tmp_path / f"a/across-{number}").symlink_to(tmp_path / "a/b")
    found = snapshot([tmp_path / "a"], through=[tmp_path / "a"])
    assert len([path for path in found if path.endswith("/file")]) == 2, "where it is, and by the first link"
    assert len(found) < 100
