"""A small site, every file of it as it should be. ``BLESS=1`` takes what is built now for right: read the diff."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from support.sites import ROOT, BuiltSites

SITE, EXPECTED = ROOT / "tests/golden/site", ROOT / "tests/golden/expected"
# Alike for every site, or the project's own files: other tests look at them.
LEFT_OUT = ("contribuer/messages/", "api/v1/schemas/", "theme/", "images/", "pagefind/", ".built-by-registry.json")
LEFT_OUT += ("version.json", "sha256sums.txt")  # other with each commit and each file
KEPT = ("contribuer/messages/index.html", "contribuer/messages/s008/index.html")


def shown(output: Path) -> dict[str, str]:
    """The files that are compared; addresses of theme files without the part that changes with them."""
    import re

    found = {}
    for path in sorted(path for path in output.rglob("*") if path.is_file()):
        name = path.relative_to(output).as_posix()
        if name in KEPT or not name.startswith(LEFT_OUT):
            text = path.read_bytes().decode("utf-8")
            found[name] = re.sub(r"(/theme/[a-z]+)\.[0-9a-f]{10}\.", r"\1.", text)
    return found


def test_the_golden_site_is_as_expected(built_site: BuiltSites) -> None:
    built = shown(built_site(SITE, publish=True))
    if os.environ.get("BLESS") and not os.environ.get("CI"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for name, text in built.items():
            (EXPECTED / name).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / name).write_bytes(text.encode())
    expected = {
        path.relative_to(EXPECTED).as_posix(): path.read_bytes().decode("utf-8")
        for path in sorted(EXPECTED.rglob("*"))
        if path.is_file()
    }
    assert built.keys() == expected.keys()
    assert [name for name in built if built[name] != expected[name]] == []
