"""All that follows from one file alone: its document, what is wrong with it, what its texts hold.

It is kept by the file's bytes, so that a file is read as long as it is new, and judged once.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from registry.cache.digests import of_text, of_value
from registry.i18n import Catalogue
from registry.load.document import Document
from registry.load.files import RecordFile
from registry.load.loader import Unreadable, read_document, read_text, unreadable
from registry.problem import Finding
from registry.schema.kinds import walk
from registry.text.converter import Converter, key_of, pack, shown
from registry.text.markdown import MarkdownError
from registry.text.texts import Outline, texts_of
from registry.urls import sort_key
from registry.validate.privacy.rule import Privacy
from registry.validate.rules import OWN_RULES


class Reading(NamedTuple):
    """A document with the findings about its file alone."""

    document: Document
    findings: list[Finding]


class Judged(NamedTuple):
    """A reading that was just made, with what its texts became (rows of a converter)."""

    reading: Reading
    texts: list[tuple[bytes, bytes]]


class Reader:
    """Reads the files of the site below ``root``, for a network in ``country`` (ISO 3166-1 alpha-2, or ``None``)."""

    def __init__(self, root: Path, country: str | None, catalogue: Catalogue) -> None:
        self.root = root
        self.country = country
        self.converter = Converter(catalogue)
        self._privacy = Privacy(country, catalogue)

    @cached_property
    def _acceptance(self) -> Any:
        from registry.validate.acceptance import Acceptance  # a run that knows all files does without

        return Acceptance(self.country)

    @cached_property
    def _structure(self) -> Any:
        # jsonschema takes a tenth of a second to import: where nothing is wrong, a run does without.
        from registry.validate.structure import Structure

        return Structure(self.country)

    def read(self, file: RecordFile, sound: bytes | None = None) -> tuple[str | None, Judged]:
        """A file's text, and what follows from it; no text of a file that cannot be had as text.

        ``sound`` is the digest of data that its schema is known to accept.
        """
        try:
            text = read_text(self.root / file.path)
        except Unreadable as problem:
            return None, Judged(Reading(*unreadable(file, problem)), [])
        return text, self.judge(file, text, sound)

    def judge(self, file: RecordFile, text: str, sound: bytes | None = None) -> Judged:
        """What follows from the text of a file."""
        document, findings = read_document(file, text)
        known = sound is not None and of_value(document.data) == sound
        if not (document.broken or known or self._acceptance.accepts(document.data, file.kind)):
            findings.extend(self._structure.check(document, file.kind))
        for rule, _ in OWN_RULES:
            findings.extend(rule(document, file.kind))
        findings.extend(self._privacy.check(document))
        outlines, texts = [], []
        for pointer, fitted in texts_of(file.kind, document.data, document.body):
            try:
                result = self.converter.convert(fitted)
            except MarkdownError as error:
                outlines.append(Outline(pointer, reason=error.reason, line=error.line))
                continue
            anchors = tuple(heading.id for heading in result.headings)
            outlines.append(Outline(pointer, (*result.links, *result.images), anchors))
            texts.append((key_of(fitted), pack(shown(result))))
        document.outlines = tuple(outlines)
        document.order = sort_key(file.kind, document)
        document.references = tuple(
            (place, pointer, value)
            for place, (pattern, _) in enumerate(file.kind.references)
            for pointer, value in walk(document.data, pattern)
            if isinstance(value, str)
        )
        refused = document.header if document.broken or document.flawed else None
        document.digests = (
            of_text(text),
            of_value(document.data),
            of_value(document.body),
            of_value((document.data, sorted(document.flawed), refused, list(map(_without_places, outlines)))),
        )
        return Judged(Reading(document, findings), texts)


def _without_places(outline: Outline) -> tuple[Any, ...]:
    links = [(link.target, link.text, link.is_image) for link in outline.links]
    return outline.pointer, links, outline.anchors, outline.reason
