"""The command line: ``python -m registry check|explain``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from registry.project import Project


def _check(arguments: argparse.Namespace) -> int:
    from registry.report.as_json import as_json
    from registry.report.as_text import as_text
    from registry.validate.check import check

    root = Path(arguments.site)
    if not root.is_dir():
        print(f"{arguments.site}: there is no such folder.", file=sys.stderr)
        return 2
    checked = check(root, Project(), publish=arguments.publish)
    if arguments.format == "json":
        print(as_json(checked.problems))
    else:
        colour = sys.stdout.isatty() and "NO_COLOR" not in __import__("os").environ
        print(as_text(checked.problems, checked.catalogue, root, colour=colour), end="")
    return 0 if checked.ok else 1


def _explain(arguments: argparse.Namespace) -> int:
    from registry.codes import CODES
    from registry.i18n import load_catalogue
    from registry.load.loader import load
    from registry.report.explanation import explanation
    from registry.schema.kinds import load_kinds
    from registry.validate.check import language_of

    project = Project()
    code = CODES.get(arguments.code.upper())
    if code is None:
        print(f"{arguments.code}: there is no such code. Known: {', '.join(sorted(CODES))}", file=sys.stderr)
        return 2
    language = language_of(load(Path(arguments.site), load_kinds(project.schemas)))
    print(explanation(code, load_catalogue(project.locale, language)), end="")
    return 0


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 good, 1 problems, 2 a wrong call."""
    parser = argparse.ArgumentParser(
        prog="python -m registry", description="Check the records of a partnership network."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="find everything that is wrong with a site's records")
    check.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default: text)")
    check.add_argument("--publish", action="store_true", help="ask for what only a publication needs, too")
    check.set_defaults(run=_check)
    explain = commands.add_parser("explain", help="explain the code of a message")
    explain.add_argument("code", metavar="CODE", help="for example R001")
    explain.set_defaults(run=_explain)
    for command in (check, explain):
        command.add_argument(
            "--site", default=".", metavar="DIR", help="folder that holds data/ and content/ (default: .)"
        )
    arguments = parser.parse_args(argv)
    run: int = arguments.run(arguments)
    return run


if __name__ == "__main__":
    sys.exit(main())
