"""The output is replaced as a whole, or stays as it is, whoever looks and whatever fails."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from registry.write import whole
from registry.write.lock import Lock
from registry.write.whole import NotHere, copy_that_takes_its_place
from registry.write.writer import write
from support.outputs import built, plan
from support.trees import tree


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A site of two files, beside which somebody put more."""
    output = tmp_path / "out"
    write(plan({"a": b"old", "b/c": b"old"}), output)
    (output / "CNAME").write_bytes(b"mine")
    (output / "empty").mkdir()
    (output / "link").symlink_to("a")
    (output / "b").chmod(0o750)
    (output / ".new-99999999-0123abcd").mkdir()
    return output


def test_all_of_it_changes_at_once_and_what_others_put_there_stays(output: Path) -> None:
    held = os.open(output, os.O_RDONLY)
    with copy_that_takes_its_place(output, Lock(output)) as copy:
        write(plan({"a": b"new", "d": b"new"}), copy)
        assert built(output)["a"] == b"old"
        assert copy.parent == output.parent
    assert built(output) == {"a": b"new", "d": b"new", "CNAME": b"mine", "link": b"new"}
    assert (output / "empty").is_dir()
    assert (output / "link").is_symlink()
    assert [path.name for path in output.parent.iterdir()] == ["out"]
    assert os.listdir(held) == [], "who had the old folder open sees that it is gone"
    os.close(held)


def test_what_does_not_change_is_neither_written_nor_touched(output: Path) -> None:
    (output / "b").chmod(0o750)
    before = (output / "b/c").stat()
    with copy_that_takes_its_place(output, Lock(output)) as copy:
        write(plan({"a": b"new", "b/c": b"old"}), copy)
    after = (output / "b/c").stat()
    assert (after.st_ino, after.st_mtime_ns, after.st_nlink) == (before.st_ino, before.st_mtime_ns, 1)
    assert (output / "b").stat().st_mode & 0o777 == 0o750


def test_an_error_names_the_output_and_leaves_it_as_it_was(output: Path) -> None:
    before = tree(output)
    with pytest.raises(OSError, match="full") as told, copy_that_takes_its_place(output, Lock(output)) as copy:
        write(plan({"a": b"new"}), copy)
        raise OSError(errno.ENOSPC, "full", f"{copy}/.new", None, f"{copy}/a")
    assert (told.value.filename, told.value.filename2) == (f"{output}/.new", f"{output}/a")
    assert tree(output) == before
    assert [path.name for path in output.parent.iterdir()] == ["out"]


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.EBUSY])
def test_where_folders_cannot_be_exchanged_it_is_as_it_was(
    output: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(one: Path, other: Path) -> None:
        raise OSError(number, "not here")

    monkeypatch.setattr(whole, "exchange", refuse)
    with pytest.raises(NotHere), copy_that_takes_its_place(output, Lock(output)) as copy:
        write(plan({"a": b"new"}), copy)
    assert built(output)["a"] == b"old"
    assert [path.name for path in output.parent.iterdir()] == ["out"]


def test_a_disk_that_knows_no_links_gets_copies(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "no links")

    monkeypatch.setattr(whole.os, "link", refuse)
    before = (output / "b/c").stat()
    with copy_that_takes_its_place(output, Lock(output)):
        pass
    assert built(output) == {"a": b"old", "b/c": b"old", "CNAME": b"mine", "link": b"old"}
    after = (output / "b/c").stat()
    assert after.st_mtime_ns == before.st_mtime_ns
    assert after.st_ino != before.st_ino


def test_an_output_that_is_a_link_stays_one(output: Path, tmp_path: Path) -> None:
    (tmp_path / "www").symlink_to(output)
    with copy_that_takes_its_place(tmp_path / "www", Lock(tmp_path / "www")) as copy:
        write(plan({"a": b"new"}), copy)
    assert (tmp_path / "www").is_symlink()
    assert built(output)["a"] == b"new"
