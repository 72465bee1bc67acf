"""``owners``: who is asked to review what, from the facilitators of commissions."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from registry.project import Project

NAME = "owners"
HELP = "write CODEOWNERS: the accounts of facilitators for the files of their commissions"
FILE = "CODEOWNERS"
"""At the root of the repository, where GitHub, GitLab and Forgejo all read it."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if the file is out of date")


def run(chosen: argparse.Namespace) -> int:
    """Write the file; 1 while the records have errors, or if it cannot be written."""
    from registry.link import link
    from registry.load.revision import prefix
    from registry.report.unwritable import unwritable
    from registry.validate.check import check
    from registry.view.owners import codeowners, is_ours

    root = Path(chosen.site)
    checked = check(root, Project())
    gettext = checked.catalogue.gettext
    if not checked.ok:
        print(gettext("The records have errors: make check tells them."), file=sys.stderr)
        return 1
    below = prefix(root)
    text = codeowners(link(checked.corpus), below)
    file = Path(root.resolve(), *[".."] * below.count("/"), FILE).resolve()
    old = file.read_text("utf-8", "replace") if file.is_file() else ""
    if old == text:
        print(gettext("{path} is up to date.", path=FILE) if text else gettext("No partner names an account."))
        return 0
    if old and not is_ours(old):
        print(gettext("{path} was not made by this command: it is left alone.", path=FILE), file=sys.stderr)
        return 1
    if chosen.check:
        print(gettext("{path} is not up to date: make owners writes it.", path=FILE), file=sys.stderr)
        return 1
    try:
        file.write_text(text, "utf-8") if text else file.unlink()
    except OSError as error:
        print(unwritable(error, checked.catalogue), file=sys.stderr)
        return 1
    print(gettext("{path} is written.", path=FILE) if text else gettext("{path} is removed.", path=FILE))
    return 0
