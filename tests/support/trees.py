"""Small networks for tests: files by path, and what the library finds wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from registry.problem import Problem
from registry.validate.check import check

NETWORK = """\
name: Harbour Table
language: en
place: {name: Harbour, country: GB, timezone: Europe/London}
site_url: https://harbour.example.org
classifications:
  - {id: club, name: club, plural: Clubs}
legal_notice:
  publisher: Harbour Club
  seat: 1 Quay Street, Harbour
  phone: 01632 960001
  director: The chair of the Harbour Club
  host: {name: Mudflat Hosting, address: "2 Quay Street, Harbour", phone: 01632 960002}
"""
"""A network without a problem, not even a warning, when published."""
PARTNER = "name: Harbour Club\nclassification: club\n"

Files = Mapping[str, str | bytes]


def make_site(folder: Path, files: Files | None = None, *, network: str | None = NETWORK) -> Path:
    """Write files (path → content) below ``folder``, with a sound network.yaml unless told otherwise."""
    everything: dict[str, str | bytes] = {} if network is None else {"data/network.yaml": network}
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in {**everything, **(files or {})}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def problems(folder: Path, *, publish: bool = False) -> list[Problem]:
    """What is wrong with the site in ``folder``."""
    return check(folder, publish=publish).problems


def found(folder: Path) -> list[tuple[str, int, int, str]]:
    """(path, line, column, code) of everything that is wrong with the site in ``folder``."""
    return [(problem.path, problem.line, problem.column, problem.code) for problem in problems(folder)]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder``, by its path with ``/``."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
