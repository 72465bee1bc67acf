"""Documents that were read before say what they said then."""

from dataclasses import fields
from pathlib import Path

import pytest
from registry.cache.store import Store
from registry.load.document import Document
from registry.load.remembered import Remembered, said_by
from registry.validate.check import Checker
from registry.validate.intake import Intake
from support.quiet import ROOT


class Shelf:
    """Has what one document says, and counts who asks."""

    def __init__(self, document: Document) -> None:
        self.document, self.asked = document, 0

    def said(self, document: Remembered) -> object:
        self.asked += 1
        return said_by(self.document)

    def words(self, document: Remembered) -> tuple[str, str | None]:
        return self.document.header, self.document.body


def test_they_are_what_they_were(tmp_path: Path) -> None:
    documents = Checker(ROOT).check().corpus.documents
    assert len(documents) > 40 and any(document.outlines for document in documents)
    for document in documents:
        shelf = Shelf(document)
        again = Remembered(document.path, document.kind, document.id, document.digests, shelf)  # type: ignore[arg-type]
        assert shelf.asked == 0
        for field in fields(Document):
            assert getattr(again, field.name) == getattr(document, field.name), f"{document.path}: {field.name}"
        assert (again.hidden, again.marks) == (document.hidden, document.marks)
        assert shelf.asked == 1


def test_a_check_that_knows_all_files_asks_few_what_they_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    said = Intake.said
    monkeypatch.setattr(Intake, "said", lambda self, document: asked.append(document.path) or said(self, document))
    for _ in range(2):
        asked.clear()
        store = Store(tmp_path / "x.db", "a")
        documents = Checker(ROOT, store=store).check().corpus.documents
        store.close()
    assert len(asked) < len(documents) / 4, asked
