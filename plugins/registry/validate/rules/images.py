"""Images: each one that is named is there, each one that is there is used."""

from __future__ import annotations

from collections.abc import Iterator

from registry.load.drawing import foreign
from registry.load.files import IMAGE_FOLDER, IMAGE_NAME
from registry.load.images import image_size
from registry.problem import Finding
from registry.schema.kinds import walk
from registry.validate.context import Context, kind_of


def images_exist_and_are_used(context: Context) -> Iterator[Finding]:
    """Every image of a record is in ``content/images``, readable, and no image there is idle (a warning)."""
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
        path = f"{IMAGE_FOLDER}/{name}"
        if not IMAGE_NAME.match(name):
            continue
        if name not in used:
            yield Finding(path, 1, 1, "R014", {"value": name})
        file = context.corpus.root / path
        found = foreign(file) if name.endswith(".svg") else None
        if found and found[1]:
            yield Finding(path, found[0], 1, "F017", {"name": name, "value": found[1]})
        elif found or image_size(file) is None:
            yield Finding(path, 1, 1, "F015", {"name": name})
