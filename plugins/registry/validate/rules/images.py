"""Images: each one that is named is there, each one that is there is used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from registry.load.drawing import foreign
from registry.load.files import IMAGE_FOLDER, IMAGE_NAME, MAX_IMAGE_BYTES
from registry.load.images import image_size
from registry.load.metadata import PERSON, PLACE, traces
from registry.markers import N_
from registry.problem import Finding
from registry.schema.kinds import walk
from registry.validate.context import Context, kind_of

MAX_PIXELS = 20_000_000
"""Of an image: a phone that shows it holds four bytes for each, whatever the size of its file."""
_TOLD = {PLACE: N_("where it was taken"), PERSON: N_("who made it, or whose camera it was")}


def images_exist_and_are_used(context: Context) -> Iterator[Finding]:
    """Every image of a record is in ``content/images``, and no image there is idle (a warning)."""
    used: set[str] = set()
    images = context.corpus.images
    for document in context.corpus.documents:
        for pattern, _ in kind_of(context, document).images:
            for pointer, value in walk(document.data, pattern):
                if not isinstance(value, str):
                    continue
                used.add(value)
                if value not in images and not context.may_exist(value):
                    yield document.finding("R013", pointer, value=value, near=context.nearest(value, images))
        targets = [link.target for outline in document.outlines for link in outline.links]
        used.update(target.rpartition("/images/")[2] for target in targets if "/images/" in target)
        if document.broken or document.flawed:  # what was refused may have named it
            used.update(name for name in images if name in document.header)
    for name in images:
        if IMAGE_NAME.match(name) and name not in used:
            yield Finding(f"{IMAGE_FOLDER}/{name}", 1, 1, "R014", {"value": name})


def images_are_sound(context: Context) -> Iterator[Finding]:
    """Every image in ``content/images`` can be read, is not too large, and says nothing of who made it or where."""
    for name in context.corpus.images:
        path = f"{IMAGE_FOLDER}/{name}"
        if IMAGE_NAME.match(name):
            yield from _file(context.corpus.root / path, path, name)


def _file(file: Path, path: str, name: str) -> Iterator[Finding]:
    """What is wrong with an image itself; of one that is too large, that was told when it was found."""
    with suppress(OSError):
        if file.stat().st_size > MAX_IMAGE_BYTES:
            return
    found = foreign(file) if name.endswith(".svg") else None
    size = image_size(file)
    if found and found[1]:
        yield Finding(path, found[0], 1, "F017", {"name": name, "value": found[1]})
    elif found or size is None:
        yield Finding(path, 1, 1, "F015", {"name": name})
    elif size[0] * size[1] > MAX_PIXELS and not name.endswith(".svg"):
        yield Finding(path, 1, 1, "F018", {"name": name, "size": f"{size[0]} × {size[1]}"})
    elif not name.endswith(".svg"):
        with suppress(OSError):
            for trace in sorted(traces(file.read_bytes())):
                yield Finding(path, 1, 1, "D008", {"name": name, "reason": _TOLD[trace]})
