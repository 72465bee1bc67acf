import contextlib
import errno
import os
import subprocess
import unicodedata
from pathlib import Path

import pytest
from registry.load.files import MAX_IMAGE_BYTES, Tree, scan
from registry.project import Project
from registry.schema.kinds import load_kinds
from support.trees import PARTNER, make_site

KINDS = load_kinds(Project().schemas)


def codes(tree: Tree) -> list[tuple[str, str]]:
    return [(finding.path, finding.code) for finding in tree.findings]


def scanned(tmp_path: Path, *paths: str) -> Tree:
    return scan(make_site(tmp_path, dict.fromkeys(paths, PARTNER)), KINDS)


def test_records_and_images_are_found_in_order_whatever_the_disk_says(tmp_path: Path) -> None:
    tree = scanned(
        tmp_path, "data/partners/b.yaml", "data/partners/a.yaml", "content/news/n.md", "content/images/i.png"
    )
    assert [(file.path, file.kind.name, file.id) for file in tree.records] == [
        ("data/network.yaml", "network", "network"),
        ("data/partners/a.yaml", "partner", "a"),
        ("data/partners/b.yaml", "partner", "b"),
        ("content/news/n.md", "news", "n"),
    ]
    assert tree.images == ["i.png"]
    assert tree.findings == []


@pytest.mark.parametrize(
    "name", [".hidden.yaml", "a.yaml~", "#a.yaml#", ".a.yaml.swp", "a.tmp", "Thumbs.db", ".DS_Store"]
)
def test_what_editors_and_systems_leave_behind_is_not_looked_at(tmp_path: Path, name: str) -> None:
    tree = scanned(tmp_path, f"data/partners/{name}")
    assert codes(tree) == []
    assert [file.id for file in tree.records] == ["network"]


@pytest.mark.parametrize(
    ("path", "code", "near", "lost"),
    [
        ("data/partners/a.yml", "F001", "a.yaml", "a"),
        ("data/partners/a.YAML", "F001", "a.yaml", "a"),
        ("data/partners/a.md", "F001", "a.yaml", "a"),
        ("data/partners/a.ods", "F001", None, "a"),
        ("data/partners/a", "F001", None, "a"),
        ("content/news/n.markdown", "F001", "n.md", "n"),
        ("data/netwrok.yaml", "F012", "data/network.yaml", "netwrok"),
        ("data/network.yml", "F012", "data/network.yaml", "network"),
        ("data/a.yaml", "F012", None, "a"),
        ("content/a.md", "F012", None, "a"),
        ("data/partner/a.yaml", "F011", "data/partners", "a"),
        ("content/partners/a.yaml", "F011", "data/partners", "a"),
        ("content/glossary.yaml", "F012", "data/glossary.yaml", "glossary"),
        ("content/images/old/a.png", "F011", None, "a.png"),
        ("data/partners/a.yaml/x", "F011", None, "a"),
        ("data/partners/Été Club.yaml", "F005", "ete-club.yaml", None),
        ("data/partners/-.yaml", "F005", None, None),
        ("data/partners/a_b.yaml", "F005", "a-b.yaml", None),
        ("data/partners/" + "a" * 81 + ".yaml", "F005", "a" * 80 + ".yaml", None),
        ("data/partners/con.yaml", "F005", "con-1.yaml", None),
        ("data/.gitattributes", "F019", None, None),
        ("content/pages/.gitmodules", "F019", None, None),
        ("content/images/Logo Final (2).gif", "F013", None, None),
        ("content/images/logo.gif", "F013", None, None),
    ],
)
def test_a_file_out_of_place_is_told_and_remembered(
    tmp_path: Path, path: str, code: str, near: str | None, lost: str | None
) -> None:
    tree = scanned(tmp_path, path)
    assert [(finding.code, finding.near) for finding in tree.findings] == [(code, near)]
    assert lost is None or lost in tree.lost
    assert path.startswith(tree.findings[0].path)


def test_an_unknown_folder_is_told_once_and_not_looked_through(tmp_path: Path) -> None:
    assert codes(scanned(tmp_path, "data/old/a.yaml", "data/old/b.yaml", "data/old/older/c.yaml")) == [
        ("data/old", "F011")
    ]


