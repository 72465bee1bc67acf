"""CONTRIBUTING.md and README.md say what is so: commands, links, the record, the message and the common mistakes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from registry.__main__ import main

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
RECORD = "data/partners/mon-association.yaml"
BLOCKS = re.findall(r"^```\w*\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
MISTAKES = re.findall(r"^\| `(\w+:[^`]*)` \|[^|]*\| `([^`]*)` \|$", GUIDE, re.MULTILINE)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The records of the network that the guide is about."""
    for name in ("data", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def check(site: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What is said of the record of the guide, without no-break spaces."""
    capsys.readouterr()
    main(["check", "--site", str(site)])
    out = capsys.readouterr().out.replace("\u00a0", " ").replace("\u202f", " ")
    return "\n\n".join(block for block in out.split("\n\n") if block.startswith(RECORD))


def anchor(heading: str) -> str:
    """As forges make it of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "README.md", "CHANGELOG.md", "theme/README.md"])
def test_links_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    anchors = {anchor(heading) for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}
    outside = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)]+)\)", outside):
        if target.startswith("#"):
            assert target[1:] in anchors, target
        elif not target.startswith("https://"):
            assert (ROOT / name).parent.joinpath(target).is_file(), target


def test_every_command_that_is_named_exists_and_the_other_way_round() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
    named = {text: set(re.findall(r"(?:`|^)make ([a-z]+)", text, re.MULTILINE)) for text in (GUIDE, README)}
    assert named[GUIDE] | named[README] <= targets
    assert {"serve", "new", "check", "fix", "diff"} <= named[GUIDE]
    assert targets - {"lint", "lock", "clean"} <= named[README]


def test_the_record_of_the_guide_can_be_copied_as_it_is(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (record,) = [block for block in BLOCKS if "\nclassification: " in block]
    (site / RECORD).write_text(record, "utf-8")
    assert check(site, capsys) == ""


def test_the_message_of_the_guide_is_the_one_that_is_printed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shown,) = [block for block in BLOCKS if block.startswith(RECORD)]
    text = "name: Mon association\nclassification: association\n\nstart_date: 26/05/2030\n"
    (site / RECORD).write_text(text, "utf-8")
    assert " ".join(check(site, capsys).split()) == " ".join(shown.split())


def test_the_common_mistakes_are_those_that_the_guide_says(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(MISTAKES) >= 4
    for wrong, right in MISTAKES:
        field = right.partition(":")[0]
        others = {"name": "name: X\n", "classification": "classification: association\n"}
        others.pop(field, None)
        (site / RECORD).write_text("".join(others.values()) + wrong + "\n", "utf-8")
        assert check(site, capsys), wrong
        main(["fix", "--site", str(site)])
        assert (site / RECORD).read_text("utf-8").endswith(right + "\n")
        assert check(site, capsys) == ""
