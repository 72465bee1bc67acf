"""``new KIND ID``: write a record to begin with."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from registry.project import Project

NAME = "new"
HELP = "write a commented, valid record to begin with"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("kind", metavar="KIND", help="partner, meeting, project, news, page…")
    parser.add_argument("id", metavar="ID", nargs="?", default="", help="name of the file: small letters and hyphens")
    parser.add_argument(
        "--set", metavar="FIELD=VALUE", action="append", default=[], help="what a field holds (again for more)"
    )


def run(chosen: argparse.Namespace) -> int:
    """Write the file, and say where; 2 for a wrong call, 1 if the person gave up."""
    from registry.new.make import make
    from registry.new.names import Refused

    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    try:
        made = make(
            Path(chosen.site), Project(), chosen.kind, chosen.id, chosen.set, read=input if interactive else None
        )
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 2
    except (EOFError, KeyboardInterrupt):
        print(file=sys.stderr)
        return 1
    print(made.told)
    return 0 if made.ok else 1