def test_names_that_some_disks_cannot_tell_apart_are_one(tmp_path: Path) -> None:
    composed, decomposed = (unicodedata.normalize(form, "é") for form in ("NFC", "NFD"))
    tree = scanned(tmp_path, "data/partners/Club.yaml", "data/partners/club.yaml", f"data/partners/{composed}.yaml")
    make_site(tmp_path, {f"data/partners/{decomposed}.yaml": PARTNER})
    tree = scan(tmp_path, KINDS)
    doubles = [finding for finding in tree.findings if finding.code == "F009"]
    assert [finding.params["other"] for finding in doubles] == [
        "data/partners/club.yaml",
        f"data/partners/{decomposed}.yaml",
    ]
    assert "club" in [file.id for file in tree.records]
    assert "Club" in tree.lost


def test_the_same_name_in_two_folders_is_two_records(tmp_path: Path) -> None:
    assert codes(scanned(tmp_path, "data/partners/a.yaml", "content/news/a.md")) == []


def test_no_link_is_followed(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", {"data/partners/a.yaml": PARTNER, "content/images/a.png": ""})
    elsewhere = make_site(tmp_path / "elsewhere", {"secret.yaml": PARTNER}, network=None)
    (site / "data/partners/b.yaml").symlink_to(elsewhere / "secret.yaml")
    (site / "data/partners/c.yaml").symlink_to("nowhere")
    (site / "data/more").symlink_to(elsewhere)
    (site / "content/images/b.png").symlink_to("a.png")
    os.mkfifo(site / "data/partners/d.yaml")
    tree = scan(site, KINDS)
    assert codes(tree) == [
        ("content/images/b.png", "F002"),
        ("data/more", "F002"),
        ("data/partners/b.yaml", "F002"),
        ("data/partners/c.yaml", "F002"),
        ("data/partners/d.yaml", "F002"),
    ]
    assert {"b", "c", "d", "b.png"} <= tree.lost
    assert tree.images == ["a.png"]


def test_the_two_folders_themselves_are_no_links_either(tmp_path: Path) -> None:
    make_site(tmp_path / "elsewhere", {"data/partners/a.yaml": PARTNER})
    site = tmp_path / "site"
    site.mkdir()
    (site / "data").symlink_to(tmp_path / "elsewhere/data")
    (site / "content").write_text("a file")
    tree = scan(site, KINDS)
    assert codes(tree) == [("content", "F012"), ("data", "F002")]
    assert tree.records == []
    assert tree.blind


def test_an_empty_or_missing_site_has_nothing(tmp_path: Path) -> None:
    assert scan(tmp_path, KINDS) == Tree()
    assert scan(tmp_path / "nowhere", KINDS) == Tree()


def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(tmp_path, {"data/partners/a.yaml": PARTNER})
    listdir = os.listdir

    def refusing(path: str) -> list[str]:
        if Path(path).name == "partners":
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return listdir(path)

    monkeypatch.setattr(os, "listdir", refusing)
    tree = scan(site, KINDS)
    assert [(finding.path, finding.code, finding.params) for finding in tree.findings] == [
        ("data/partners", "F008", {"reason": "you are not allowed to"})
    ]
    assert tree.blind


def test_a_name_that_is_not_utf8_is_told_in_a_way_that_prints(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"data/partners/a.yaml": PARTNER})
    (site / "data/partners/a.yaml").rename(os.fsdecode(os.fsencode(site / "data/partners") + b"/\xe9t\xe9.yaml"))
    tree = scan(site, KINDS)
    assert [(finding.path, finding.code, finding.params) for finding in tree.findings] == [
        ("data/partners/�t�.yaml", "F005", {"name": "�t�.yaml"})
    ]


def test_deep_folders_are_no_danger(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    with contextlib.chdir(folder):  # step by step: such a path is longer than any system call takes
        for _ in range(3000):
            Path("d").mkdir()
            os.chdir("d")
    try:
        assert codes(scan(tmp_path, KINDS)) == [("data/d", "F011")]
    finally:
        subprocess.run(["rm", "-rf", folder], check=True)  # shutil.rmtree recurses


def test_an_image_has_a_limit(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"content/images/a.png": b"x" * MAX_IMAGE_BYTES})
    make_site(tmp_path, {"content/images/b.png": b"x" * (MAX_IMAGE_BYTES + 1)})
    tree = scan(site, KINDS)
    assert [(finding.path, finding.params) for finding in tree.findings] == [
        ("content/images/b.png", {"size": 5121, "limit": 5120})
    ]
