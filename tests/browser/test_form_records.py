"""What a form writes: read back, checked, opened again, and changed in one place."""

from __future__ import annotations

import fcntl
import json
import re
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import pytest
from playwright.sync_api import Page as Tab
from registry.load.files import RecordFile
from registry.load.loader import read_document
from registry.project import Project
from registry.schema.kinds import Kinds, load_kinds
from registry.validate.check import check
from support.quiet import ROOT
from support.sites import BuiltSites
from support.trees import make_site, problems

from browser.conftest import SKERRYMOOR
from browser.form_driver import Found, propose
from browser.form_network import FILES
from browser.form_records import PROPOSALS
from browser.told import told

FORMS = {"partner": "partenaires", "meeting": "reunions", "project": "projets"}
SOURCES = {"utopia": ROOT, "skerrymoor": SKERRYMOOR}
OTHER = {"partner": ("name", "Un autre nom"), "meeting": ("citizens", 77), "project": ("summary", "Un autre résumé.")}
"""By kind: a field to change, and its new value."""


@pytest.fixture(scope="module")
def kinds() -> Kinds:
    return load_kinds(Project().schemas)


@pytest.fixture
def grown(built_site: BuiltSites, ficelle: str, tab: Tab) -> tuple[Path, list[Found]]:
    """The small network with all that was proposed to it, and what the forms said; the first worker to ask does it."""
    root, store = built_site.folder / "ficelle", built_site.folder / "ficelle.json"
    with store.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not store.exists():
            jobs = [{"url": f"{ficelle}/contribuer/{FORMS[one.kind]}/", **one.typed} for one in PROPOSALS]
            found = propose(tab, ficelle, jobs)
            written = {one.path: one.text for one in found if one.text is not None}
            make_site(root, {**FILES, **written}, network=None)
            store.write_text(json.dumps([asdict(one) for one in found]), "utf-8")
    return root, [Found(**one) for one in json.loads(store.read_text("utf-8"))]


def test_the_records_are_many_and_of_every_kind() -> None:
    counts = Counter(one.kind for one in PROPOSALS)
    assert counts.total() >= 45
    assert all(counts[kind] >= 8 for kind in FORMS)


def test_what_a_form_writes_passes_the_check_and_is_read_as_it_was_typed(grown, kinds: Kinds) -> None:
    root, found = grown
    wrong = [f"{one.id}: {seen.errors}" for one, seen in zip(PROPOSALS, found, strict=True) if seen.errors]
    wrong += [f"{one.id}: the form suggests {s.id}" for one, s in zip(PROPOSALS, found, strict=True) if one.id != s.id]
    assert not wrong, told(wrong)
    assert problems(root, publish=True) == []
    corpus = check(root).corpus
    for one in PROPOSALS:
        (document,) = [found for found in corpus.of_kind(one.kind) if found.id == one.id]
        assert document.data == one.kept, one.id
        if one.text is not None:
            assert document.body.removesuffix("\n") == one.text, one.id


def test_fields_stand_in_the_order_of_the_schema(grown, kinds: Kinds) -> None:
    _, found = grown
    for one, seen in zip(PROPOSALS, found, strict=True):
        keys = re.findall(r"(?m)^(\w+):", seen.text.split("\n---\n")[0])
        assert keys == [name for name in kinds[one.kind].schema["properties"] if name in one.kept], one.id


def without(text: str, key: str) -> str:
    """A file's text without an entry of its first level."""
    return re.sub(rf"(?m)^{key}:.*\n(?: .*\n)*", "", text, count=1)


@pytest.mark.parametrize("name", ["utopia", "skerrymoor", "ficelle"])
def test_an_opened_record_stays_as_it_is_but_for_what_is_changed(
    name: str,
    request: pytest.FixtureRequest,
    built_site: BuiltSites,
    serve_folder,
    tab: Tab,
    kinds,
) -> None:
    root = request.getfixturevalue("grown")[0] if name == "ficelle" else SOURCES[name]
    output = built_site(root)
    word = "contribute" if name == "skerrymoor" else "contribuer"
    corpus = check(root).corpus
    documents = [document for kind in FORMS for document in corpus.of_kind(kind)]
    plural = {kind: kind + "s" if name == "skerrymoor" else FORMS[kind] for kind in FORMS}
    served = serve_folder(output)
    jobs = []
    for document in documents:
        field, value = OTHER[document.kind]
        url = f"{served}/{word}/{plural[document.kind]}/?id={document.id}"
        jobs.append({"url": url, "again": {field: str(value)}})
    wrong = []
    for document, found in zip(documents, propose(tab, served, jobs), strict=True):
        before = (root / document.path).read_text("utf-8")
        if (found.path, found.text, found.errors) != (document.path, before, []):
            wrong.append(f"{document.path}: opened and not changed: {found.errors} {found.text}")
            continue
        field, value = OTHER[document.kind]
        changed, _ = read_document(RecordFile(document.path, kinds[document.kind], document.id), found.again or "")
        if (changed.data, changed.body) != ({**document.data, field: value}, document.body):
            wrong.append(f"{document.path}: {field} changed: {changed.data}")
        if without(found.again or "", field) != without(before, field):
            wrong.append(f"{document.path}: {field} changed, and more: {found.again}")
    assert not wrong, told(wrong)
    assert len(documents) >= 18
