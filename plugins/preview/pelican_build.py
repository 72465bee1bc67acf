"""``python -m preview.pelican_build PELICAN_ARGUMENTS…``: one run of Pelican; prints what became of it as JSON.

``{"ok", "line", "report", "problems", "changed"}``, as :class:`preview.builder.Outcome` has it; with COLOUR=1 the
report is painted.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
from dataclasses import replace
from typing import Any

from registry.project import Project
from registry.report.as_json import FIELDS
from registry.report.failure import Failure, failure_of
from registry.report.sources import Sources
from registry.validate.check import urls_of

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_DRIVERS = ("plugins/preview/", "plugins/site_build/")


class _Said(io.StringIO):
    """What a build prints; it may take this for a terminal."""

    def isatty(self) -> bool:
        return os.environ.get("COLOUR") == "1"


def build(arguments: list[str]) -> dict[str, Any]:
    """Run Pelican. Raises nothing but KeyboardInterrupt."""
    from pelican import get_instance, log, parse_arguments  # type: ignore[import-untyped]

    said, pelican = _Said(), None
    failed: BaseException | None = None
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            log.init(fatal="errors")
            pelican, _ = get_instance(parse_arguments(arguments))
            pelican.run()
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            failed = error
    return _told(pelican, failed, said.getvalue())


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
    """Build as the arguments say; print the outcome."""
    told = sys.stdout
    try:
        outcome = build(sys.argv[1:])
    except KeyboardInterrupt:
        return 130
    told.write(json.dumps(outcome))
    return int(not outcome["ok"])


if __name__ == "__main__":
    sys.exit(main())
