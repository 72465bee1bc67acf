"""Pelican plugin: reads and checks the network before Pelican builds, writes everything after.

The other ``site_…`` plugins add their files to the plan of the build in between. Nothing is written
before all of it was rendered, so a build that fails leaves the last good site as it was.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator
from registry.build import Build
from registry.project import Project
from registry.report.as_text import as_text
from registry.write.plan import Plan
from registry.write.writer import refuse_output, write

BUILD, PLAN, STARTED = "NETWORK_BUILD", "NETWORK_PLAN", "NETWORK_STARTED"


Files = Iterable[tuple[str, bytes]]


def family(files: Callable[[Build], Files]) -> Callable[[], None]:
    """The ``register()`` of a plugin that adds one family of files to the plan of each build."""

    class FamilyGenerator(Generator):  # type: ignore[misc]
        def generate_output(self, writer: Any) -> None:
            for path, content in files(self.settings[BUILD]):
                self.settings[PLAN].add(path, content)

    def register() -> None:
        # blinker holds receivers weakly; this one lives in no module.
        signals.get_generators.connect(lambda pelican: FamilyGenerator, weak=False)

    return register


def start(pelican: Any) -> None:
    """Check everything; on an error print every problem and end with exit code 1."""
    settings = pelican.settings
    # `pelican -d` would empty the output before the build: this build removes what is outdated itself, at the end.
    pelican.delete_outputdir = False
    root = Path(settings["NETWORK_SITE"])
    build = Build(root, Project(), publish=settings["NETWORK_PUBLISH"])
    settings[STARTED] = time.monotonic()
    code = [build.project.root / name for name in ("plugins", "schemas", "tests", "theme")]
    reason = refuse_output(Path(pelican.output_path), [root / "data", root / "content", *code])
    if reason:
        print(build.checked.catalogue.format(reason, path=pelican.output_path), file=sys.stderr)
        sys.exit(1)
    problems = build.checked.problems
    if problems:
        print(
            as_text(problems, build.checked.catalogue, root, colour=sys.stderr.isatty()),
            file=sys.stderr,
            end="",
        )
    if not build.checked.ok:
        message = build.checked.catalogue.gettext("Nothing was written: the last good site is still there.")
        print(message, file=sys.stderr)
        sys.exit(1)
    settings[BUILD], settings[PLAN] = build, Plan()


def finish(pelican: Any) -> None:
    """Write the plan, and say in one line what changed."""
    settings = pelican.settings
    written = write(settings[PLAN], Path(pelican.output_path))
    build = settings[BUILD]
    seconds = time.monotonic() - settings[STARTED]
    text = build.checked.catalogue.ngettext("{n} page", "{n} pages", len(build.pages))
    changes = build.checked.catalogue.format(
        "{new} new, {changed} changed, {removed} removed files, in {seconds} s",
        new=len(written.new), changed=len(written.changed), removed=len(written.removed), seconds=f"{seconds:.1f}",
    )  # fmt: skip
    print(f"{text} → {pelican.output_path} ({changes})")


def register() -> None:
    """Connect the beginning and the end of a build."""
    signals.initialized.connect(start)
    signals.finalized.connect(finish)
