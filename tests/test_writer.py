import os
import stat
from pathlib import Path

import pytest
from registry.write import writer
from registry.write.stage import Stage, tidy
from registry.write.writer import MANIFEST, Written, refuse_output, write
from support.outputs import built, plan


def test_only_what_changes_is_written_and_what_is_no_longer_made_goes(tmp_path: Path) -> None:
    out = tmp_path / "a" / "out"
    assert write(plan({"same": b"1", "changed/x": b"2", "old/deep/y": b"3"}), out) == Written(
        ["changed/x", "old/deep/y", "same"], [], [], 0
    )
    before = (out / "same").stat()
    assert write(plan({"same": b"1", "changed/x": b"new", "more": b"4"}), out) == Written(
        ["more"], ["changed/x"], ["old/deep/y"], 1
    )
    after = (out / "same").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert built(out) == {"same": b"1", "changed/x": b"new", "more": b"4"}
    assert not (out / "old").exists()


def test_nothing_to_do_touches_nothing(tmp_path: Path) -> None:
    write(plan({"a": b"1"}), tmp_path)
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in tmp_path.rglob("*")}
    assert write(plan({"a": b"1"}), tmp_path) == Written([], [], [], 1)
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in tmp_path.rglob("*")} == before


def test_files_of_others_stay(tmp_path: Path) -> None:
    write(plan({"a/b": b"1", "c": b"2"}), tmp_path)
    (tmp_path / "a/mine").write_bytes(b"mine")
    (tmp_path / "CNAME").write_bytes(b"mine")
    write(plan({"c": b"2"}), tmp_path)
    assert built(tmp_path) == {"a/mine": b"mine", "CNAME": b"mine", "c": b"2"}


def test_a_file_becomes_a_folder_and_a_folder_a_file(tmp_path: Path) -> None:
    write(plan({"a": b"1", "b/c": b"2", "b/d/e": b"3"}), tmp_path)
    write(plan({"a/x": b"4", "b": b"5"}), tmp_path)
    assert built(tmp_path) == {"a/x": b"4", "b": b"5"}


def test_a_link_in_the_output_is_replaced_and_not_followed(tmp_path: Path) -> None:
    outside, out = tmp_path / "outside", tmp_path / "out"
    outside.mkdir()
    (outside / "x").write_bytes(b"precious")
    write(plan({"a/x": b"1", "b": b"2"}), out)
    (out / "a/x").unlink()
    (out / "a").rmdir()
    (out / "a").symlink_to(outside)
    (out / "b").unlink()
    (out / "b").symlink_to(outside / "x")
    write(plan({"a/x": b"3", "b": b"4"}), out)
    assert (outside / "x").read_bytes() == b"precious"
    assert built(out) == {"a/x": b"3", "b": b"4"}


def test_a_pipe_in_the_place_of_a_file_is_replaced_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    assert not Stage(tmp_path).has("a", b"")
    write(plan({"a": b"1"}), tmp_path)
    assert built(tmp_path) == {"a": b"1"}


@pytest.mark.parametrize(
    "manifest", ["", "[]", "{}", '{"files": 3}', '{"files": ["../x", "/x", 3, "a"]}', "\xff", "[" * 100_000]
)
def test_a_manifest_that_was_meddled_with_removes_nothing_outside(tmp_path: Path, manifest: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "x").write_bytes(b"precious")
    (out / MANIFEST).write_text(manifest, "latin-1")
    write(plan({"a": b"1"}), out)
    assert (tmp_path / "x").read_bytes() == b"precious"
    assert built(out) == {"a": b"1"}


def test_a_failing_disk_leaves_whole_files_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(plan({"a": b"old a", "b": b"old b", "z": b"gone soon"}), tmp_path)
    replace = os.replace

    def failing(source: str, target: Path) -> None:
        if Path(target).name == "b":
            raise OSError(28, "No space left on device", str(target))
        replace(source, target)

    monkeypatch.setattr(writer.os, "replace", failing)
    with pytest.raises(OSError, match="No space"):
        write(plan({"a": b"new a", "b": b"new b", "c": b"new c"}), tmp_path)
    assert built(tmp_path) == {"a": b"new a", "b": b"old b", "z": b"gone soon"}
    monkeypatch.undo()
    write(plan({"b": b"new b"}), tmp_path)
    assert built(tmp_path) == {"b": b"new b"}


