"""``rename KIND OLD NEW``: give a record another id."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from registry.project import Project

NAME = "rename"
HELP = "give a record another id: its file, what refers to it, and a redirection from its old address"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("kind", metavar="KIND", help="partner, meeting, project, news, page…")
    parser.add_argument("old", metavar="OLD", help="name of the file today, without its ending")
    parser.add_argument("new", metavar="NEW", help="its new name: small letters and hyphens")


def run(chosen: argparse.Namespace) -> int:
    """Rename, and say what was changed; 2 if it is refused, and nothing was changed."""
    from registry.new.names import Refused
    from registry.rename.make import rename

    try:
        print(rename(Path(chosen.site), Project(), chosen.kind, chosen.old, chosen.new))
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 2
    return 0
