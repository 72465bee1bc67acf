"""Stages 1 and 2 in one call: read a site and find everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from registry.cache.digests import of_value
from registry.cache.rows import Rows
from registry.cache.store import Store
from registry.i18n import Catalogue, load_catalogue
from registry.load.addresses import read_addresses
from registry.load.files import RecordFile, scan
from registry.load.loader import Corpus, load_document
from registry.load.remembered import SavedMeanwhile
from registry.problem import Finding, Problem, Severity, has_errors
from registry.project import Project
from registry.schema.kinds import load_kinds
from registry.text.converter import Converter
from registry.urls import Urls
from registry.validate.context import Context
from registry.validate.intake import Intake
from registry.validate.privacy.rule import severities
from registry.validate.reading import Reader
from registry.validate.rules import FRESH_RULES, RULES
from registry.validate.wording import word

DEFAULT_LANGUAGE = "en"
_LANGUAGE_LINE = re.compile(r"^language:[ ]*[\"']?([a-z]{2,3}(?:-[A-Z]{2})?)\b", re.MULTILINE)
_SOUND = b"sound"
"""What all files said when the rules found nothing."""
_NEEDED_TO_PUBLISH = {"P001", "P002", "P003", "P004", "P005"}


@dataclass
class Checked:
    """What was read, and every problem with it, worded and as found.

    ``catalogue`` has the network's language; ``converter`` knows the texts that were read.
    """

    corpus: Corpus
    converter: Converter
    problems: list[Problem]
    findings: list[Finding] = field(default_factory=list)

    @property
    def catalogue(self) -> Catalogue:
        return self.converter.catalogue

    @property
    def ok(self) -> bool:
        return not has_errors(self.problems)


def language_of(corpus: Corpus) -> str:
    """The network's language, even when the file that says it has mistakes."""
    network = corpus.one("network")
    if network is None:
        return DEFAULT_LANGUAGE
    language = network.data.get("language")
    if isinstance(language, str) and re.fullmatch(r"[a-z]{2,3}(?:-[A-Z]{2})?", language):
        return language
    return language_in(network.header)


def language_in(text: str) -> str:
    """The language that the text of a network's file names, whatever else it holds."""
    found = _LANGUAGE_LINE.search(text)
    return found[1] if found else DEFAULT_LANGUAGE


class Checker:
    """Reads and checks the site below ``root`` as often as asked, and each file as long as it is new.

    ``publish`` asks for all that the law asks for too. ``store`` remembers files for later runs.
    """

    def __init__(
        self, root: Path, project: Project | None = None, *, publish: bool = False, store: Store | None = None
    ) -> None:
        self.root, self.publish = root, publish
        self.project = project or Project()
        self.store = store or Store(None)
        self.kinds = load_kinds(self.project.schemas)
        self._intake: Intake | None = None
        self._sound: bytes | None = None

    def check(self) -> Checked:
        """Read the site as it is now and find everything that is wrong with it."""
        while True:
            try:
                return self._check()
            except SavedMeanwhile:
                pass  # of that file nothing is known any more: it is read

    def _check(self) -> Checked:
        tree = scan(self.root, self.kinds)
        corpus = Corpus.of_tree(self.root, self.kinds, tree)
        intake = self._intake_for(tree.records)
        for reading in intake.read(tree.records):
            corpus.documents.append(reading.document)
            corpus.findings.extend(reading.findings)
        if tree.addresses:
            corpus.addresses, wrong = read_addresses(self.root)
            corpus.findings.extend(wrong)
        catalogue = intake.converter.catalogue
        findings = list(corpus.findings)
        context = Context(corpus, urls_of(corpus, catalogue))
        findings.extend(self._found_by_rules(context, catalogue.language))
        if self.publish:
            findings = [
                replace(finding, severity=Severity.ERROR) if finding.code in _NEEDED_TO_PUBLISH else finding
                for finding in findings
            ]
        chosen = severities(context.network)
        findings = [
            replace(finding, severity=Severity(chosen[finding.code])) if finding.code in chosen else finding
            for finding in findings
        ]
        return Checked(corpus, intake.converter, word(findings, catalogue), findings)

    def _found_by_rules(self, context: Context, language: str) -> Iterator[Finding]:
        corpus = context.corpus
        about = [(document.path, document.digests[3]) for document in corpus.documents]
        sense = of_value((about, corpus.images, corpus.blind, sorted(corpus.lost), language))
        if self._sound is None:
            self._sound = self.store.get("rules", _SOUND)
        if sense != self._sound:
            found = [finding for rule, _ in RULES for finding in rule(context)]
            yield from found
            if not found:
                self._sound = sense
                self.store.change("rules", [(_SOUND, sense)])
        for rule, _ in FRESH_RULES:
            yield from rule(context)

    def _intake_for(self, files: list[RecordFile]) -> Intake:
        """An intake for the country and the language that the network's file names now."""
        only = [load_document(self.root, file)[0] for file in files if file.kind.name == "network"]
        about = Corpus(self.root, self.kinds, only)
        language, country = language_of(about), country_of(about)
        known = self._intake
        if known is None or (known.converter.catalogue.language, known.reader.country) != (language, country):
            catalogue = load_catalogue(self.project.locale, language, Rows(self.store, "catalogue"))
            self._intake = known = Intake(Reader(self.root, country, catalogue), self.store)
        return known


def check(root: Path, project: Project | None = None, *, publish: bool = False, store: Store | None = None) -> Checked:
    """Read the site below ``root`` and check it; see :class:`Checker`."""
    return Checker(root, project, publish=publish, store=store).check()


def help_url(checked: Checked) -> Callable[[str], str | None]:
    """The page of the published site that explains a code; ``None`` as long as the site's address is not known."""
    network = checked.corpus.one("network")
    site = network.data.get("site_url") if network else None
    urls = urls_of(checked.corpus, checked.catalogue)
    return lambda code: site.rstrip("/") + urls.message(code) if isinstance(site, str) else None


def urls_of(corpus: Corpus, catalogue: Catalogue) -> Urls:
    """The addresses of everything that was read."""
    return Urls(corpus.kinds, catalogue, {kind.name: corpus.of_kind(kind.name) for kind in corpus.kinds})


def country_of(corpus: Corpus) -> str | None:
    """The network's country (ISO 3166-1 alpha-2), which decides on the forms of numbers."""
    network = corpus.one("network")
    place = network.data.get("place") if network else None
    country = place.get("country") if isinstance(place, dict) else None
    return country if isinstance(country, str) else None
