"""What is read of the changed lines alone is what is read of the whole file."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from registry.history.blocks import Version, version
from registry.load.files import RecordFile, scan
from registry.project import Project
from registry.schema.kinds import load_kinds
from support.edits import edit
from support.sites import ROOT

KINDS = load_kinds(Project().schemas)
PARTNER = RecordFile("data/partners/a.yaml", KINDS["partner"], "a")


def read(root: Path) -> dict[str, tuple[RecordFile, str]]:
    return {file.path: (file, (root / file.path).read_text("utf-8")) for file in scan(root, KINDS).records}


def test_any_edit_is_read_as_if_nothing_was_known(tmp_path: Path) -> None:
    chance, site = random.Random(1), tmp_path / "site"
    shutil.copytree(ROOT / "tests/golden/site", site)
    known: dict[str, Version | None] = {}
    seen: dict[str, str] = {}
    for _ in range(100):
        edit(site, chance)
        for path, (file, text) in read(site).items():
            if seen.get(path) != text:
                whole, before = version(file, text), known.get(path)
                assert version(file, text, before) == whole
                known[path], seen[path] = whole or before, text
    assert len(known) > 16


@pytest.mark.parametrize(
    "text",
    [
        'name: "A\nrole: B"\n',
        "{name: A}\n",
        "name: A\nname: B\n",
        "name: A\n---\nname: B\n",
        '"name": A\n',
        "- a\n",
        "# a\n",
        "",
    ],
)
def test_what_is_not_one_field_below_the_other_is_read_as_a_whole(text: str) -> None:
    before = version(PARTNER, "name: A\nrole: C\n")
    assert version(PARTNER, text, before) == version(PARTNER, text)
