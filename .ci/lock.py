"""make lock: remakes the lock files of Python's and of npm's packages.

usage: lock.py [--upgrade]

Without --upgrade, what is locked keeps its version unless a changed *.in file or package.json rules that out.
The settings of this machine (indexes, mirrors) must leave no trace in the lock files.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv

from support import npm
from support.quiet import ROOT, SetupFailed, announce, run

# Those that others refer to come first.
LOCKS = tuple(f"requirements{name}" for name in ("", "-pdf", "-test", "-bench", "-fuzz", "-java", "-node", "-audit"))
OLDEST_PYTHON = "3.11"


def main(upgrade: bool) -> None:
    """Remake every lock file."""
    with tempfile.TemporaryDirectory() as folder:
        announce("Fetching uv (not kept)…")
        venv.create(folder, with_pip=True)
        run(f"{folder}/bin/python", "-I", "-m", "pip", "-q", "--disable-pip-version-check", "install", "uv")
        for name in LOCKS:
            announce(f"Locking {name}.in…")
            compile_lock(f"{folder}/bin/uv", name, upgrade)
    announce("Locking package.json…")
    if upgrade:
        npm.LOCK.unlink(missing_ok=True)
    npm.run_npm("install", "--package-lock-only", "--omit-lockfile-registry-resolved", *npm.QUIET)


def compile_lock(uv: str, name: str, upgrade: bool) -> None:
    """Write name.txt, for every platform and Python from the oldest on, from name.in."""
    options = ["--quiet", "--no-config", "--universal", "--generate-hashes"]
    options += ["--python-version", OLDEST_PYTHON, "--custom-compile-command", "make lock"]
    options += ["--upgrade"] if upgrade else []
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("UV_", "PIP_"))}
    command = [uv, "pip", "compile", *options, "--output-file", f"{name}.txt", f"{name}.in"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    try:
        main(upgrade="--upgrade" in sys.argv[1:])
    except (SetupFailed, subprocess.CalledProcessError) as failed:
        sys.exit(str(failed))
