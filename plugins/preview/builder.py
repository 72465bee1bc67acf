"""One build, in a process of its own: nothing that a build does can take the server down, and code is read anew."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

GRACE_SECONDS = 3.0
"""How long a build that is stopped may take to put away its temporary files."""


@dataclass(frozen=True)
class Outcome:
    """How a build ended."""

    ok: bool
    """A new version of the site is in the output folder."""
    line: str
    """What was built, how many pages, how long: one line for the terminal."""
    report: str
    """All that it complained of, as text; empty when nothing."""
    problems: list[dict[str, Any]] = field(default_factory=list)
    """As contract C2 has them, with ``source``, the line it is about, and ``help``, the page that explains the code.

    Errors of templates and code have ``path`` (relative to the project), ``line``, ``column``, ``message``.
    """
    changed: frozenset[str] | None = None
    """Paths in the output that are new, changed or gone; ``None`` if that is not known."""


@dataclass(frozen=True)
class Builder:
    """Builds the site below ``site`` into ``output`` with the project at ``project``."""

    project: Path
    site: Path
    output: Path
    colour: bool = False

    def build(self) -> Outcome:
        """Run Pelican. Never raises for what the build says or does; KeyboardInterrupt ends it and passes."""
        content = self.site / "content"
        command = [sys.executable, "-m", "preview.pelican_build", str(content if content.is_dir() else self.site)]
        command += ["-s", str(self.project / "pelicanconf.py"), "-o", str(self.output)]
        environment = {
            **os.environ,
            "SITE": str(self.site),
            "OUTPUT": str(self.output),
            "PYTHONPATH": str(self.project / "plugins"),
            "PYTHONUTF8": "1",
            "COLUMNS": "1000",
            "COLOUR": str(int(self.colour)),
        }
        # In a session of its own, Ctrl-C at the terminal does not reach it: it is stopped below, in order.
        process = subprocess.Popen(
            command,
            cwd=self.project,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        try:
            told, complaint = process.communicate()
        finally:
            _stop(process)
        return _outcome(told, complaint)

    def close(self) -> None:
        """Nothing stays between two builds."""


def _stop(process: subprocess.Popen[str]) -> None:
    """End a process, and what it started, if it still runs."""
    if process.poll() is not None:
        return
    with process:
        try:
            process.send_signal(signal.SIGINT)
            process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def _outcome(told: str, complaint: str) -> Outcome:
    try:
        outcome = json.loads(told)
        return Outcome(**{**outcome, "changed": frozenset(outcome["changed"])})
    except (ValueError, TypeError, KeyError):
        # It came to its end before it could say anything, or was killed.
        return Outcome(ok=False, line="", report=complaint.strip() or told.strip())
