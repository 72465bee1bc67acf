"""The commits that touched a site's records, from one run of git log.

Only the main line is followed: of a merge, the change that it brought there. So each commit follows from the one
before, whatever branches it was prepared on, and its date is when the change arrived where the site is built from.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from registry.load.revision import FOLDERS

_LAST_SECOND = 253_402_214_400
"""The last day of year 9999, which is all that calendars know; git keeps whatever a clock said."""
_FILES = (b"100644", b"100755")


class Tip(NamedTuple):
    """What is checked out: the full id of the ``commit``, where the site lies in the repository (``""``,
    ``networks/one/``), and, of a ``shallow`` copy, the commits before which it has none, as git lists them."""

    commit: str
    prefix: str
    shallow: str


class Entry(NamedTuple):
    """A file that a commit changed: ``path`` below the site, ids of its content before and after (``None``: it was not
    there, or was no ordinary file)."""

    path: str
    before: str | None
    after: str | None


class Step(NamedTuple):
    """A commit of the main line: ``seconds`` since 1970 (UTC) when it was committed, who wrote it (``""`` unless asked
    for), whether it is the first one there is, and what it changed."""

    commit: str
    seconds: int
    author: str
    root: bool
    entries: list[Entry]


class NoHistory(Exception):
    """There is no git, no repository or no commit, or the repository is damaged; the text is git's own last line."""


def git(root: Path, *arguments: str) -> list[str]:
    """A command that runs git on the repository as it is, whatever the user's settings or its own replacements say."""
    settings = ("-c", "log.showSignature=false", "-c", "log.showRoot=true", "-c", f"diff.orderFile={os.devnull}")
    switches = ("--no-optional-locks", "--no-replace-objects", "--literal-pathspecs", *settings)
    return ["git", *switches, "-C", os.fspath(root), *arguments]


def environment() -> dict[str, str]:
    """git fetches nothing that a partial copy lacks, and speaks English."""
    return {**os.environ, "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}


def run(root: Path, *arguments: str) -> bytes:
    """What git prints. Raises :class:`NoHistory`."""
    try:
        done = subprocess.run(
            git(root, *arguments), env=environment(), stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    except OSError as error:
        raise NoHistory(str(error)) from None
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NoHistory(lines[-1] if lines else f"git {arguments[0]}: exit {done.returncode}")
    return done.stdout


def tip(root: Path) -> Tip:
    """What is checked out at ``root``. Raises :class:`NoHistory`."""
    told = run(root, "rev-parse", "--show-prefix", "--git-path", "shallow", "HEAD")
    prefix, shallow, commit = told.decode("utf-8", "surrogateescape").split("\n")[:3]
    try:
        begins = (root / shallow).read_text("ascii", "replace")
    except OSError:
        begins = ""
    return Tip(commit, prefix, begins)


def is_on_main_line(root: Path, commit: str, head: str) -> bool:
    """Whether following first parents from ``head`` leads to ``commit``. Raises :class:`NoHistory`."""
    command = git(root, "rev-list", "--first-parent", head)
    with subprocess.Popen(command, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL) as process:  # fmt: skip
        assert process.stdout
        try:
            return any(line.strip() == commit.encode() for line in process.stdout)
        finally:
            process.kill()


def steps(root: Path, tip: Tip, since: str | None = None, *, authors: bool = False) -> list[Step]:
    """The commits up to ``tip`` (after ``since``, which is on its main line) that touched records, the oldest first.

    Raises :class:`NoHistory`.
    """
    told = run(
        root,
        *("log", "--first-parent", "-m", "--reverse", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-color"),
        *("--no-ext-diff", "--no-textconv", "--no-notes", "--no-decorate", "--encoding=UTF-8"),
        "--format=%x01%H %ct %P%x02" + ("%an" if authors else ""),
        f"{since}..{tip.commit}" if since else tip.commit,
        "--",
        *(f"./{folder}" for folder in FOLDERS),
    )
    return list(_parsed(told, tip.prefix.encode("utf-8", "surrogateescape")))


def _parsed(told: bytes, prefix: bytes) -> Iterator[Step]:
    step: Step | None = None
    tokens = iter(told.split(b"\0"))
    for token in tokens:
        token = token.lstrip(b"\n")
        if token.startswith(b"\x01"):
            if step:
                yield step
            about, _, author = token[1:].partition(b"\x02")
            commit, seconds, *parents = about.decode("ascii").split(" ")
            moment = min(max(int(seconds), 0), _LAST_SECOND)
            step = Step(commit, moment, author.decode("utf-8", "replace"), not any(parents), [])
        elif token.startswith(b":") and step:
            old_mode, mode, old, new, _ = token[1:].split(b" ")
            path = next(tokens).removeprefix(prefix).decode("utf-8", "replace")
            before = old.decode() if old_mode in _FILES else None
            after = new.decode() if mode in _FILES else None
            if before != after:
                step.entries.append(Entry(path, before, after))
    if step:
        yield step
