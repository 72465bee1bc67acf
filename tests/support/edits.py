"""Random edits of a site, such as people make: each leaves a tree that is right more often than not."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

WORDS = "accueil lanterne « été » œuvre l’eau C# no 017 port phare quai A.B.C. virgule 1er 75 % : ; ! -- <b>".split()  # noqa: SIM905
_NEW_PARTNER = "name: {name}\nclassification: {kind}\n"
_NEW_PAGE = "---\ntitle: {name}\n---\n\n{text}\n"


def edit(site: Path, chance: random.Random) -> str:
    """One edit; what was done, for the message of a test that fails."""
    paths = sorted(path for path in site.rglob("*") if path.suffix in (".yaml", ".md"))
    path = chance.choice(paths)
    change: Callable[[Path, random.Random], None] = chance.choice(_CHANGES)
    change(path, chance)
    return f"{change.__name__} {path.relative_to(site)}"


def sentence(chance: random.Random) -> str:
    """A few words, some of them awkward."""
    return " ".join(chance.choice(WORDS) for _ in range(chance.randrange(2, 9)))


def say_more(path: Path, chance: random.Random) -> None:
    """A sentence at the end of a body; a comment at the end of data."""
    text = sentence(chance)
    path.write_text(path.read_text("utf-8") + (f"\n{text}\n" if path.suffix == ".md" else f"# {text}\n"), "utf-8")


def rename(path: Path, chance: random.Random) -> None:
    """Another name or title."""
    text = path.read_text("utf-8")
    path.write_text(
        re.sub(r"(?m)^(name|title): .*$", rf"\1: {chance.choice('ABCD')} nom {chance.random():.3f}", text, count=1)
    )


def set_value(path: Path, chance: random.Random) -> None:
    """Another value of a field that has one of a few, or a date."""
    text = path.read_text("utf-8")
    swaps = [
        (r"\b(held|planned|cancelled)\b", ["held", "planned", "cancelled"]),
        (r"\b(idea|study|pilot|running|spread|ended)\b", ["idea", "pilot", "running", "ended"]),
        (r"\b(open|done)\b", ["open", "done"]),
        (r"\b(draft|approved)\b", ["draft", "approved"]),
        (r"\b20[0-9]{2}\b", ["2019", "2020", "2021"]),
        (r"(?m)^(example): true$", ["example: true", "example: false"]),
    ]
    pattern, values = chance.choice(swaps)
    found = list(re.finditer(pattern, text))
    if found:
        start, end = chance.choice(found).span()
        path.write_text(text[:start] + chance.choice(values) + text[end:], "utf-8")


def drop_line(path: Path, chance: random.Random) -> None:
    """One line less."""
    lines = path.read_text("utf-8").split("\n")
    del lines[chance.randrange(len(lines))]
    path.write_text("\n".join(lines), "utf-8")


def end_it(path: Path, chance: random.Random) -> None:
    """A record that ended, or is an example."""
    text = path.read_text("utf-8")
    line = chance.choice(["end_date: 2022", "example: true", "founding_date: 2011", "acronym: A.B.C."])
    at = text.find("\n") + 1 if text.startswith("---\n") else 0
    path.write_text(f"{text[:at]}{line}\n{text[at:]}", "utf-8")


def remove(path: Path, chance: random.Random) -> None:
    """A record less."""
    if path.name != "network.yaml":
        path.unlink()


def move(path: Path, chance: random.Random) -> None:
    """Another id."""
    if path.parent.name not in ("data",):
        path.rename(path.with_name(f"{path.stem}-{chance.randrange(9)}{path.suffix}"))


def copy(path: Path, chance: random.Random) -> None:
    """A record like another."""
    if path.parent.name != "data":
        path.with_name(f"copie-{chance.randrange(20)}{path.suffix}").write_bytes(path.read_bytes())


def add(path: Path, chance: random.Random) -> None:
    """A record or a page of its own."""
    site = next(parent for parent in path.parents if (parent / "data/network.yaml").is_file())
    number = chance.randrange(30)
    kinds = re.findall(r"- \{id: ([a-z-]+)", (site / "data/network.yaml").read_text("utf-8")) or ["association"]
    name = sentence(chance).replace(":", "").replace("#", "")
    (site / f"data/partners/nouveau-{number}.yaml").write_text(
        _NEW_PARTNER.format(name=f"N {name}", kind=kinds[0]), "utf-8"
    )
    page = site / f"content/pages/page-{number}.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(_NEW_PAGE.format(name=f"P {name}", text=sentence(chance)), "utf-8")


_OFTEN = [say_more, rename, set_value]
_CHANGES = [*_OFTEN, *_OFTEN, *_OFTEN, drop_line, end_it, remove, move, copy, add]
