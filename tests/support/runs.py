"""Builds as Pelican runs them, in processes that are forked: they need not load everything anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from support.faults import Fault, in_a_process
from support.quiet import ROOT


def run(
    site: Path,
    output: Path,
    *,
    publish: bool = False,
    fault: Fault | None = None,
    before: Callable[[], object] = lambda: None,
) -> tuple[int, str]:
    """Build a site: exit code and what was said. ``before`` is called between the check of records and the rest."""
    return in_a_process(lambda: _pelican(site, output, publish, before), fault)


def _pelican(site: Path, output: Path, publish: bool, before: Callable[[], object]) -> int:
    os.environ.update(SITE=str(site), OUTPUT=str(output))
    from pelican import get_instance, log, parse_arguments  # type: ignore[import-untyped]
    from registry.session import Session

    write = Session.write

    def late(*arguments: object, **more: object) -> object:
        before()
        return write(*arguments, **more)  # type: ignore[arg-type]

    Session.write = late  # type: ignore[method-assign, assignment]
    log.init(fatal="errors")
    settings = ROOT / ("publishconf.py" if publish else "pelicanconf.py")
    content = site / "content"
    arguments = [str(content if content.is_dir() else site), "-s", str(settings), "-o", str(output)]
    get_instance(parse_arguments(arguments))[0].run()
    return 0
