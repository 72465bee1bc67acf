"""``check``: tell every problem of a site's records."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from registry.cache.place import cache_folder, store_of
from registry.project import Project

if TYPE_CHECKING:
    from registry.validate.check import Checked

NAME = "check"
HELP = "find everything that is wrong with a site's records"
FORMATS = ("text", "json", "github", "gitlab", "sarif", "markdown")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to print (default: text)")
    parser.add_argument("--publish", action="store_true", help="ask for what only a publication needs, too")
    parser.add_argument(
        "--base", metavar="REVISION", help="git revision to compare with: what stood there before is only noticed"
    )


def run(chosen: argparse.Namespace) -> int:
    """Print the problems; 1 if one of them is an error, 2 if there is no such base."""
    from registry.validate.check import check

    root, project = Path(chosen.site), Project()
    store = store_of(root, project, cache_folder(project))
    checked = check(root, project, publish=chosen.publish, store=store)
    store.close()
    if checked.findings:
        from registry.fix.hints import with_hints

        checked.problems = with_hints(checked)
    if chosen.base and not _blame(checked, project, chosen):
        return 2
    sys.stdout.write(_printed(checked, chosen.format, root, compared=bool(chosen.base)))
    return 0 if checked.ok else 1


def _blame(checked: Checked, project: Project, chosen: argparse.Namespace) -> bool:
    """Turn what stood at the base before into notices; whether there is such a base."""
    from registry.load.revision import RevisionError
    from registry.report.revision_error import revision_error
    from registry.validate.baseline import blame

    try:
        checked.problems = blame(checked, project, chosen.base, publish=chosen.publish)
    except RevisionError as error:
        print(revision_error(Path(chosen.site), chosen.base, error, checked.catalogue), file=sys.stderr)
        return False
    return True


def _printed(checked: Checked, form: str, root: Path, *, compared: bool) -> str:
    if form == "json":
        from registry.report.as_json import as_json

        return as_json(checked.problems) + "\n"
    if form == "text":
        from registry.report.as_text import as_text

        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        return as_text(checked.problems, checked.catalogue, root, colour=colour)

    from registry.load.revision import prefix

    if form == "gitlab":
        from registry.report.as_gitlab import as_gitlab

        return as_gitlab(checked.problems, prefix(root)) + "\n"
    from registry.validate.check import help_url

    url = help_url(checked)
    if form == "markdown":
        from registry.report.as_markdown import for_comment

        return for_comment(checked.problems, checked.catalogue, prefix(root), help_url=url)
    if form == "sarif":
        from registry.report.as_sarif import as_sarif

        return as_sarif(checked.problems, checked.catalogue, prefix(root), help_url=url, compared=compared) + "\n"
    return _for_github(checked, prefix(root))


def _for_github(checked: Checked, prefix: str) -> str:
    """Workflow commands; the summary goes to the page of the run, else to the standard error."""
    from registry.report.as_github import as_github, beyond
    from registry.report.as_markdown import as_markdown
    from registry.report.as_text import summary
    from registry.validate.check import help_url

    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if page:
        with Path(page).open("a", encoding="utf-8") as stream:
            stream.write(as_markdown(checked.problems, checked.catalogue, prefix, help_url=help_url(checked)))
    print(summary(checked.problems, checked.catalogue), file=sys.stderr)
    if told := beyond(checked.problems, checked.catalogue):
        print(told, file=sys.stderr)
    return as_github(checked.problems, checked.catalogue, prefix)
