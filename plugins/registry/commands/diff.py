"""``diff``: tell what a change means."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from registry.project import Project

NAME = "diff"
HELP = "tell in the network's language what a change means"
FORMATS = ("markdown", "json")
BASE = "origin/main"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("--format", choices=FORMATS, default="markdown", help="how to print (default: markdown)")
    parser.add_argument(
        "--base", metavar="REVISION", default=BASE, help=f"git revision that the change starts from (default: {BASE})"
    )


def run(chosen: argparse.Namespace) -> int:
    """Print the meaning of the change; 2 if there is no such base."""
    from registry.build import Build
    from registry.difference import compare_builds
    from registry.load.revision import RevisionError, extract, fork
    from registry.report.revision_error import revision_error
    from registry.tell.as_json import as_json
    from registry.tell.as_markdown import as_markdown
    from registry.tell.site_words import site_words
    from registry.tell.style import Markdown, Plain

    root, project, base = Path(chosen.site), Project(), chosen.base or BASE
    after = Build(root, project)
    with tempfile.TemporaryDirectory(prefix="base-") as folder:
        try:
            commit = fork(root, base)
            extract(root, commit, Path(folder))
        except RevisionError as error:
            print(revision_error(root, base, error, after.checked.catalogue), file=sys.stderr)
            return 2
        before = Build(Path(folder), project)
        comparison = compare_builds(before, after)
        if chosen.format == "json":
            words = site_words(before.checked, after.checked, Plain())
            sys.stdout.write(as_json(comparison, words, base, commit) + "\n")
        else:
            sys.stdout.write(as_markdown(comparison, site_words(before.checked, after.checked, Markdown())))
    return 0
