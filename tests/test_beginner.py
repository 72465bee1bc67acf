"""What somebody who does not know YAML gets wrong: what `check` says of it, and what `fix` makes of it.

A folder of `tests/beginner/mistakes/` holds one file with a mistake and, in `told.txt`, all that is printed about
it (in French, as the network of `tests/beginner/site/` speaks it); `fixed.txt` is the file that `fix` leaves, where
it changes anything. `BLESS=1 make test` writes both anew.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from registry.__main__ import main

FOLDER = Path(__file__).parent / "beginner"
MISTAKES = sorted(path.name for path in (FOLDER / "mistakes").iterdir())
BLESS = os.environ.get("BLESS") == "1"
NOT_CERTAIN = "30"
"""From this number on, nothing can be corrected without asking."""


def files(root: Path) -> dict[str, bytes]:
    """The records of a site, by path."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.*") if path.is_file()}


def expect(path: Path, text: str | None) -> None:
    """Hold `text` against what a file expects; `None` wants no file."""
    if BLESS and text is None:
        path.unlink(missing_ok=True)
    elif BLESS:
        path.write_bytes((text or "").encode())
    assert (path.read_bytes().decode() if path.exists() else None) == text


@pytest.fixture
def site(tmp_path: Path, name: str) -> Path:
    """The network with the file of one mistake."""
    for folder in (FOLDER / "site", FOLDER / "mistakes" / name):
        shutil.copytree(folder, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("told.txt", "fixed.txt"))
    return tmp_path


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_and_mended(name: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(site)
    main(["check", "--site", str(site)])
    check = capsys.readouterr().out
    assert main(["fix", "--site", str(site), "--dry-run"]) == 0
    assert files(site) == before
    capsys.readouterr()
    assert main(["fix", "--site", str(site)]) == 0
    fix = capsys.readouterr().out
    after = files(site)
    changed = {path: text for path, text in after.items() if before.get(path) != text}
    expect(FOLDER / "mistakes" / name / "told.txt", f"$ make check\n{check}\n$ make fix\n{fix}")
    expect(FOLDER / "mistakes" / name / "fixed.txt", "".join(text.decode() for text in changed.values()) or None)
    assert len(changed) == (name < NOT_CERTAIN)
    if name < NOT_CERTAIN:
        assert main(["check", "--site", str(site)]) == 0
        assert "make fix" in check or name.startswith("18-")
        assert main(["fix", "--site", str(site)]) == 0
        assert files(site) == after
    else:
        assert "make fix" not in check


def test_there_are_enough_of_them() -> None:
    assert sum(name < NOT_CERTAIN for name in MISTAKES) >= 20
    assert sum(name >= NOT_CERTAIN for name in MISTAKES) >= 10
