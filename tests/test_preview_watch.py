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
