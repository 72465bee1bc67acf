"""Disks that are really full, or read only, and the bounds of a process: the site stays, the next build is whole.

Small disks in memory (tmpfs) take root, on Linux; other tests fail calls one by one, anywhere (test_faults).
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from registry.write.stage import remove
from support.faults import in_a_process
from support.needs import MARK
from support.runs import run
from support.trees import NETWORK, PARTNER, make_site, tree

KEPT = "Rien n’a été écrit : s’il y avait déjà une bonne version du site, elle est toujours là."
FAULTS = bool(int(os.environ.get("FAULTS", "0")))
ROOMS = range(0, 1_200_000, 80_000) if FAULTS else (600_000,)
COUNTS = range(0, 150, 10) if FAULTS else (120,)
"""Bytes, and files, that the disk takes before it is full: less than a build needs. With FAULTS=1, many."""
FULL, READ_ONLY, TOO_LARGE = "le disque est plein", "le disque est en lecture seule", "il serait trop gros"


@pytest.fixture(scope="module", params=[True, False], ids=["publish", "build"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a site as built (`out`, `cache`) and changed since, and how it then is to be (`new`)."""
    folder, publish = tmp_path_factory.mktemp("publish" if request.param else "build"), request.param
    with pytest.MonkeyPatch.context() as patch:
        for name, cache, output in (("Ancien", "cache", "out"), ("Nouveau", "none", "new")):
            patch.setenv("CACHE", str(folder / cache))
            code, said = run(site(folder, name), folder / output, publish=publish)
            assert code == 0, said
    yield folder


def mount(*arguments: str) -> bool:
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 24 MB for 4,000 files and folders."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if not shutil.which("mount") or not mount("-t", "tmpfs", "-o", "size=24m,nr_inodes=4000", "tmpfs", str(disk)):
        pytest.skip(f"{MARK}small disks in memory. To run this test, be root on Linux, where mounting is allowed.")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def site(folder: Path, name: str) -> Path:
    """A French site that says its name on every page."""
    network = NETWORK.replace("language: en", "language: fr").replace("Harbour Table", name)
    return make_site(folder / "site", {"data/partners/a.yaml": PARTNER}, network=network)


def fill_but(room: int) -> Callable[[Path], object]:
    def fill(disk: Path) -> None:
        state = os.statvfs(disk)
        with (disk / "others").open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(state.f_bavail * state.f_frsize - room, 1))

    return fill


def leave_files(count: int) -> Callable[[Path], object]:
    def leave(disk: Path) -> None:
        state = os.statvfs(disk)
        mount("-o", f"remount,nr_inodes={state.f_files - state.f_ffree + count}", str(disk))

    return leave


def read_only(disk: Path) -> None:
    mount("-o", "remount,ro", str(disk))


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        *((fill_but(room), FULL) for room in ROOMS),
        *((leave_files(count), FULL) for count in COUNTS),
        (read_only, READ_ONLY),
    ],
)
def test_a_disk_that_takes_no_more_keeps_the_site_and_takes_the_next(
    built: Path, disk: Path, monkeypatch: pytest.MonkeyPatch, trouble: Callable[[Path], object], reason: str
) -> None:
    publish, output, old = built.name.startswith("publish"), disk / "out", tree(built / "out")
    monkeypatch.setenv("CACHE", str(disk / "cache"))
    for name in ("out", "cache"):
        shutil.copytree(built / name, disk / name)
    trouble(disk)
    code, said = run(built / "site", output, publish=publish)
    assert (code, tree(output)) == (1, old), said
    assert reason in said
    assert KEPT in said.replace("\u00a0", " ")
    assert "Traceback" not in said
    assert {path.name for path in disk.iterdir()} <= {"out", "cache", "others"}
    mount("-o", "remount,rw,nr_inodes=4000", str(disk))
    (disk / "others").unlink(missing_ok=True)
    code, said = run(built / "site", output, publish=publish)
    assert code == 0, said
    assert tree(output) == tree(built / "new")


def test_a_process_that_may_write_small_files_only_keeps_the_site(tmp_path: Path) -> None:
    output = tmp_path / "out"
    assert run(site(tmp_path, "Ancien"), output, publish=True)[0] == 0
    old = tree(output)
    site(tmp_path, "Nouveau")
    bound = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))  # noqa: E731
    code, said = run(tmp_path / "site", output, publish=True, before=bound)
    assert (code, tree(output)) == (1, old), said
    assert TOO_LARGE in said
    assert "Traceback" not in said
    assert {path.name for path in tmp_path.iterdir()} == {"out", "site"}


def test_what_is_not_for_long_is_taken_away_though_hardly_a_file_may_be_opened(tmp_path: Path) -> None:
    folder = tmp_path / ".out.new-1-12345678"
    (folder / "a/b/c/d/e").mkdir(parents=True)
    for path in (folder, *folder.rglob("*")):
        (path / "file").write_text("x")
    (folder / "a/link").symlink_to(tmp_path)

    def work() -> int:
        taken = max(map(int, os.listdir("/proc/self/fd"))) + 1
        resource.setrlimit(resource.RLIMIT_NOFILE, (taken + 1, taken + 1))
        remove(folder)
        return 0

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("what is open is not to be seen here")
    assert in_a_process(work) == (0, "")
    assert list(tmp_path.iterdir()) == []
