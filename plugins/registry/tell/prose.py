"""Changes of long texts in words: how many paragraphs, and what became of some of them."""

from __future__ import annotations

from registry.compare.changes import TextChange
from registry.compare.paragraphs import bare, paragraphs, reading
from registry.compare.texts import Part, excerpt
from registry.tell.words import LONG, QUOTED, Told, Words, clip
from registry.text.typography import typography

BRIEF = 80
"""Characters of a text that stands inside a sentence."""
MOST_EXCERPTS = 3
_SIGNS = ";:!?»"


def tell_text(words: Words, change: TextChange, name: str) -> Told:
    """« compte rendu : 3 paragraphes ajoutés, 1 modifié », with excerpts; short texts in full."""
    if change.before is None or change.after is None:
        return _whole(words, change, name)
    count = len(change.added) + len(change.removed) + len(change.changed)
    excerpts = [tell_excerpt(words, *pair) for pair in change.changed]
    excerpts += [_quoted(words, words.style.added(clip(bare(text), LONG))) for text in change.added]
    excerpts += [_quoted(words, words.style.removed(clip(bare(text), LONG))) for text in change.removed]
    if count == len(change.changed) == 1 and len(paragraphs(change.before)) == 1:
        if max(len(change.before), len(change.after)) <= BRIEF:
            old, new = words.quoted(change.before), words.quoted(change.after)
            return Told(words.catalogue.gettext("{field}: {old} → {new}", field=name, old=old, new=new))
        return Told(words.catalogue.gettext("{field} reworded", field=name), tuple(excerpts))
    return Told(words.statement(name, _counted(words, change)), tuple(limited(words, excerpts, MOST_EXCERPTS)))


def limited(words: Words, lines: list[str], most: int) -> list[str]:
    """The first lines, and how many more there are."""
    if len(lines) <= most + 1:
        return lines
    more = words.catalogue.ngettext("… and {n} more.", "… and {n} more.", len(lines) - most)
    return [*lines[:most], more]


def tell_excerpt(words: Words, before: str, after: str) -> str:
    """The words that changed, among those around them: « … le jardin est ~~fermé~~ **ouvert** aux enfants … »."""
    old, new = bare(before), bare(after)
    if reading(old) == reading(new):
        old, new = before, after
    told = ""
    for part in excerpt(old, new):
        told += (_space(words, part.text) if told else "") + _marked(words, part)
    return _quoted(words, told)


def _space(words: Words, after: str) -> str:
    """What stands between two pieces: their markup must not part a sign from its word."""
    sign = after.lstrip()[:1]
    return typography(f"x {sign} x", words.catalogue.language)[1] if sign and sign in _SIGNS else " "


def _marked(words: Words, part: Part) -> str:
    if part.sign == "…":
        return "…"
    mark = {"=": words.style.text, "+": words.style.added, "-": words.style.removed}[part.sign]
    return mark(part.text.strip())


def _quoted(words: Words, marked: str) -> str:
    return words.catalogue.format(QUOTED, text=marked)


def _whole(words: Words, change: TextChange, name: str) -> Told:
    texts = change.added or change.removed
    if len(texts) == 1:
        text = words.quoted(clip(bare(texts[0]), LONG))
        if change.before is None:
            return Told(words.catalogue.gettext("{field}: {new} (added)", field=name, new=text))
        return Told(words.catalogue.gettext("{field}: {old} (removed)", field=name, old=text))
    beginning = words.quoted(clip(bare(texts[0]), LONG)) if texts else ""
    return Told(words.statement(name, _counted(words, change)), (beginning,) if beginning else ())


def _counted(words: Words, change: TextChange) -> str:
    """« 3 paragraphes ajoutés, 1 modifié »: the noun stands once."""
    parts: list[str] = []
    for n, sign in ((len(change.added), "+"), (len(change.changed), "~"), (len(change.removed), "-")):
        if n:
            parts.append(_paragraphs(words, n, sign) if not parts else _others(words, n, sign))
    return ", ".join(parts)


def _paragraphs(words: Words, n: int, sign: str) -> str:
    catalogue = words.catalogue
    if sign == "+":
        return catalogue.ngettext("{n} paragraph added", "{n} paragraphs added", n)
    if sign == "-":
        return catalogue.ngettext("{n} paragraph removed", "{n} paragraphs removed", n)
    return catalogue.ngettext("{n} paragraph changed", "{n} paragraphs changed", n)


def _others(words: Words, n: int, sign: str) -> str:
    catalogue = words.catalogue
    if sign == "-":
        return catalogue.npgettext("paragraphs", "{n} removed", "{n} removed", n)
    return catalogue.npgettext("paragraphs", "{n} changed", "{n} changed", n)
