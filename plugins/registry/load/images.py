"""The size of an image, read from its first bytes."""

from __future__ import annotations

import os
from pathlib import Path

from registry.load.drawing import size


def image_size(path: Path) -> tuple[int, int] | None:
    """(width, height) in pixels of a PNG, JPEG, WebP or SVG file; ``None`` when it is none of these."""
    import imagesize  # type: ignore[import-untyped]  # brings a web client along: most runs look at no image

    try:
        if os.path.islink(path):
            return None
        width, height = (size(path) or (0, 0)) if path.suffix == ".svg" else imagesize.get(path)
    except (OSError, ValueError, TypeError):
        return None
    return (width, height) if width > 0 and height > 0 else None
