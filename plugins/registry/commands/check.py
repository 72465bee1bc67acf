"""``check``: tell every problem of a site's records."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from registry.project import Project

NAME = "check"
HELP = "find everything that is wrong with a site's records"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default: text)")
    parser.add_argument("--publish", action="store_true", help="ask for what only a publication needs, too")


def run(chosen: argparse.Namespace) -> int:
    """Print the problems; 1 if one of them is an error."""
    from registry.report.as_json import as_json
    from registry.report.as_text import as_text
    from registry.validate.check import check

    root = Path(chosen.site)
    checked = check(root, Project(), publish=chosen.publish)
    if chosen.format == "json":
        print(as_json(checked.problems))
    else:
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        print(as_text(checked.problems, checked.catalogue, root, colour=colour), end="")
    return 0 if checked.ok else 1
