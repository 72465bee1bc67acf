"""``fix``: make the corrections of records that are certain."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from registry.project import Project

NAME = "fix"
HELP = "correct what can be corrected with certainty, without a change of meaning"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("--dry-run", action="store_true", help="tell what would be corrected, and write nothing")
    parser.add_argument("--order", action="store_true", help="put fields in the order of the schema, too")


def run(chosen: argparse.Namespace) -> int:
    """Print the corrections; 1 where a file could not be written."""
    from registry.fix.site import fix_site
    from registry.fix.write import write
    from registry.report.as_text import Style
    from registry.report.corrections import corrections
    from registry.report.unwritable import unwritable

    root = Path(chosen.site)
    fixed = fix_site(root, Project(), order=chosen.order)
    left: list[str] = []
    if not chosen.dry_run:
        try:
            left = write(root, fixed)
        except OSError as error:
            print(unwritable(error, fixed.checked.catalogue), file=sys.stderr)
            return 1
    style = Style(sys.stdout.isatty() and "NO_COLOR" not in os.environ)
    sys.stdout.write(corrections(fixed, left, fixed.checked.catalogue, style, dry=chosen.dry_run))
    return 1 if left else 0
