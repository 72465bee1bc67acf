"""``python -m preview.pelican_build PELICAN_ARGUMENTS…``: a run of Pelican for each line that comes in.

A line is a JSON list of the files that somebody looks at: they are made first, and a line ``{"ahead": [path, …]}``
tells which of them changed, one ``{"waits": text}`` that another build has the folder. Each run prints what became of
it, a line of JSON: ``{"ok", "line", "report", "problems", "changed"}``, as :class:`preview.builder.Outcome` has it;
with COLOUR=1 the report is painted. What was read and made stays at hand from one run to the next; when code, schemas
or theme changed, the process begins anew before it builds.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import re
import select
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from registry.produce.ahead import Ahead
from registry.project import Project
from registry.report.as_json import FIELDS
from registry.report.failure import Failure, failure_of
from registry.report.sources import Sources
from registry.validate.check import urls_of

from preview.watch import Snapshot, code_of, snapshot


def _code() -> Snapshot:
    code = code_of(Project().root)
    return snapshot(code, through=code)


_CODE = _code()
"""The code as it was before it was imported, but for a few modules."""
_THOROUGH = 20
"""After so many builds all memory is looked through for garbage; after the others, what is new."""
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_DRIVERS = ("plugins/preview/", "plugins/site_build/")


class _Said(io.StringIO):
    """What a build prints; it may take this for a terminal."""

    def isatty(self) -> bool:
        return os.environ.get("COLOUR") == "1"


class Resident:
    """Runs Pelican time and again, in one process, with the same ``arguments``."""

    def __init__(self, arguments: list[str]) -> None:
        self.arguments = arguments
        self.pelican: Any = None
        self.builds = 0

    def build(self, ahead: Ahead, waits: Callable[[str], object]) -> dict[str, Any]:
        """Run Pelican. Raises nothing but KeyboardInterrupt."""
        said = _Said()
        failed: BaseException | None = None
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            try:
                pelican = self._instance()
                pelican.ahead, pelican.waits = ahead, waits
                pelican.run()
            except KeyboardInterrupt:
                raise
            except BaseException as error:
                failed = error
        return _told(self.pelican, failed, said.getvalue())

    def _instance(self) -> Any:
        from pelican import get_instance, log, parse_arguments  # type: ignore[import-untyped]

        if self.pelican is None:
            log.init(fatal="errors")
            self.pelican, _ = get_instance(parse_arguments(self.arguments))
            self.pelican.resident = True
        return self.pelican

    def rest(self) -> None:
        """What can wait until the browser has its page: remember for other processes, tidy memory."""
        if self.pelican is not None:
            self.pelican.settle()
        self.builds += 1
        if self.builds % _THOROUGH == 0:
            gc.unfreeze()
        gc.collect()
        gc.freeze()
        if self.pelican is not None:
            self.pelican.index(_is_asked)


def _is_asked() -> bool:
    """Whether the next build is wanted."""
    return bool(select.select([sys.stdin], [], [], 0)[0])


def _told(pelican: Any, failed: BaseException | None, said: str) -> dict[str, Any]:
    line = getattr(pelican, "line", "")
    report = "\n".join(text for text in said.splitlines() if not line or text != line).strip()
    written = getattr(pelican, "written", None)
    changed = [*written.new, *written.changed, *written.removed] if written else []
    problems = _problems(getattr(pelican, "build", None))
    if failed and not any(problem["severity"] == "error" for problem in problems):
        failure, report = _failure(failed, report)
        problems.insert(0, failure.as_problem())
    return {"ok": failed is None, "line": line, "report": report, "problems": problems, "changed": changed}


def _problems(build: Any) -> list[dict[str, Any]]:
    """What the check found, with the lines it is about; nothing if there was no check."""
    if build is None or "checked" not in vars(build):
        return []
    sources, urls = Sources(build.root), urls_of(build.checked.corpus, build.checked.catalogue)
    return [
        {
            **{name: getattr(problem, name) for name in FIELDS},
            "source": sources.line(problem.path, problem.line),
            "help": urls.message(problem.code),
        }
        for problem in build.checked.problems
    ]


def _failure(failed: BaseException, report: str) -> tuple[Failure, str]:
    """An error of templates, schemas or code, and what to say of it."""
    failure = failure_of(failed, Project().root, beside=_DRIVERS)
    if isinstance(failed, SystemExit):
        # The build said itself what is wrong; of code, that is a full disk and the like.
        return failure if failure.path.startswith("theme/") else Failure("", 0, 0, _ANSI.sub("", report)), report
    if not failure.path:
        return replace(failure, message=_ANSI.sub("", report) or failure.message), report or failure.message
    place = f"{failure.path}:{failure.line}:{failure.column}"
    return failure, f"{place}: {failure.message}\n{failure.source}".rstrip()


def main() -> int:
    """Build for each line of standard input, and before for that in BUILD."""
    told = sys.stdout
    resident = Resident(sys.argv[1:])
    wanted = os.environ.pop("BUILD", "")

    def tell(what: dict[str, Any]) -> None:
        told.write(json.dumps(what) + "\n")
        told.flush()

    gc.disable()
    try:
        while line := wanted or sys.stdin.readline():
            if not wanted and _code() != _CODE:
                os.environ["BUILD"] = line
                # Python tells versions of a module apart by size and second: code that is edited leaves no bytecode.
                os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
                os.execv(sys.executable, [sys.executable, "-m", "preview.pelican_build", *sys.argv[1:]])
            wanted = ""
            ahead = Ahead(json.loads(line), lambda paths: tell({"ahead": paths}))
            tell(resident.build(ahead, lambda text: tell({"waits": text})))
            resident.rest()
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
