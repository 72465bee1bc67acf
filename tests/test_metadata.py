"""What a photograph tells beside what it shows is found, and is not published; the image stays what it was."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from registry.load.metadata import PERSON, PLACE, bare, traces
from support.sites import ROOT
from support.trees import found, make_site

SECRET = b"Secret-Person"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>Secret-Person</dc:creator></x:xmpmeta>'


def photograph(form: str, *, orientation: int = 1, place: bool = True) -> bytes:
    """An image with all that a camera and a program write into it."""
    image = Image.new("RGB", (9, 6), "teal")
    image.putpixel((0, 0), (255, 0, 0))
    exif = image.getexif()
    exif[0x0112] = orientation
    exif[0x013B] = SECRET.decode()
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (49.0, 21.0, 30.0)})
    stream = io.BytesIO()
    texts = PngInfo()
    texts.add_text("Author", SECRET.decode())
    more = {
        "JPEG": {"comment": SECRET, "xmp": XMP, "progressive": True},
        "PNG": {"pnginfo": texts},
        "WEBP": {"xmp": XMP},
    }
    image.save(stream, form, exif=exif, **more[form])  # type: ignore[arg-type]
    return stream.getvalue()


def pixels(content: bytes) -> bytes:
    return Image.open(io.BytesIO(content)).convert("RGB").tobytes()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_metadata_are_found_and_left_out_and_no_pixel_changes(form: str) -> None:
    whole = photograph(form)
    assert traces(whole) == {PLACE, PERSON}
    small = bare(whole + SECRET)
    assert SECRET not in small
    assert b"GPS" not in small
    assert traces(small) == set()
    assert pixels(small) == pixels(whole)
    assert bare(small) == small
    assert not Image.open(io.BytesIO(small)).getexif()


def test_a_photograph_stays_the_right_way_up() -> None:
    turned = bare(photograph("JPEG", orientation=6))
    assert dict(Image.open(io.BytesIO(turned)).getexif()) == {0x0112: 6}
    assert SECRET not in turned


def test_images_that_tell_nothing_stay_as_they_are() -> None:
    for path in ROOT.glob("tests/**/content/images/*.png"):
        if "cases" not in path.parts:
            assert traces(path.read_bytes()) == set()
            assert pixels(bare(path.read_bytes())) == pixels(path.read_bytes())


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_broken_images_raise_nothing_and_tell_no_more(form: str) -> None:
    whole, chance = photograph(form), random.Random(7)
    for _ in range(300):
        wild = bytearray(whole[: chance.randrange(len(whole) + 1)])
        for _ in range(chance.randrange(6)):
            if wild:
                wild[chance.randrange(len(wild))] = chance.randrange(256)
        traces(bytes(wild))
        assert len(bare(bytes(wild))) <= len(whole) + 50


def test_the_check_tells_which_image_tells_too_much(tmp_path: Path) -> None:
    partner = "name: Clouds\nclassification: club\nlogo: {file: clouds.jpg, alt: A cloud}\n"
    files = {"data/partners/clouds.yaml": partner, "content/images/clouds.jpg": photograph("JPEG")}
    assert [code for *_, code in found(make_site(tmp_path, files))] == ["D008", "D008"]
    files["content/images/clouds.jpg"] = bare(photograph("JPEG"))
    assert found(make_site(tmp_path, files)) == []
