"""The addresses that were ever published, as a network's own file remembers them: one a line."""

from __future__ import annotations

import re
from pathlib import Path

from registry.load.files import ADDRESSES
from registry.load.loader import Unreadable, read_text
from registry.load.yaml_events import MAX_FINDINGS
from registry.problem import Finding

MAX_BYTES = 4 * 1024 * 1024
"""30,000 addresses have 2 MB."""
_ADDRESS = re.compile(r"\A/[a-z0-9/._-]*(?:#[a-z0-9-]+)?\Z")
_AS_WRITTEN = re.compile(r"\A(?:#.*\n)?(?:/[a-z0-9/._-]*(?:#[a-z0-9-]+)?\n)*\Z")

Remembered = dict[str, int]
"""Address → a line where it stands."""


def read_addresses(root: Path) -> tuple[Remembered, list[Finding]]:
    """The addresses of ``data/addresses.txt``, and what is wrong with it. Blank lines and lines with ``#`` say nothing;
    order and repetition do not matter, so that two versions are merged by keeping all lines of both."""
    try:
        text = read_text(root / ADDRESSES, MAX_BYTES)
    except Unreadable as problem:
        return {}, [Finding(ADDRESSES, problem.line, problem.column, problem.code, problem.params)]
    if _AS_WRITTEN.match(text):  # nearly always: no look at each line
        lines = text.rstrip("\n").split("\n")
        return {line: number for number, line in enumerate(lines, start=1) if line[:1] == "/"}, []
    found: Remembered = {}
    findings: list[Finding] = []
    for number, line in enumerate(text.split("\n"), start=1):
        address = line.strip()
        if not address or address[0] == "#":
            continue
        if _ADDRESS.match(address):
            found.setdefault(address, number)
        elif len(findings) < MAX_FINDINGS:
            findings.append(Finding(ADDRESSES, number, 1, "F016", {"value": address[:100]}))
    return found, findings
