"""The files of ``theme/static``, published under names that change with their content."""

from __future__ import annotations

import hashlib
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

_IMPORT = re.compile(r'(?<=\bfrom ")\.{1,2}/[^"]+(?=";)')
"""The file that a script imports from, as our scripts write it."""
_SHOWN = re.compile(r'(?<=\burl\(")[^":]+(?="\))')
"""The font or image that a stylesheet names, as ours write it."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_QUOTED = re.compile(r'("[^"]*")')
_LOOSE = re.compile(r"\s*([{};,])\s*|(?<=:)\s+")
_NOTES = re.compile(r"(?m)^[ \t]*(?://.*\n|/\*(?s:.*?)\*/[ \t]*\n)|^[ \t]+")


@dataclass(frozen=True)
class Assets:
    """``urls``: file name → published address; ``files``: published path → content."""

    urls: dict[str, str]
    files: dict[str, bytes]


def assets(folder: Path) -> Assets:
    """Read ``folder``; ``site.css`` is published as ``/theme/site.<hash>.css``.

    Scripts and stylesheets name other files by their published names. Raises ``ValueError`` for one that is not
    there, and for a script that imports its importer.
    """
    contents = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if not path.is_symlink() and path.is_file() and not path.name.startswith(".")
    }
    result = Assets({}, {})
    for name in contents:
        _publish(name, contents, result, ())
    return result


def tight(style: str) -> str:
    """A stylesheet without the comments and spaces that only its authors need; what is quoted stays as it is."""
    parts = _QUOTED.split(_COMMENT.sub("", style))
    loose = [_LOOSE.sub(lambda found: found[1] or "", part) for part in parts[::2]]
    parts[::2] = [re.sub(r"\s+", " ", part).replace(";}", "}") for part in loose]
    return "".join(parts).strip()


def without_notes(script: str) -> str:
    """A script of ours, none of whose texts goes over several lines, without comments on lines of their own and without
    indentation."""
    return _NOTES.sub("", script)


def _publish(name: str, contents: dict[str, bytes], result: Assets, importers: tuple[str, ...]) -> str:
    """Add a file, and what it imports or shows; its published path."""
    if name in result.urls:
        return result.urls[name].lstrip("/")
    if name not in contents or name in importers:
        raise ValueError(f"{' → '.join((*importers, name))}: no such file, or a circle")
    content = contents[name]
    folder = posixpath.dirname(name)
    if names := {".js": _IMPORT, ".css": _SHOWN}.get(posixpath.splitext(name)[1]):

        def published(found: re.Match[str]) -> str:
            target = _publish(
                posixpath.normpath(posixpath.join(folder, found[0])), contents, result, (*importers, name)
            )
            return "./" + posixpath.relpath(target, f"theme/{folder}")

        text = names.sub(published, content.decode())
        content = (tight(text) if name.endswith(".css") else without_notes(text)).encode()
    digest = hashlib.sha256(content).hexdigest()[:10]
    stem, dot, suffix = name.rpartition(".")
    path = f"theme/{stem}.{digest}{dot}{suffix}"
    result.urls[name] = "/" + path
    result.files[path] = content
    return path
