"""The records of this repository in a checkout of their own, where a meeting's text is edited."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from support.quiet import ROOT

from bench import process
from bench.process import Failed
from bench.scenarios import Edit
from bench.sites import OURS, copy_program

_numbers = count(1)


@dataclass
class Real:
    """A checkout in ``folder``; ``text`` is what ``edited`` held, ``address`` where it is shown."""

    folder: Path
    edited: Path
    text: str
    address: str = ""

    def edit(self) -> Edit:
        """A new last sentence in the text."""
        mark = f"repère{next(_numbers)}fin"

        def apply() -> None:
            new = self.edited.with_name(f"{self.edited.name}.new~")
            new.write_text(f"{self.text.rstrip()} Jusqu’au {mark}.\n", "utf-8")
            os.replace(new, self.edited)

        return Edit(apply, mark, self.address)

    def build_edited(self) -> process.Ran:
        """Edit, and build in a new process. ``Failed`` if the page does not show the edit."""
        edit = self.edit()
        edit.apply()
        ran = process.run(OURS.build(self.folder))
        pages = (self.folder / OURS.output).glob(f"*/{self.edited.stem}/index.html")
        if not any(edit.mark in page.read_text("utf-8") for page in pages):
            raise Failed(f"{self.folder}: no page of {self.edited.name} shows the edit")
        return ran


def checkout(folder: Path) -> Real:
    """The program and this repository's records, built once. The first meeting with a text is edited."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    copy_program(folder)
    for name in ("data", "content"):
        shutil.copytree(ROOT / name, folder / name)
    texts = {path: path.read_text("utf-8") for path in sorted((folder / "content/meetings").glob("*.md"))}
    edited = next(path for path, text in texts.items() if len(text.split("---\n", 2)[-1].strip()) > 200)
    process.run(OURS.build(folder))
    (page,) = (folder / OURS.output).glob(f"*/{edited.stem}/index.html")
    return Real(folder, edited, texts[edited], f"/{page.parent.relative_to(folder / OURS.output).as_posix()}/")
