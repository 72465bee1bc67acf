"""The .po files of a project: checked against the messages in use, and brought in line with them.

`python -m registry.catalogues --check` exits with 1 and prints a line for each message that is untranslated,
unused or out of step; `--update` brings theme/locale/*/LC_MESSAGES/messages.po up to date.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from registry.messages import Message, extract

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog
    from babel.messages.catalog import Message as PoMessage

__all__ = ["catalogue_paths", "check_catalogue", "main", "update_catalogue"]

_PLACEHOLDER = re.compile(r"\{[A-Za-z_][A-Za-z0-9_]*\}|%\([A-Za-z_][A-Za-z0-9_]*\)s")


def update_catalogue(path: Path, extracted: Iterable[Message]) -> bool:
    """Bring one .po file in line with the extracted messages; True if its bytes changed.

    Translations and translators' comments stay, messages no longer used go, new ones come untranslated and
    nothing is guessed. The bytes depend on nothing else: sorted, no dates, no tool version, no line numbers.
    Raises Babel's PoFileError for a file that is not a .po file.
    """
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    language = path.parent.parent.name
    old = _read_catalog(path, language)
    new = Catalog(locale=language)
    for message in sorted(extracted, key=lambda item: (item.context or "", item.msgid)):
        before = old.get(message.msgid, message.context)
        new.add(
            (message.msgid, message.plural) if message.plural else message.msgid,
            _kept(before, message, new.num_plurals),
            locations=[(name, 0) for name in sorted({place.path for place in message.locations})],
            user_comments=before.user_comments if before else (),
            context=message.context,
        )
    body = BytesIO()
    write_po(body, new, width=0, omit_header=True, include_lineno=False)
    header = [f"Language: {language}", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8"]
    header += ["Content-Transfer-Encoding: 8bit", f"Plural-Forms: {new.plural_forms}"]
    lines = "".join(f'"{line}\\n"\n' for line in header)
    data = f'msgid ""\nmsgstr ""\n{lines}\n'.encode() + body.getvalue().rstrip(b"\n") + b"\n"
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return True


def _read_catalog(path: Path, language: str) -> Catalog:
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    if not path.is_file():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def _kept(before: PoMessage | None, message: Message, forms: int) -> str | tuple[str, ...]:
    """The old translation in the shape that the message now needs."""
    old = _forms(before)
    return old[0] if message.plural is None else (old + ("",) * forms)[:forms]


def check_catalogue(path: Path, extracted: Iterable[Message]) -> list[str]:
    """What is wrong with one .po file, a line each, sorted: untranslated, unused, placeholders that differ.

    A message whose source language is the file's needs no translation.
    """
    language = path.parent.parent.name
    catalog = _read_catalog(path, language)
    problems = []
    wanted = {(message.context, message.msgid): message for message in extracted}
    for (context, msgid), message in wanted.items():
        entry = catalog.get(msgid, context)
        forms = _forms(entry)
        if message.source_language != language.split("_")[0] and not all(forms):
            place = message.locations[0]
            problems.append(f"untranslated: {_name(context, msgid)} ({place.path}:{place.line})")
        wrong = [text for text in forms if text and not _placeholders_agree(message, text)]
        problems += [f"placeholders differ: {_name(context, msgid)}: {text!r}" for text in wrong]
    for entry in catalog:
        msgid = entry.id if isinstance(entry.id, str) else entry.id[0]
        if msgid and (entry.context, msgid) not in wanted:
            problems.append(f"unused: {_name(entry.context, msgid)}")
    return sorted(problems)


def _forms(entry: PoMessage | None) -> tuple[str, ...]:
    if entry is None or entry.fuzzy or not entry.string:
        return ("",)
    return (entry.string,) if isinstance(entry.string, str) else tuple(entry.string)


def _name(context: str | None, msgid: str) -> str:
    return f"[{context}] {msgid!r}" if context else repr(msgid)


def _placeholders_agree(message: Message, text: str) -> bool:
    """Whether a translation fills what its message fills; a plural form may do without the number."""
    wanted = set(_PLACEHOLDER.findall(f"{message.msgid} {message.plural or ''}"))
    number = {"{n}", "%(n)s", "%(num)s"} & wanted if message.plural else set()
    used = set(_PLACEHOLDER.findall(text))
    return wanted - number <= used <= wanted


def catalogue_paths(project: Path) -> list[Path]:
    """The project's .po files, sorted."""
    return sorted((project / "theme" / "locale").glob("*/LC_MESSAGES/messages.po"))


def main(arguments: Sequence[str], project: Path) -> int:
    """`--check` prints what is wrong, and gives 1 if anything is; `--update` rewrites the files."""
    parser = argparse.ArgumentParser(prog="python -m registry.catalogues", description="The project's translations.")
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--check", action="store_true", help="say what is untranslated, unused or out of step")
    mode.add_argument("--update", action="store_true", help="merge the messages into theme/locale/")
    chosen = parser.parse_args(arguments)
    extracted = extract(project)
    lines: list[str] = []
    for path in catalogue_paths(project):
        name = path.relative_to(project).as_posix()
        if chosen.update:
            lines += [f"{name}: updated"] if update_catalogue(path, extracted) else []
        else:
            lines += [f"{name}: {problem}" for problem in check_catalogue(path, extracted)]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return int(bool(chosen.check and lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path(__file__).resolve().parents[2]))
