"""Files are read when they are new, and what is known of them is never another version's."""

import os
from pathlib import Path
from typing import Any

import pytest
from registry.cache import looks
from registry.cache.store import Store
from registry.load.files import RecordFile
from registry.load.remembered import SavedMeanwhile
from registry.problem import Problem
from registry.schema.kinds import Kind
from registry.validate.acceptance import Acceptance
from registry.validate.check import Checker, check
from registry.validate.intake import Intake
from registry.validate.reading import Reader, Reading
from support.trees import PARTNER, make_site

PAGE = "---\ntitle: Page\n---\n\nSee [the club](/partners/a/) and [nothing](/nowhere/).\n"
LEAF = "---\ntitle: Leaf\n---\n\nNothing to see.\n"


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that are judged anew."""
    monkeypatch.setenv("JOBS", "1")
    monkeypatch.setattr(looks, "RACY_NS", -1)
    paths: list[str] = []
    judge = Reader.judge

    def noting(self: Reader, file: object, *more: object) -> object:
        paths.append(file.path)  # type: ignore[attr-defined]
        return judge(self, file, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Reader, "judge", noting)
    return paths


def problems(site: Path, cache: Path) -> list[Problem]:
    store = Store(cache / "x.db", "a")
    found = Checker(site, store=store).check().problems
    store.close()
    assert found == check(site).problems
    return found


def test_a_file_is_judged_once(tmp_path: Path, judged: list[str]) -> None:
    site = make_site(tmp_path / "site", {"data/partners/a.yaml": PARTNER, "content/pages/p.md": PAGE})
    first = problems(site, tmp_path)
    assert [problem.code for problem in first if problem.path == "content/pages/p.md"] == ["L001"]
    judged.clear()
    store = Store(tmp_path / "x.db", "a")
    checker = Checker(site, store=store)
    assert checker.check().problems == first
    assert checker.check().problems == first
    assert judged == []
    (site / "content/pages/p.md").write_text(PAGE + "\nMore.\n")
    checker.check()
    assert judged == ["content/pages/p.md"]
    store.close()


def test_a_schema_is_asked_again_only_of_other_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    ask = Acceptance.accepts

    def noting(self: Acceptance, data: dict[str, Any], kind: Kind) -> bool:
        asked.append(kind.name)
        return ask(self, data, kind)

    monkeypatch.setattr(Acceptance, "accepts", noting)
    path = "content/pages/p.md"
    site = make_site(tmp_path / "site", {path: PAGE})
    problems(site, tmp_path)
    for text, again in [
        (PAGE + "\nMore.\n", False),
        (PAGE.replace("title: Page", "title:   Page"), False),
        (PAGE.replace("title: Page", "titel: Page"), True),
        (PAGE.replace("title: Page", "titel: Page") + "\nMore.\n", True),
        (PAGE, True),
    ]:
        (site / path).write_text(text, "utf-8")
        asked.clear()
        store = Store(tmp_path / "x.db", "a")
        found = Checker(site, store=store).check().problems
        store.close()
        assert ("page" in asked) is again, text
        assert found == check(site).problems


def test_a_file_with_new_times_and_the_same_words_is_not_judged_again(tmp_path: Path, judged: list[str]) -> None:
    site = make_site(tmp_path / "site", {"data/partners/a.yaml": PARTNER})
    problems(site, tmp_path)
    for path in site.rglob("*.yaml"):
        os.utime(path, ns=(1, 1))
    judged.clear()
    store = Store(tmp_path / "x.db", "a")
    Checker(site, store=store).check()
    assert judged == []


def test_a_change_that_leaves_size_and_time_is_seen_while_it_is_young(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", {"data/partners/a.yaml": PARTNER})
    path = site / "data/partners/a.yaml"
    before = path.stat()
    assert problems(site, tmp_path) == problems(site, tmp_path)
    path.write_text(PARTNER.replace("classification: club", "classification: clab"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert "S028" in {problem.code for problem in problems(site, tmp_path)}


def test_a_file_that_comes_and_goes_and_cannot_be_read_is_told_each_time(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", {"data/partners/a.yaml": PARTNER, "content/pages/p.md": PAGE})
    path = site / "data/partners/a.yaml"
    codes = []
    for content in (None, b"\xff", PARTNER.encode(), b"name: [", None, PARTNER.encode()):
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_bytes(content)
        codes.append(sorted({problem.code for problem in problems(site, tmp_path) if problem.severity == "error"}))
    assert codes == [["L001"], ["F004", "L001"], ["L001"], ["L001", "Y016"], ["L001"], ["L001"]]


def test_another_language_or_country_judges_anew(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", {"data/partners/a.yaml": PARTNER + "contact_details: {phone: '12'}\n"})
    problems(site, tmp_path)
    network = site / "data/network.yaml"
    network.write_text(network.read_text().replace("language: en", "language: fr"))
    assert any("n’est pas" in problem.message for problem in problems(site, tmp_path))


def test_words_of_another_version_are_never_taken_for_these(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looks, "RACY_NS", -(10**15))
    site = make_site(tmp_path / "site", {"data/partners/a.yaml": PARTNER, "content/pages/p.md": PAGE})
    network, page = site / "data/network.yaml", site / "content/pages/p.md"
    good = network.read_text()
    store = Store(tmp_path / "x.db", "a")
    checker = Checker(site, store=store)
    checker.check()
    network.write_text(good.replace("language: en", "language: fr"))
    page.write_text(PAGE + "\nWithdrawn.\n")
    checker.check()
    network.write_text(good)
    page.write_text(PAGE)
    found = Checker(site, store=store).check().corpus
    store.close()
    assert [document.body for document in found.documents if document.path == "content/pages/p.md"] == [
        PAGE.split("---\n")[2]
    ]


def test_what_was_lost_is_read_again(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", {"data/partners/a.yaml": PARTNER, "content/pages/p.md": PAGE})
    problems(site, tmp_path)
    store = Store(tmp_path / "x.db", "a")
    for section in ("said GB en", "words"):
        store.change(section, drop=[key for key, _ in store.rows(section)])
    documents = Checker(site, store=store).check().corpus.documents
    assert [document.data for document in documents] == [document.data for document in check(site).corpus.documents]
    assert [document.outlines for document in documents] == [d.outlines for d in check(site).corpus.documents]
    store.close()


def test_what_was_lost_and_is_another_thing_by_now_is_never_taken_for_what_it_was(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", {"data/partners/a.yaml": PARTNER, "content/pages/p.md": LEAF})
    problems(site, tmp_path)
    store = Store(tmp_path / "x.db", "a")
    checker = Checker(site, store=store)
    known = {document.path: document for document in checker.check().corpus.documents}
    page = site / "content/pages/p.md"
    page.write_text(LEAF.replace("title: Leaf", "title: Other"))
    for section in ("said GB en",):
        store.change(section, drop=[key for key, _ in store.rows(section)])
    with pytest.raises(SavedMeanwhile, match=r"p\.md"):
        assert known["content/pages/p.md"].data
    found = {document.path: document for document in checker.check().corpus.documents}
    assert found["content/pages/p.md"].data["title"] == "Other"
    store.close()


def test_a_check_begins_again_where_a_file_was_saved_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(tmp_path / "site", {"data/partners/a.yaml": PARTNER, "content/pages/p.md": PAGE})
    problems(site, tmp_path)
    store = Store(tmp_path / "x.db", "a")
    for section in ("said GB en", "rules"):
        store.change(section, drop=[key for key, _ in store.rows(section)])
    read = Intake.read

    def saving(self: Intake, files: list[RecordFile]) -> list[Reading]:
        found = read(self, files)
        monkeypatch.setattr(Intake, "read", read)
        (site / "content/pages/p.md").write_text(PAGE.replace("/nowhere/", "/partners/a/"))
        return found

    monkeypatch.setattr(Intake, "read", saving)
    codes = [p.code for p in Checker(site, store=store).check().problems if p.path == "content/pages/p.md"]
    store.close()
    assert codes == []
