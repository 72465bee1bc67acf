"""What is measured: each scenario prepares a program's site, untimed, and then measures one thing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from bench import process
from bench.network import FOLDERS, Network
from bench.process import Failed
from bench.sites import Command, Program, make, put_away

_numbers = count(1)


@dataclass(frozen=True)
class Edit:
    """A change of one record: ``apply`` makes it, and then ``mark`` stands on the page at ``address``."""

    apply: Callable[[], None]
    mark: str
    address: str


@dataclass(frozen=True)
class Tree:
    """A program's site in a folder of its own."""

    program: Program
    folder: Path
    network: Network

    def build(self) -> Command:
        """The command that builds it."""
        return self.program.build(self.folder)

    def sentence(self) -> Edit:
        """A new last sentence in the minutes of a meeting."""
        id, mark = self.network.edited(), f"repère{next(_numbers)}fin"
        record = self.network.records["meeting"][id]
        changed = {**record, "body": f"{record['body'].rstrip()} La séance s’arrête au {mark}.\n"}
        return Edit(
            lambda: self.program.save(self.folder, "meeting", id, changed), mark, f"/{FOLDERS['meeting']}/{id}/"
        )

    def rename(self) -> Edit:
        """A new name for a partner that dozens of pages show; one of them is the commission's that lists it."""
        id, mark = self.network.renamed(), f"Repère{next(_numbers)}fin"
        record = self.network.records["partner"][id]
        kind, naming = self.network.naming(id)
        changed = {**record, "name": f"{record['name']} {mark}"}
        return Edit(lambda: self.program.save(self.folder, "partner", id, changed), mark, f"/{FOLDERS[kind]}/{naming}/")

    def shown(self, edit: Edit) -> None:
        """``Failed`` unless the built page shows an edit: what did nothing was not fast."""
        page = self.folder / self.program.output / edit.address.strip("/") / "index.html"
        if edit.mark not in page.read_text("utf-8"):
            raise Failed(f"{self.program.name}: {page} does not show the edit")


def cold(tree: Tree) -> process.Ran:
    """Build with nothing built and nothing kept before."""
    tree.program.forget(tree.folder)
    return process.run(tree.build())


def restored(tree: Tree) -> process.Ran:
    """Build a fresh checkout in another folder, with what the program kept, and nothing built."""
    with _checkout(tree) as folder:
        return process.run(tree.program.build(folder))


@contextmanager
def _checkout(tree: Tree) -> Iterator[Path]:
    folder = tree.folder.with_name(f"{tree.folder.name}-{next(_numbers)}")
    ignored = shutil.ignore_patterns(tree.program.output, "__pycache__", ".hugo_build.lock")
    # copyfile: the copies have times of their own, as in a checkout.
    shutil.copytree(tree.folder, folder, symlinks=True, ignore=ignored, copy_function=shutil.copyfile)
    try:
        yield folder
    finally:
        put_away(folder)


def nothing(tree: Tree) -> process.Ran:
    """Build what is built."""
    return process.run(tree.build())


def sentence(tree: Tree) -> process.Ran:
    """Build after a sentence was added to a meeting's minutes."""
    return _edited(tree, tree.sentence())


def rename(tree: Tree) -> process.Ran:
    """Build after a partner got another name, which dozens of pages show."""
    return _edited(tree, tree.rename())


def _edited(tree: Tree, edit: Edit) -> process.Ran:
    edit.apply()
    ran = process.run(tree.build())
    tree.shown(edit)
    return ran


def check(tree: Tree) -> process.Ran:
    """`make check` after a sentence was added (ours only)."""
    tree.sentence().apply()
    return process.run(make(tree.folder, "check"))


BUILDS: dict[str, Callable[[Tree], process.Ran]] = {
    "cold": cold,
    "restored": restored,
    "nothing": nothing,
    "sentence": sentence,
    "rename": rename,
    "check": check,
}
"""Scenarios that run one command, by name, in an order in which each finds what it needs."""


def memory(tree: Tree) -> int:
    """The most bytes that all processes of a cold build hold together."""
    tree.program.forget(tree.folder)
    return process.peak(tree.build())
