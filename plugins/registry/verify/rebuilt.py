"""Make the version of a site that a commit holds, apart from all that lies about here."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from registry.load.revision import RevisionError, prefix, resolve
from registry.project import Project


class Failed(Exception):
    """The version cannot be built; the text is what git or the build said."""


@dataclass(frozen=True)
class Rebuilt:
    """A version: the folder with its ``output``, and whether the program of ``own`` commit made it, not the one that
    runs here; ``same_libraries`` is whether that program asks for the libraries that are installed."""

    output: Path
    own: bool
    same_libraries: bool


@contextmanager
def rebuilt(root: Path, project: Project, commit: str, *, documents: bool = False) -> Iterator[Rebuilt]:
    """Build the site of ``root`` as of ``commit``, as for publication, in a folder that is removed in the end.
    ``documents`` is whether PDF files are made, too.

    A program in the same repository is taken from the commit, too. Raises :class:`RevisionError` where there is no such
    commit here, and :class:`Failed`.
    """
    commit = resolve(root, commit)
    folder = prefix(root)
    top = root.resolve().parents[folder.count("/") - 1] if folder else root.resolve()
    own = project.root == top or top in project.root.parents
    with tempfile.TemporaryDirectory(prefix="verify-") as name:
        copy, output = Path(name) / "site", Path(name) / "output"
        _run(["git", "clone", "--quiet", "--shared", "--no-checkout", str(top), str(copy)], Path(name))
        _run(["git", "-C", str(copy), "checkout", "--quiet", "--detach", commit], Path(name))
        program = copy / project.root.relative_to(top) if own else project.root
        command = [sys.executable, "-m", "registry", "build", "--site", str(copy / folder), "--output", str(output)]
        environment = {"PYTHONPATH": str(program / "plugins"), "PYTHONUTF8": "1", "CACHE": str(Path(name) / "cache")}
        _run([*command, "--settings", "publishconf.py", *(["--pdf"] if documents else [])], program, environment)
        lock = "requirements.txt"
        yield Rebuilt(output, own, _text(program / lock) == _text(project.root / lock))


def _run(command: list[str], folder: Path, environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise Failed(done.stdout.strip())


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


__all__ = ["Failed", "Rebuilt", "RevisionError", "rebuilt"]
