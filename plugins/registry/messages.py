"""The messages of a project, found in its code, its templates and its schemas.

Source texts are English, in code and templates. What the schemas say is in SCHEMA_LANGUAGE, under the context
"schema"; the URL word of a kind (`x-kind.url`) is under "url". Babel and Jinja2 are imported only when used.
`registry.catalogues` brings the .po files in line with what is found here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["SCHEMA_LANGUAGE", "Location", "Message", "extract"]

SCHEMA_LANGUAGE = "fr"
SOURCE_LANGUAGE = "en"
SCHEMA_CONTEXT = "schema"
URL_CONTEXT = "url"
_KEYWORDS: dict[str, Any] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "nN_": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pN_": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npN_": ((1, "c"), 2, 3),
}
_JINJA_OPTIONS = {"silent": "false", "trimmed": "true", "newstyle_gettext": "true"}
_DATA_KEYWORDS = frozenset({"const", "default", "enum", "examples"})


class Location(NamedTuple):
    """A place in the project: a path with `/` relative to it, a line from 1."""

    path: str
    line: int


class Message(NamedTuple):
    """A text to translate; `plural` is None where there is one form, `locations` are sorted."""

    context: str | None
    msgid: str
    plural: str | None
    locations: tuple[Location, ...]

    @property
    def source_language(self) -> str:
        """The language the msgid is written in."""
        return SCHEMA_LANGUAGE if self.context == SCHEMA_CONTEXT else SOURCE_LANGUAGE


def extract(project: Path) -> set[Message]:
    """Every message of `plugins/**/*.py`, `theme/templates/**` and `schemas/*.schema.json` under `project`.

    Raises SyntaxError or Jinja2's TemplateSyntaxError for a file that does not parse, ValueError for a schema
    that is not JSON or for one msgid used with two plurals.
    """
    found: dict[tuple[str | None, str], tuple[str | None, set[Location]]] = {}
    for context, msgid, plural, location in _all_uses(project):
        known, locations = found.setdefault((context, msgid), (plural, set()))
        if known and plural and known != plural:
            raise ValueError(f"{location.path}:{location.line}: {msgid!r} has another plural elsewhere")
        found[context, msgid] = (known or plural, locations | {location})
    return {Message(*key, plural, tuple(sorted(places))) for key, (plural, places) in found.items()}


Use = tuple[str | None, str, str | None, Location]


def _all_uses(project: Path) -> Iterator[Use]:
    from jinja2.ext import babel_extract

    for path in _files(project, "plugins", "*.py"):
        yield from _code_uses(project, path, "python", {})
    for path in _files(project, "theme/templates", "*"):
        yield from _code_uses(project, path, babel_extract, _JINJA_OPTIONS)
    for path in _files(project, "schemas", "*.schema.json"):
        yield from _schema_uses(project, path)


def _files(project: Path, folder: str, pattern: str) -> list[Path]:
    return sorted(path for path in (project / folder).rglob(pattern) if path.is_file())


def _code_uses(project: Path, path: Path, method: Any, options: dict[str, str]) -> Iterator[Use]:
    from babel.messages.extract import extract as babel_extract

    name = path.relative_to(project).as_posix()
    with path.open("rb") as file:
        for line, message, _comments, context in babel_extract(method, file, _KEYWORDS, options=options):
            msgid, plural = (message[0], message[1]) if isinstance(message, tuple) else (message, None)
            yield context, msgid, plural, Location(name, line)


def _schema_uses(project: Path, path: Path) -> Iterator[Use]:
    name = path.relative_to(project).as_posix()
    text = path.read_text(encoding="utf-8")
    schema = json.loads(text)
    for context, msgid in _schema_texts(schema):
        start = text.find(json.dumps(msgid, ensure_ascii=False))
        yield context, msgid, None, Location(name, text.count("\n", 0, max(start, 0)) + 1)


def _schema_texts(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for item in value:
            yield from _schema_texts(item)
    if not isinstance(value, dict):
        return
    for key, item in value.items():
        if key in ("title", "description", "x-help", "x-add") and isinstance(item, str) and item:
            yield SCHEMA_CONTEXT, item
        elif key == "x-enum-labels" and isinstance(item, dict):
            yield from ((SCHEMA_CONTEXT, label) for label in item.values() if isinstance(label, str))
        elif key == "x-kind" and isinstance(item, dict):
            url, title = item.get("url"), item.get("title")
            if isinstance(url, str) and url:
                yield URL_CONTEXT, url
            if isinstance(title, str):
                yield SCHEMA_CONTEXT, title
            yield from ((SCHEMA_CONTEXT, heading) for heading in item.get("outline", ()))
            form = item.get("form") or {}
            if "add" in form:
                yield SCHEMA_CONTEXT, form["add"]
            yield from _schema_texts(form.get("body"))
        elif key not in _DATA_KEYWORDS:
            yield from _schema_texts(item)
