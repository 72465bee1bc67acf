"""The command line: ``python -m registry COMMAND``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from registry.commands import check, diff, explain, fix, new, owners
from registry.report.streams import print_anything

COMMANDS = (check, diff, fix, new, owners, explain)


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 good, 1 problems, 2 a wrong call."""
    print_anything()
    parser = argparse.ArgumentParser(
        prog="python -m registry", description="Check and edit the records of a partnership network."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        own = commands.add_parser(command.NAME, help=command.HELP)
        command.arguments(own)
        own.add_argument("--site", default=".", metavar="DIR", help="folder that holds data/ and content/ (default: .)")
        own.set_defaults(run=command.run)
    arguments = parser.parse_args(argv)
    if not Path(arguments.site).is_dir():
        print(f"{arguments.site}: there is no such folder.", file=sys.stderr)
        return 2
    run: int = arguments.run(arguments)
    return run


if __name__ == "__main__":
    sys.exit(main())
