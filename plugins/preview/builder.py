"""One build, in a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Outcome:
    """How a build ended: ``ok``, what it said at the end (``line``), and all it complained of (``report``)."""

    ok: bool
    line: str
    report: str


@dataclass(frozen=True)
class Builder:
    """Builds the site below ``site`` into ``output`` with the project at ``project``."""

    project: Path
    site: Path
    output: Path

    def build(self) -> Outcome:
        """Run Pelican. Never raises for what the build says; KeyboardInterrupt passes."""
        content = self.site / "content"
        command = [sys.executable, "-m", "pelican", str(content if content.is_dir() else self.site)]
        command += ["-s", str(self.project / "pelicanconf.py"), "-o", str(self.output), "--fatal", "errors"]
        environment = {
            **os.environ,
            "SITE": str(self.site),
            "OUTPUT": str(self.output),
            "PYTHONPATH": str(self.project / "plugins"),
            "PYTHONUTF8": "1",
            "NO_COLOR": "1",
        }
        done = subprocess.run(
            command, cwd=self.project, env=environment, capture_output=True, encoding="utf-8", errors="replace"
        )
        lines = _ANSI.sub("", done.stdout).strip().splitlines()
        return Outcome(done.returncode == 0, lines[-1] if lines else "", _ANSI.sub("", done.stderr).strip())
