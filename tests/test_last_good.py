"""What `make publish` and `make build` do where they cannot: a plain message, and the last good site as it was."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from registry.build import Build
from registry.project import Project
from registry.render.forms import form_records
from registry.write.lock import Lock
from support.faults import KILLED, Fault
from support.quiet import ROOT
from support.runs import run
from support.sites import SETTINGS
from support.trees import PARTNER, make_site, tree

KEPT = "Nothing was published: the last good site is still there."
IMAGE = (ROOT / "tests/golden/site/content/images/virgule.png").read_bytes()
FAULTS = int(os.environ.get("FAULTS", "0"))
"""FAULTS=1000 kills so many builds of a site, at any time, too."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with an image, published."""
    folder = tmp_path_factory.mktemp("last")
    files = {"content/images/a.png": IMAGE, "data/partners/a.yaml": PARTNER + "logo: {file: a.png, alt: A}\n"}
    site = make_site(folder / "site", files)
    assert run(site, folder / "out", publish=True)[0] == 0
    return site


def change(site: Path, name: str) -> None:
    (site / "data/partners/a.yaml").write_text(f"{PARTNER}logo: {{file: a.png, alt: A}}\nrole: {name}\n", "utf-8")


def test_a_build_waits_for_another_and_says_so(site: Path) -> None:
    output, lock = site.parent / "out", Lock(site.parent / "out")
    change(site, "Waits.")
    done: list[tuple[int, str]] = []
    with lock.alone():
        before = tree(output)
        thread = threading.Thread(target=lambda: done.append(run(site, output, publish=True)))
        thread.start()
        thread.join(1.0)
        assert not done
        assert tree(output) == before
        change(site, "Saved while it waited.")
    thread.join()
    code, said = done[0]
    assert code == 0, said
    assert said.startswith(f"Another build is at work in {output}: this one waits until it is done.\n")
    assert "Saved while it waited." in (output / "partners/a/index.html").read_text("utf-8")


def vanish(site: Path) -> None:
    (site / "content/images/a.png").unlink()


@pytest.mark.parametrize(
    ("number", "before", "message"),
    [
        (errno.ENOSPC, lambda site: None, "{output} cannot be written: the disk is full."),
        (None, vanish, "{site}/content/images/a.png cannot be read: it is not there."),
    ],
    ids=["the disk is full", "an image vanishes"],
)
def test_what_stops_it_is_told_and_the_site_stays(
    site: Path, number: int | None, before: Callable[[Path], object], message: str
) -> None:
    output = site.parent / "out"
    old = tree(output)
    change(site, f"Stopped by {number}.")
    os.utime(site / "content/images/a.png")
    fault = Fault(number, 1) if number else None
    code, said = run(site, output, publish=True, fault=fault, before=lambda: before(site))
    (site / "content/images/a.png").write_bytes(IMAGE)
    assert code == 1
    assert message.format(site=site, output=output) in said
    assert KEPT in said
    assert "Traceback" not in said
    assert tree(output) == old
    assert sorted(path.name for path in site.parent.iterdir()) == ["out", "site"]


def test_what_is_saved_between_its_check_and_its_page_is_not_taken_for_what_was_checked(tmp_path: Path) -> None:
    files = {"content/images/a.png": IMAGE, "data/partners/a.yaml": PARTNER + "logo: {file: a.png, alt: A}\n"}
    build = Build(make_site(tmp_path, files), Project())
    views = [item.view for item in (*form_records(build.views, tmp_path), *build.images({"a.png"}))]
    assert len(views) == 2
    assert build.facts["image", "a.png"]
    change(tmp_path, "Saved meanwhile.")
    (tmp_path / "content/images/a.png").write_bytes(IMAGE + b"more")
    for view, path in zip(views, reversed(files), strict=True):
        with pytest.raises(OSError, match="busy") as told:
            view()
        assert told.value.filename == str(tmp_path / path)


def test_a_record_that_cannot_be_read_again_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = Build(make_site(tmp_path, {"data/partners/a.yaml": PARTNER}), Project())
    views = [item.view for item in form_records(build.views, tmp_path)]

    def refuse(path: str, *_: object) -> int:
        raise OSError(errno.EMFILE, "too many", path)

    monkeypatch.setattr("registry.load.loader.os.open", refuse)
    with pytest.raises(OSError, match=r"a\.yaml") as told:
        views[0]()
    assert told.value.errno == errno.EMFILE


def test_an_output_that_is_not_ours_is_refused_before_anything_else(site: Path, tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"x")
    broken = make_site(tmp_path / "site", {"data/partners/a.yaml": "nmae: x\n"})
    for output, reason in {tmp_path: "the site's sources are there", tmp_path.parent: "sources"}.items():
        code, said = run(broken, output)
        assert (code, said.count("\n")) == (1, 1), said
        assert reason in said
    (tmp_path / "file").write_text("x")
    code, said = run(site, tmp_path / "file")
    assert code == 1
    assert f"{tmp_path}/file cannot be written: something of that name is there already." in said
    assert (tmp_path / "file").read_text() == "x"


@pytest.mark.skipif(not FAULTS, reason="only with FAULTS=number")
def test_builds_that_are_killed_at_any_time_leave_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    chance, names = random.Random(FAULTS), ("Old.", "New.")
    site = make_site(tmp_path / "site", {"content/images/a.png": IMAGE, "data/partners/a.yaml": PARTNER})
    output, known, took = tmp_path / "out", [], []
    for name in names:
        change(site, name)
        began = time.monotonic()
        assert run(site, output, publish=True)[0] == 0
        took.append(time.monotonic() - began)
        known.append(tree(output))
    settings = {**os.environ, **SETTINGS, "SITE": str(site), "OUTPUT": str(output), "JOBS": "2"}
    command = [sys.executable, "-m", "pelican", str(site / "content"), "-s", str(ROOT / "publishconf.py")]
    killed, kept = 0, 0
    for turn in range(FAULTS):
        change(site, names[turn % 2])
        if turn % 10 == 0:
            process = subprocess.Popen([*command, "-o", str(output)], cwd=ROOT, env=settings, stdout=-3, stderr=-3)
            time.sleep(chance.uniform(0.3, 1.5) * max(took))
            process.send_signal(signal.SIGKILL)
            code = process.wait()
        else:
            code, _ = run(site, output, publish=True, fault=Fault(0, chance.randrange(1, 1500)))
        killed += code == KILLED
        found = tree(output)
        assert found in known, turn
        kept += found != known[turn % 2]
    print(f"{killed} of {FAULTS} builds were killed, {kept} of them before the exchange")
    assert run(site, output, publish=True)[0] == 0
    assert tree(output) == known[(FAULTS - 1) % 2]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "site"]
