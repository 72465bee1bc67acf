"""``codeowners``: who is asked to review what, from the facilitators of commissions."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from registry.project import Project

NAME = "codeowners"
HELP = "print a CODEOWNERS file: the accounts of facilitators for the files of their commissions"


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(chosen: argparse.Namespace) -> int:
    """Print the file; 1 while the records have errors."""
    from registry.link import link
    from registry.validate.check import check
    from registry.view.owners import codeowners

    checked = check(Path(chosen.site), Project())
    if not checked.ok:
        print(checked.catalogue.gettext("The records have errors: make check tells them."), file=sys.stderr)
        return 1
    print(codeowners(link(checked.corpus)), end="")
    return 0
