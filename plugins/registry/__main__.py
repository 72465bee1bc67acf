"""The command line: ``python -m registry COMMAND``."""

from __future__ import annotations

import argparse
import gc
import os
import signal
import sys
from importlib import import_module
from pathlib import Path

from registry.report.streams import print_anything

COMMANDS = ("build", "check", "diff", "fix", "new", "rename", "owners", "addresses", "verify", "forget", "explain")
"""Modules of :mod:`registry.commands`, each with ``NAME``, ``HELP``, ``arguments`` and ``run``."""


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 good, 1 problems, 2 a wrong call."""
    print_anything()
    words = sys.argv[1:] if argv is None else argv
    parser = argparse.ArgumentParser(
        prog="python -m registry", description="Build, check and edit the site of a partnership network."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in _wanted(words):
        command = import_module(f"registry.commands.{module}")
        own = commands.add_parser(command.NAME, help=command.HELP)
        command.arguments(own)
        own.add_argument("--site", default=".", metavar="DIR", help="folder that holds data/ and content/ (default: .)")
        own.set_defaults(run=command.run)
    arguments = parser.parse_args(words)
    if not Path(arguments.site).is_dir():
        print(f"{arguments.site}: there is no such folder.", file=sys.stderr)
        return 2
    run: int = arguments.run(arguments)
    return run


def _wanted(words: list[str]) -> tuple[str, ...]:
    """The module of the command that is called, so that no other is imported; all of them for help."""
    return tuple(name for name in COMMANDS if words and words[0] == name) or COMMANDS


def _end(code: int) -> None:
    """End the process without taking apart what it has in memory, which takes longer than to read it."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except BrokenPipeError:  # whoever read it has enough
            pass
        except (OSError, ValueError):
            code = code or 1
    os._exit(code)


if __name__ == "__main__":
    gc.disable()  # what is read stays until the end; where work leaves garbage behind, registry.workers looks for it
    try:
        found = main()
    except KeyboardInterrupt:
        found = 128 + signal.SIGINT
    except SystemExit as end:
        if end.code is not None and not isinstance(end.code, int):
            raise
        found = end.code or 0
    _end(found)
