"""Builds, in a process of their own: nothing that a build does can take the server down, and code is read anew."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

_MEANWHILE = ('{"ahead": ', '{"waits": ')
"""How the lines begin that come before the outcome."""
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


@dataclass
class Builder:
    """Builds the site below ``site`` into ``output`` with the project at ``project``, in a process that stays."""

    project: Path
    site: Path
    output: Path
    colour: bool = False
    _started: bool = field(default=False, repr=False)
    _process: subprocess.Popen[str] | None = field(default=None, repr=False)
    _complaints: IO[str] | None = field(default=None, repr=False)

    def build(
        self,
        looked_at: Iterable[str] = (),
        tell: Callable[[frozenset[str]], None] = lambda changed: None,
        waits: Callable[[str], None] = lambda text: None,
    ) -> Outcome:
        """Build as things are now. Never raises for what a build says or does; KeyboardInterrupt ends it and passes.

        The files that are ``looked_at`` (paths in the output) come first, and ``tell`` hears which of them changed
        while the rest is still being made. ``waits`` hears, in words, that another build has the folder.
        """
        told = ""
        try:
            process = self._running()
            if process.stdin and process.stdout:
                with contextlib.suppress(OSError):
                    process.stdin.write(json.dumps(list(looked_at)) + "\n")
                    process.stdin.flush()
                while (told := process.stdout.readline()).startswith(_MEANWHILE):
                    meanwhile = json.loads(told)
                    if "ahead" in meanwhile:
                        tell(frozenset(meanwhile["ahead"]))
                    else:
                        waits(meanwhile["waits"])
        except BaseException:
            self.close()
            raise
        complaint = ""
        if not told.endswith("\n"):  # it came to its end before it could say anything, or was killed
            complaint = self._complaint()
        return _outcome(told, complaint)

    def close(self) -> None:
        """End the process."""
        if self._process:
            _stop(self._process)
            self._process = None
        if self._complaints:
            self._complaints.close()
            self._complaints = None

    def _complaint(self) -> str:
        """What a process said that came to its end without an outcome."""
        if self._process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(GRACE_SECONDS)
        text = ""
        if self._complaints:
            self._complaints.seek(0)
            text = self._complaints.read()
        self.close()
        return text

    def _running(self) -> subprocess.Popen[str]:
        if self._process and self._process.poll() is None:
            return self._process
        self.close()
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
            **({"PYTHONDONTWRITEBYTECODE": "1"} if self._started else {}),  # as in preview.pelican_build
        }
        self._started = True
        self._complaints = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115 - until close()
        # In a session of its own, Ctrl-C at the terminal does not reach it: it is stopped by close(), in order.
        self._process = subprocess.Popen(
            command,
            cwd=self.project,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        return self._process


def _stop(process: subprocess.Popen[str]) -> None:
    """End a process, and what it started, if it still runs."""
    if process.poll() is None:
        with process:
            try:
                process.send_signal(signal.SIGINT)
                process.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
    for stream in (process.stdin, process.stdout):
        if stream:
            with contextlib.suppress(OSError):
                stream.close()


def _outcome(told: str, complaint: str) -> Outcome:
    try:
        outcome = json.loads(told)
        return Outcome(**{**outcome, "changed": frozenset(outcome["changed"])})
    except (ValueError, TypeError, KeyError):
        # It came to its end before it could say anything, or was killed.
        return Outcome(ok=False, line="", report=complaint.strip() or told.strip())
