"""``python -m bench``: time builds and previews of one network by this program, Hugo and stock Pelican."""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.figures import WHAT, as_json
from bench.network import PARTNERS
from bench.process import Failed
from bench.session import REAL, Session
from bench.sites import PROGRAMS
from bench.table import table


def _words(text: str) -> list[str]:
    return text.replace(",", " ").split()


def _parser() -> argparse.ArgumentParser:
    names = [program.name for program in PROGRAMS]
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="Builds an invented network with this program, Hugo and stock Pelican, side by side, after having "
        "checked that the sites are the same, and tells how long each takes, as medians of paired runs.",
        epilog=f"Sizes: S, M, L ({', '.join(f'{n:,}' for n in PARTNERS.values())} partners), a number of partners, "
        f"or real (the records of this repository). Scenarios: {', '.join(name.replace(' ', '-') for name in WHAT)}.",
    )
    parser.add_argument(
        "--sizes", default=f"S M {REAL}", metavar="SIZES", help="sizes to measure (default: %(default)s)"
    )
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="runs of each (default: %(default)s)")
    parser.add_argument(
        "--only", default="", metavar="WORDS", help=f"only these scenarios and programs ({', '.join(names)})"
    )
    parser.add_argument("--format", choices=["text", "json"], default="text", help="(default: text)")
    parser.add_argument("--folder", metavar="DIR", help="a folder to work in and leave (default: a temporary one)")
    return parser


def _tell(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code


def main(argv: list[str] | None = None) -> int:
    """Measure and tell. Returns 0 even if targets are missed, 1 if something does not build."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    only = [word.replace("-", " ").lower() for word in _words(arguments.only)]
    programs = [program for program in PROGRAMS if program.name.lower() in only] or list(PROGRAMS)
    scenarios = [name for name in WHAT if name in only] or list(WHAT)
    if unknown := set(only) - {program.name.lower() for program in PROGRAMS} - set(WHAT):
        parser.error(f"ONLY={' '.join(sorted(unknown))}: neither a scenario nor a program (see --help)")
    sizes = _words(arguments.sizes)
    for size in sizes:
        if size not in (*PARTNERS, REAL) and not (size.isdigit() and int(size) >= 20):
            parser.error(f"SIZES={size}: not S, M, L, {REAL} or a number of partners from 20 on")
    about: dict[str, Any] = {
        "machine": f"{os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}",
        "versions": {"Hugo": version("hugo"), "Pelican": version("pelican")},
        "load": os.getloadavg()[0],
        "runs": arguments.runs,
    }
    # A shell's background job ignores Ctrl-C, and so would the servers that are ended by it.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    code = 0
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        session = Session(Path(arguments.folder or temporary).resolve(), programs, scenarios, arguments.runs)
        try:
            session.measure(sizes)
        except Failed as failed:
            code = _tell(str(failed), 1)
        except KeyboardInterrupt:
            code = _tell("Interrupted: this is what was measured until then.", 130)
    about["load at the end"] = os.getloadavg()[0]
    measured = session.measured
    for text in [text for item in measured for text in item.failed.values()]:
        code = _tell(text, 1)
    if arguments.format == "json":
        print(json.dumps(as_json(measured, about), indent=2, ensure_ascii=False))
        return code
    print(table(measured, sys.stdout.isatty()))
    versions = ", ".join(f"{name} {number}" for name, number in about["versions"].items())
    load = f"load {about['load']:.1f} at the start, {about['load at the end']:.1f} at the end"
    print("\nMedians of paired runs and their quartiles. Ratio: ours to Hugo; CPU: that of processor time.")
    print(f"{arguments.runs} runs; {about['machine']}; {versions}; {load}.")
    return code


if __name__ == "__main__":
    sys.exit(main())
