"""Where a template went wrong, in one line."""

from __future__ import annotations

import traceback
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError


def where(error: TemplateError, root: Path) -> str:
    """``theme/templates/home.html:6: '_' is undefined``; the path is relative to ``root``."""
    if isinstance(error, TemplateSyntaxError):
        path, line = error.filename or error.name or "?", error.lineno
    else:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
        path, line = (frames[-1].filename, frames[-1].lineno or 1) if frames else ("?", 1)
    shown = Path(path)
    if shown.is_absolute() and shown.is_relative_to(root):
        shown = shown.relative_to(root)
    return f"{shown.as_posix()}:{line}: {error.message or error}"
