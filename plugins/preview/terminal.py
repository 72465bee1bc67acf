"""What the terminal says: one line for each build, in the network's language."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from registry.i18n import Catalogue, PoError, load_catalogue
from registry.project import Project
from registry.report.as_text import PLAIN, Style, clean
from registry.validate.check import DEFAULT_LANGUAGE, language_in

from preview.builder import Outcome

SHOWN_CHANGES = 3


def coloured() -> bool:
    """Whether to paint what is printed: on a terminal, and unless NO_COLOR asks not to."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


@dataclass
class Terminal:
    """Tells what happens to who started the preview."""

    project: Project
    site: Path
    style: Style = field(default_factory=lambda: Style(coloured()) if coloured() else PLAIN)
    _catalogue: Catalogue | None = None
    _read: object = None

    @property
    def catalogue(self) -> Catalogue:
        """The texts in the network's language as it now is; the last good ones while a file of them is broken."""
        with contextlib.suppress(OSError, UnicodeDecodeError, PoError):
            text = (self.site / "data" / "network.yaml").read_text("utf-8")
            catalogue = load_catalogue(self.project.locale, language_in(text))
            read = catalogue.language, [path.stat().st_mtime_ns for path in catalogue.paths]
            if read != self._read:
                catalogue.gettext("error")  # reads the files, or says that it cannot
                self._catalogue, self._read = catalogue, read
        return self._catalogue or load_catalogue(self.project.locale, DEFAULT_LANGUAGE)

    def built(self, outcome: Outcome, changed: list[str]) -> None:
        """How a build ended that these files called for."""
        now = self.style.paint(time.strftime("%H:%M:%S"), "\x1b[2m")
        cause = self._files(changed)
        if outcome.report:
            self.say(outcome.report)
        if outcome.ok:
            end = outcome.line
        else:
            end = self.style.paint(self.catalogue.gettext("the site stays as it was"), "\x1b[1;31m")
        if cause:
            end = self.catalogue.gettext("{files}: {end}", files=cause, end=end)
        self.say(f"{now} {end}")

    def _files(self, changed: list[str]) -> str:
        names = [clean(self._shown(path).replace("\n", "�")) for path in changed]
        more = f" (+{len(names) - SHOWN_CHANGES})" if len(names) > SHOWN_CHANGES else ""
        return self.style.paint(", ".join(names[:SHOWN_CHANGES]), "\x1b[1m") + more if names else ""

    def _shown(self, path: str) -> str:
        for root in (self.site, self.project.root):
            if Path(path).is_relative_to(root):
                return Path(path).relative_to(root).as_posix()
        return path

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Print; a terminal that is gone is no reason to stop anything."""
        with contextlib.suppress(OSError, ValueError):
            print(text, file=sys.stderr if wrong else sys.stdout, flush=True)
