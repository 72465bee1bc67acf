"""Building a site as `make build` does, once for all tests that look at it."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from support.quiet import ROOT

# As the Makefile has them.
SETTINGS = {"PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1"}


def run_pelican(site: Path, output: Path, *, publish: bool = False, **env: str) -> subprocess.CompletedProcess[str]:
    """Build a site into a folder; the exit code and what was printed, in one text."""
    content = site / "content"
    settings = ROOT / ("publishconf.py" if publish else "pelicanconf.py")
    pelican = (sys.executable, "-m", "pelican", content if content.is_dir() else site, "-s", settings)
    return subprocess.run(
        [*map(str, pelican), "-o", str(output), "--fatal", "errors"],
        cwd=ROOT,
        env={**os.environ, **SETTINGS, "SITE": str(site), "OUTPUT": str(output), **env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )


class BuildFailed(Exception):
    """A site that tests need does not build; the text is what Pelican printed."""


@dataclass(frozen=True)
class BuiltSites:
    """The sites built in this session, in a folder that all workers share. Nobody writes into them."""

    folder: Path

    def __call__(self, site: Path, publish: bool = False) -> Path:
        """The folder with the built site, which the first worker to ask for it builds."""
        site = site.resolve()
        key = f"{site.name}-{hashlib.sha256(str((site, publish)).encode()).hexdigest()[:12]}"
        output, told = self.folder / key, self.folder / f"{key}.txt"
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / f"{key}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not told.exists():
                done = run_pelican(site, output, publish=publish, SEARCH="1")
                told.write_text(f"{done.returncode}\n{done.stdout}")
        code, _, text = told.read_text().partition("\n")
        if code != "0":
            raise BuildFailed(f"{site} does not build (exit {code}):\n{text}")
        return output
