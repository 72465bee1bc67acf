"""`make serve` beside somebody who saves in every bad way: it stays, and shows in the end what a clean build makes.

SOAK=1000 makes so many edits, for each of SEEDS=5; without, a few.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from support.quiet import ROOT
from support.restless import Restless
from support.runs import run
from support.sites import SETTINGS
from support.trees import PARTNER, make_site, tree

EDITS, SEEDS = int(os.environ.get("SOAK", "10")), int(os.environ.get("SEEDS", "1"))
GROWTH_KB = 20_000
PATIENCE_SECONDS = 60.0


@dataclass
class Preview:
    """A running preview."""

    process: subprocess.Popen[bytes]
    said: Path

    def children(self) -> list[int]:
        """Its builder, as long as it is one process."""
        told = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(number) for number in told.split()]

    def memory(self) -> int:
        """What it and its builder have in memory, in kB."""
        numbers = [self.process.pid, *self.children()]
        texts = [Path(f"/proc/{number}/status").read_text() for number in numbers]
        return sum(int(re.findall(r"VmRSS:\s*(\d+)", text)[0]) for text in texts)


@contextmanager
def preview(site: Path, output: Path) -> Iterator[Preview]:
    """`make serve`, once it says where the site is."""
    said = output.with_name("said.txt")
    command = [sys.executable, "-m", "preview", "--site", str(site), "--output", str(output), "--port", "0"]
    with said.open("wb") as stream:
        environment = {**os.environ, **SETTINGS, "SEARCH": "0"}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=stream, stderr=stream)
    try:
        assert eventually(lambda: "http://127.0.0.1:" in said.read_text("utf-8", "replace"))
        yield Preview(process, said)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def eventually(true: Callable[[], bool]) -> bool:
    """Whether something comes true in time."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks into /proc")
@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_preview_outlives_its_editor_and_ends_up_right(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEARCH", "0")
    site, output, pause = tmp_path / "site", tmp_path / "out", random.Random(seed)
    if EDITS > 100:
        shutil.copytree(ROOT / "tests/golden/site", site)
    else:
        make_site(site, {"data/partners/a.yaml": PARTNER, "content/news/n.md": "---\ntitle: N\ndate: 2020\n---\n"})
    editor = Restless(site, seed)
    with preview(site, output) as serving:
        builders, early = serving.children(), 0
        for number in range(EDITS):
            editor.edit()
            time.sleep(pause.choice([0.0, 0.0, 0.02, 0.1, 0.3]))
            if number == EDITS // 3:
                early = serving.memory()
        editor.mend()
        code, told = run(site, tmp_path / "clean")
        assert code == 0, told
        clean = tree(tmp_path / "clean")
        assert eventually(lambda: tree(output) == clean), serving.said.read_text("utf-8", "replace")[-3000:]
        assert serving.process.poll() is None
        assert serving.children() == builders, "its builder died"
        late = serving.memory()
        address = re.findall(r"http://127\.0\.0\.1:\d+/", serving.said.read_text("utf-8", "replace"))[0]
        with urlopen(address, timeout=10) as answer:
            assert answer.status == 200
        assert "Traceback" not in serving.said.read_text("utf-8", "replace")
    print(f"seed {seed}: {EDITS} edits, memory {early} kB after a third, {late} kB in the end")
    assert late - early <= GROWTH_KB or EDITS <= 100
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clean", "good", "out", "said.txt", "site"]
