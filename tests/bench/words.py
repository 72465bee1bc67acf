"""French prose and names for the invented network: plausible to a parser, about nobody."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path
from random import Random

_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
THEMES: dict[str, str] = _WORDS["themes"]
CLASSIFICATIONS: dict[str, tuple[str, str]] = _WORDS["classifications"]
_LISTS: dict[str, list[str]] = _WORDS["lists"]
BODIES, THINGS, PLACES, DOMAINS, ACTS = (_LISTS[name] for name in ("bodies", "things", "places", "domains", "acts"))


def slug(name: str) -> str:
    """An identifier made of a name."""
    ascii_only = unicodedata.normalize("NFKD", name.replace("’", "-")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")


def sentence(random: Random) -> str:
    """One sentence, which may hold emphasis, figures and quotation marks."""
    who, did, what, then = (random.choice(_LISTS[part]) for part in ("who", "did", "what", "then"))
    return f"{who} {did} {what}{then}."


def plain(random: Random) -> str:
    """One sentence without any markup, unlike any other: a program that keeps what it saw gains nothing."""
    return f"{sentence(random)[:-1].replace('*', '')} (point {random.randrange(10**6)})."


def paragraph(random: Random, sentences: int) -> str:
    """Some sentences in a row."""
    return " ".join(sentence(random) for _ in range(sentences))


def bullets(random: Random, count: int, mark: str = "-") -> str:
    """A list."""
    return "\n".join(f"{mark} {sentence(random)}" for _ in range(count))


def table(random: Random) -> str:
    """A table of figures."""
    rows = [f"| {random.choice(THINGS)} | {random.randrange(90)} | {random.randrange(900)} € |" for _ in range(4)]
    return "\n".join(["| Objet | Nombre | Coût |", "|:---|---:|---:|", *rows])


def prose(random: Random, size: int, links: list[str]) -> str:
    """About ``size`` characters of Markdown, with the given links (``[text](address)``) in it."""
    headings = iter(random.sample(_LISTS["headings"], len(_LISTS["headings"])))
    blocks = [paragraph(random, 2)]
    blocks += [f"{sentence(random)[:-1]} : voir {link}." for link in links]
    while sum(map(len, blocks)) < size:
        if len(blocks) % 4 == 1 and (heading := next(headings, None)):
            blocks.append(f"## {heading}")
        else:
            more = (paragraph(random, 3), bullets(random, 3), bullets(random, 3, "1."), table(random))
            blocks.append(random.choices((*more, f"> {sentence(random)}"), weights=(8, 3, 1, 1, 1))[0])
    return "\n\n".join(blocks) + "\n"
