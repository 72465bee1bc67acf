"""``explain CODE``: why a message exists and how to mend what it tells."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from registry.project import Project

NAME = "explain"
HELP = "explain the code of a message"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("code", metavar="CODE", help="for example R001")


def run(chosen: argparse.Namespace) -> int:
    """Print the explanation; 2 for an unknown code."""
    from registry.codes import CODES
    from registry.i18n import load_catalogue
    from registry.load.loader import Unreadable, read_text
    from registry.report.explanation import explanation
    from registry.validate.check import language_in

    project = Project()
    try:
        network = read_text(Path(chosen.site, "data", "network.yaml"))
    except Unreadable as problem:
        network = problem.text
    catalogue = load_catalogue(project.locale, language_in(network))
    code = CODES.get(chosen.code.upper())
    if code is None:
        known = ", ".join(sorted(CODES))
        text = catalogue.gettext("{code}: there is no such code. Known: {known}", code=chosen.code, known=known)
        print(text, file=sys.stderr)
        return 2
    print(explanation(code, catalogue), end="")
    return 0
