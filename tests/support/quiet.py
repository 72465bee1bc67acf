"""Running a set-up command that says nothing unless it fails."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class SetupFailed(Exception):
    """A set-up command failed; the text is its command and whole output."""


def announce(text: str) -> None:
    """One plain line on stderr."""
    print(text, file=sys.stderr, flush=True)


def run(*command: str | Path, env: Mapping[str, str] | None = None) -> str:
    """Run a command in the project's folder; its output, or SetupFailed with the output."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words,
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise SetupFailed(f"{' '.join(words)}\n{error}") from error
    if done.returncode:
        raise SetupFailed(f"{' '.join(words)}\n{done.stdout}")
    return done.stdout


def works(*command: str | Path) -> bool:
    """Whether a command exists and ends well."""
    try:
        run(*command)
    except SetupFailed:
        return False
    return True


def pip_install(lock: str, *options: str) -> None:
    """Install the packages that a lock file has hashes for into the running environment."""
    pip = (sys.executable, "-I", "-m", "pip", "-q", "--disable-pip-version-check", "--no-input")
    run(
        *pip,
        "install",
        "--no-deps",
        "--only-binary=:all:",
        "--require-hashes",
        "--requirement",
        lock,
        *options,
    )
