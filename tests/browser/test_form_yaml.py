"""What the scripts of the forms write, the library reads: values at random, in each kind of record."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from registry.load.files import RecordFile
from registry.load.loader import read_document
from registry.project import Project
from registry.schema.kinds import load_kinds

from browser.form_driver import IMPORT
from browser.test_form import opened
from browser.told import told

WORDS = [
    "no",
    "yes",
    "null",
    "~",
    "1:30",
    "1e3",
    "017",
    "true",
    "---",
    "...",
    "- a",
    "# x",
    " #y",
    "a: b",
    "key:",
    "'",
    '"',
    "\\n",
    "? a",
    "! b",
    "&a",
    "*a",
    "%T",
    "@x",
    "`x`",
    "|",
    ">",
    "|-",
    "<<",
    "=",
    "0x1F",
    ".5",
    "2009-05-26",
    "12:30:45",
    "[x]",
    "{x}",
    "a, b",
    "<b>",
    "é",
    "\u00a0",
    "\u202f",
    "😀",
    "👩\u200d👩",
    "\u00ad",
    "\ue000",
    "ñ̃",
    "א",
    "C# est",
    "x #12",
    "l’été",
]
BREAKS = ["\n", "\n\n", "\n  ", "\n\t", "\n---\n", "\n...\n", "\n# ", "\n\n\n"]


class Chance:
    """Values for fields at random, as the form would have read them: without blanks at their ends."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def text(self, lines: bool) -> str:
        pick = self.random.choice
        words = [pick(WORDS) for _ in range(pick([1, 1, 2, 5, 40]))]
        text = pick([" ", "", "  "]).join(words)
        if lines:
            text += "".join(pick(BREAKS) + pick(WORDS) for _ in range(pick([0, 0, 1, 4])))
        return re.sub(r"(?m)^[^\S\n]+$", "", text).strip()

    def value(self, field: dict[str, Any]) -> Any:
        widget = field["widget"]
        if widget in ("group", "part"):
            values = {child["name"]: self.value(child) for child in field["fields"] if self.random.random() < 0.6}
            return {name: value for name, value in values.items() if value is not None} or None
        if widget == "list":
            items = [self.value(field["item"]) for _ in range(self.random.randint(1, 3))]
            return [item for item in items if item is not None] or None
        if widget == "choices":
            return [text for _ in range(self.random.randint(1, 3)) if (text := self.text(False))] or None
        if widget == "integer":
            return self.random.randint(-5, 10**6)
        if widget in ("yesno", "checkbox"):
            return self.random.random() < 0.5
        return self.text(widget in ("text", "markdown")) or None


@pytest.mark.parametrize(
    ("kind", "word"), [("partner", "partenaires"), ("meeting", "reunions"), ("project", "projets")]
)
def test_whatever_is_written_is_read_the_same(ficelle: str, tab: Tab, kind: str, word: str) -> None:
    opened(tab, f"{ficelle}/contribuer/{word}/")
    definition = tab.evaluate("() => JSON.parse(document.getElementById('definition').textContent)")
    chance, whole = Chance(2009), {"widget": "group", "fields": definition["fields"]}
    values = [value for _ in range(150) if (value := chance.value(whole))]
    bodies = [None if kind == "partner" else chance.text(True) for _ in values]
    texts = tab.evaluate(
        "async ([values, bodies]) => {"
        + IMPORT
        + """const { newText } = await load("yaml");
        return values.map((value, index) => newText(value, definition.fields, bodies[index] ?? undefined));
        }""",
        [values, bodies],
    )
    described = load_kinds(Project().schemas)[kind]
    wrong = []
    for value, body, text in zip(values, bodies, texts, strict=True):
        document, findings = read_document(RecordFile(f"{described.folder}/x{described.suffix}", described, "x"), text)
        read = (document.data, document.body.removesuffix("\n") if document.body is not None else None)
        if findings or read != (value, body):
            wrong.append(f"{value} {body!r}\n{text}\n{read} {findings}")
    assert not wrong, told(wrong)