def test_files_can_be_read_by_a_web_server_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        write(plan({"a/b": b"1"}), tmp_path / "out")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out/a/b").stat().st_mode) == 0o644


def test_folders_that_hold_something_else_are_refused(tmp_path: Path) -> None:
    site, out = tmp_path / "site", tmp_path / "out"
    for folder in (site / "data", site / "content", out, tmp_path / "repository/.git", tmp_path / "full"):
        folder.mkdir(parents=True)
    (tmp_path / "full/holiday.jpg").write_bytes(b"x")
    sources = [site / "data", site / "content"]
    assert refuse_output(out, sources) is None
    assert refuse_output(tmp_path / "new" / "out", sources) is None
    assert refuse_output(site / "output", sources) is None
    for bad in (
        Path("/"),
        Path.home(),
        site,
        site / "data",
        site / "data/out",
        tmp_path,
        tmp_path / "repository",
        tmp_path / "full",
    ):
        assert "{path}" in (refuse_output(bad, sources) or ""), bad
    write(plan({"a": b"1"}), out)
    assert refuse_output(out, sources) is None


def test_a_folder_in_which_a_first_build_was_killed_is_not_refused(tmp_path: Path) -> None:
    Stage(tmp_path).lay(b"1", "a/index.html")
    assert refuse_output(tmp_path, []) is None
    (tmp_path / ".new-mine").mkdir()
    assert refuse_output(tmp_path, []) is not None


def test_nothing_is_removed_through_a_link(tmp_path: Path) -> None:
    out, victim = tmp_path / "out", tmp_path / "victim"
    victim.mkdir()
    (victim / "id").write_text("secret")
    write(plan({"a": b"1"}), out)
    (out / "x").symlink_to(victim)
    (out / MANIFEST).write_text('{"files": ["a", "x/id"]}')
    write(plan({"a": b"1"}), out)
    assert (victim / "id").read_text() == "secret"


def test_what_waits_for_another_build_is_left_and_what_a_killed_one_left_is_taken_away(tmp_path: Path) -> None:
    output = tmp_path / "out"
    theirs = Stage(output)
    laid = Path(theirs.lay(b"1"))
    mine, dead = output / ".new-thesis", [output / ".new-99999999-0123abcd", tmp_path / ".out.new-99999999-0123abcd"]
    for folder in (mine, *dead):
        folder.mkdir()
    (tmp_path / ".other.new-99999999-0123abcd").mkdir()
    tidy(output, alone=False)
    assert (mine.exists(), laid.exists(), [folder.exists() for folder in dead]) == (True, True, [False, False])
    tidy(output, alone=True)  # who has the lock knows that no other is at work, whatever process has that number now
    assert (mine.exists(), laid.exists()) == (True, False)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".other.new-99999999-0123abcd", "out"]


def test_a_folder_of_others_in_the_place_of_a_file_is_told_before_anything_is_touched(tmp_path: Path) -> None:
    write(plan({"a": b"1", "b": b"1"}), tmp_path)
    (tmp_path / "b").unlink()
    (tmp_path / "b").mkdir()
    write(plan({"a": b"1", "b": b"1"}), tmp_path)  # an empty one gives way
    (tmp_path / "b").unlink()
    (tmp_path / "b/deep").mkdir(parents=True)
    (tmp_path / "b/deep/mine").write_bytes(b"mine")
    with pytest.raises(IsADirectoryError) as told:
        write(plan({"a": b"2", "b": b"2", "c": b"2"}), tmp_path)
    assert told.value.filename == str(tmp_path / "b")
    assert built(tmp_path) == {"a": b"1", "b/deep/mine": b"mine"}


def test_folders_can_be_entered_by_a_web_server_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        write(plan({"a/b": b"1"}), tmp_path / "out")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out/a").stat().st_mode) == 0o755
