"""Long texts, paragraph by paragraph and word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from registry.compare.changes import TextChange
from registry.compare.nearness import nearness
from registry.compare.paragraphs import paragraphs, reading
from registry.schema.kinds import Schema
from registry.sequences import opcodes

MOST_PARAGRAPHS = 2_000
"""Longer texts are compared without regard to the order of their paragraphs."""
MOST_WORDS = 1_500
_PAIRS = 400
_NEAR = 0.4
_WORD = re.compile(r"\S+\s*")


def compare_texts(before: str | None, after: str | None, schema: Schema) -> TextChange | None:
    """What changed between two texts; ``None`` if they read the same."""
    old, new = _paragraphs(before, schema), _paragraphs(after, schema)
    old_keys, new_keys = [reading(text) for text in old], [reading(text) for text in new]
    if old_keys == new_keys:
        return None
    added: list[str] = []
    removed: list[str] = []
    changed: list[tuple[str, str]] = []
    for old_part, new_part in _differing(old_keys, new_keys):
        pairs = _pairs([old[i] for i in old_part], [new[j] for j in new_part])
        changed += [(a, b) for a, b in pairs if a is not None and b is not None]
        removed += [a for a, b in pairs if a is not None and b is None]
        added += [b for a, b in pairs if a is None and b is not None]
    return TextChange(schema, before, after, tuple(added), tuple(removed), tuple(changed))


def _paragraphs(text: str | None, schema: Schema) -> list[str]:
    if text is None:
        return []
    return paragraphs(text) if schema.get("x-markdown") else [" ".join(text.split())] if text.strip() else []


def _differing(old: list[str], new: list[str]) -> Iterator[tuple[list[int], list[int]]]:
    """Positions, before and after, of each run of paragraphs that differs."""
    if max(len(old), len(new)) > MOST_PARAGRAPHS:
        gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
        yield [i for i, text in enumerate(old) if text in gone], [j for j, text in enumerate(new) if text in come]
        return
    for tag, i1, i2, j1, j2 in opcodes(old, new):
        if tag != "equal":
            yield list(range(i1, i2)), list(range(j1, j2))


def _pairs(old: list[str], new: list[str]) -> list[tuple[str | None, str | None]]:
    """Each paragraph with the one it became, in order, where they are near enough."""
    if not old or not new or len(old) * len(new) > _PAIRS:
        return [(text, None) for text in old] + [(None, text) for text in new]
    if len(old) == len(new) == 1:
        return [(old[0], new[0])]
    pairs: list[tuple[str | None, str | None]] = []
    start = 0
    for text in old:
        scores = [(nearness(text, other, {}), -index) for index, other in enumerate(new[start:], start)]
        best, index = max(scores, default=(0.0, 0))
        if best >= _NEAR:
            pairs += [(None, other) for other in new[start:-index]]
            pairs.append((text, new[-index]))
            start = 1 - index
        else:
            pairs.append((text, None))
    return pairs + [(None, other) for other in new[start:]]


_key = lru_cache(20_000)(reading)
"""What two words have in common if they read the same; most words stand in both texts."""


@dataclass(frozen=True)
class Part:
    """A run of words: ``sign`` is ``=`` (kept), ``-`` (removed), ``+`` (added) or ``…`` (left out)."""

    sign: str
    text: str = ""


def excerpt(before: str, after: str, *, context: int = 4, run: int = 25, most: int = 60) -> list[Part]:
    """What changed between two paragraphs, with ``context`` words around each place.

    A run of more than ``run`` words is cut, and after ``most`` words the rest is left out.
    """
    old, new = _WORD.findall(before)[:MOST_WORDS], _WORD.findall(after)[:MOST_WORDS]
    old_keys, new_keys = [*map(_key, old)], [*map(_key, new)]
    parts: list[Part] = []
    shown = 0
    changes = opcodes(old_keys, new_keys)
    for place, (tag, i1, i2, j1, j2) in enumerate(changes):
        if shown >= most:
            parts.append(Part("…"))
            break
        if tag == "equal":
            head = context if place else 0
            tail = context if place + 1 < len(changes) else 0
            words = new[j1:j2]
            if len(words) <= head + tail + 1:
                parts.append(Part("=", "".join(words)))
            else:
                parts += [Part("=", "".join(words[:head]))] if head else []
                parts.append(Part("…"))
                parts += [Part("=", "".join(words[len(words) - tail :]))] if tail else []
            shown += min(len(words), head + tail)
            continue
        parts += [*_run("-", old[i1:i2], run), *_run("+", new[j1:j2], run)]
        shown += min(i2 - i1, run) + min(j2 - j1, run)
    return parts


def _run(sign: str, words: list[str], most: int) -> list[Part]:
    if not words:
        return []
    return [Part(sign, "".join(words[:most]) + (" …" if len(words) > most else ""))]
