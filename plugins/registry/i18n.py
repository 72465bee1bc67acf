"""Translated texts, read straight from the theme's gettext .po files.

The .po files are read here and not by Babel, whose import alone takes longer than `make check` may spend on
all its texts; `registry.messages`, which writes the same files, uses Babel, and a test holds the two readings
against each other.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from registry.problem import BrokenFile

__all__ = ["Catalogue", "PoError", "interpolate", "language_chain", "load_catalogue"]

Key = tuple[str | None, str]
Forms = tuple[str, ...]

_TAG = re.compile(r"\A[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*\Z")
_PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_LINE = re.compile(r'\A(?:(msgctxt|msgid|msgid_plural|msgstr)(?:\[([0-9])\])?[ \t]+)?"(.*)"\Z')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_PLURAL_FORMS = re.compile(r"^Plural-Forms:.*?\bplural\s*=\s*([^;\n]+)", re.MULTILINE)


class PoError(BrokenFile):
    """A .po file that cannot be read."""


def interpolate(text: str, params: Mapping[str, object]) -> str:
    """`text` with each `{name}` replaced by `params["name"]`; other braces stay as they are.

    Raises KeyError for a name that `params` lacks. Unlike str.format it reads no attribute and no index.
    """
    return _PLACEHOLDER.sub(lambda match: str(params[match[1]]), text)


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The texts of one language: every lookup gives the translation, else the msgid itself.

    `language` is the tag that was asked for, as HTML's `lang` wants it. The files are read at the first
    lookup, which raises PoError for a file that is not a .po file. With parameters, `{name}` in the text is
    filled (KeyError if one is missing); without any the text comes as it is. `ngettext` and `npgettext`
    fill `{n}` by themselves.
    """

    language: str
    paths: tuple[Path, ...] = ()
    """The .po files, the most general first; a later one wins."""
    known: MutableMapping[str, bytes] = field(default_factory=dict, repr=False)
    """What was read of them before, by how they looked."""

    @cached_property
    def _messages(self) -> dict[Key, Forms]:
        messages: dict[Key, Forms] = {}
        for path in self.paths:
            info = path.stat()
            look = f"{path.parent.parent.name} {info.st_size} {info.st_mtime_ns}"
            row = self.known.get(look)
            found = marshal.loads(row) if row else _read_po(path)
            if row is None:
                self.known[look] = marshal.dumps(found, 2)
            messages.update(found)
        return messages

    @cached_property
    def _plural_index(self) -> Callable[[int], int]:
        header = self._messages.get((None, ""), ("",))[0]
        found = _PLURAL_FORMS.search(header)
        if found is None:
            return lambda n: int(n != 1)
        from gettext import c2py

        rule: Callable[[int], int] = c2py(found[1].strip())
        return rule

    def gettext(self, msgid: str, /, **params: object) -> str:
        """The text of `msgid`."""
        text = self._messages.get((None, msgid), (msgid,))[0] if msgid else ""
        return interpolate(text, params) if params else text

    def pgettext(self, context: str, msgid: str, /, **params: object) -> str:
        """The text of `msgid` in `context`: "url" for URL words, "schema" for what the schemas say."""
        text = self._messages.get((context, msgid), (msgid,))[0]
        return interpolate(text, params) if params else text

    def ngettext(self, singular: str, plural: str, n: int, /, **params: object) -> str:
        """The text for a count of `n`, by the plural rule of the language."""
        return self._plural(None, singular, plural, n, params)

    def npgettext(self, context: str, singular: str, plural: str, n: int, /, **params: object) -> str:
        """The text for a count of `n` in `context`."""
        return self._plural(context, singular, plural, n, params)

    def format(self, msgid: str, /, **params: object) -> str:
        """The text of `msgid` with its placeholders filled."""
        return interpolate(self.gettext(msgid), params)

    def translates(self, context: str | None, msgid: str) -> bool:
        """Whether a file of this language has a text for `msgid`."""
        return (context, msgid) in self._messages

    def _plural(self, context: str | None, singular: str, plural: str, n: int, params: dict[str, object]) -> str:
        forms = self._messages.get((context, singular))
        if forms is None:
            text = singular if n == 1 else plural
        else:
            text = forms[min(self._plural_index(abs(n)), len(forms) - 1)]
        return interpolate(text, {"n": n, **params}) if params else text.replace("{n}", str(n))


def language_chain(language: str) -> tuple[str, ...]:
    """The folder names to look in for a language tag, the most general first: `fr-FR` → `fr`, `fr_FR`.

    Empty for a text that is no language tag, so that data never steers a path.
    """
    if not _TAG.match(language):
        return ()
    parts = language.replace("-", "_").split("_")
    return tuple("_".join(parts[: i + 1]) for i in range(len(parts)))


def load_catalogue(locale_dir: Path, language: str, known: MutableMapping[str, bytes] | None = None) -> Catalogue:
    """The catalogue of `language` from `locale_dir/<lang>/LC_MESSAGES/messages.po`.

    A language without a file of its own takes its base language's (`fr-FR` → `fr`); without that either,
    every text is its msgid. `known` keeps what was read for later runs.
    """
    candidates = (locale_dir / tag / "LC_MESSAGES" / "messages.po" for tag in language_chain(language))
    paths = tuple(path for path in candidates if path.is_file())
    return Catalogue(language, paths, {} if known is None else known)


def _read_po(path: Path) -> dict[Key, Forms]:
    """The translated entries of one file. Fuzzy, obsolete and half-translated ones are left out."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise PoError(path, 1, 1, f"not UTF-8: {error.reason}") from None
    messages: dict[Key, Forms] = {}
    for entry in _entries(lines, path):
        forms = tuple(entry[name] for name in sorted(entry) if name.startswith("msgstr"))
        if "fuzzy" not in entry and forms and all(forms):
            messages[entry.get("msgctxt"), entry["msgid"]] = forms
    return messages


def _entries(lines: list[str], path: Path) -> Iterator[dict[str, str]]:
    entry: dict[str, str] = {}
    current = ""
    for number, raw in enumerate(lines, start=1):
        line = raw.strip()
        begins = current.startswith("msgstr") and line.startswith(("msgctxt", "msgid ", "#"))
        if begins or (not line and "msgid" in entry):
            yield entry
            entry, current = {}, ""
        if not line or line.startswith("#"):
            if line.startswith("#,") and "fuzzy" in line:
                entry["fuzzy"] = ""
            continue
        match = _LINE.match(line)
        if match is None:
            raise PoError(path, number, 1, "not a line of a .po file")
        keyword, index, text = match.groups()
        if keyword:
            current = f"{keyword}{index or ''}"
            entry[current] = ""
        elif not current:
            raise PoError(path, number, 1, "a text that belongs to no message")
        entry[current] += _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]), text)
    if "msgid" in entry:
        yield entry
