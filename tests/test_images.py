import shutil
from pathlib import Path

import pytest
from registry.load.files import MAX_IMAGE_BYTES
from registry.load.images import image_size
from support.sites import ROOT
from support.trees import found, make_site

IMAGE = ROOT / "tests/golden/site/content/images/virgule.png"


def test_the_size_of_an_image_is_read(tmp_path: Path) -> None:
    size = image_size(IMAGE)
    assert size is not None
    assert min(size) > 0
    webp = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\x02\x40\0\0\0\0\0\0\0\0\0\0\0"
    (tmp_path / "a.webp").write_bytes(webp)
    assert image_size(tmp_path / "a.webp") in ((3, 2), None)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"GIF89a",
        b"RIFF....WEBP",
        b"\0" * 100,
    ],
)
def test_what_is_no_image_has_no_size(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.png").write_bytes(content)
    assert image_size(tmp_path / "a.png") is None


def test_an_image_cut_off_or_with_wild_bytes_raises_nothing(tmp_path: Path) -> None:
    whole = IMAGE.read_bytes()
    for end in range(40):
        (tmp_path / "a.png").write_bytes(whole[:end])
        image_size(tmp_path / "a.png")


def test_nothing_is_read_through_a_link_or_from_a_folder(tmp_path: Path) -> None:
    shutil.copy(IMAGE, tmp_path / "a.png")
    (tmp_path / "b.png").symlink_to("a.png")
    (tmp_path / "c.png").mkdir()
    assert image_size(tmp_path / "a.png")
    assert image_size(tmp_path / "b.png") is None
    assert image_size(tmp_path / "c.png") is None
    assert image_size(tmp_path / "d.png") is None


def test_an_image_that_is_too_large_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registry.validate.rules.images.foreign", lambda path: pytest.fail("it was read"))
    files = {"content/images/a.svg": b"<svg>" + b" " * MAX_IMAGE_BYTES}
    assert [code for _, _, _, code in found(make_site(tmp_path, files))] == ["F003", "R014"]
