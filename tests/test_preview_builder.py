"""A build of the preview: whatever breaks, it comes back and says where."""

from __future__ import annotations

import contextlib
import gzip
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from preview.builder import Builder, Outcome
from registry.search import available
from registry.write.lock import Lock
from support.sites import ROOT
from support.trees import PARTNER, make_site


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, to break."""
    project = tmp_path_factory.mktemp("project")
    for name in ("plugins", "schemas", "theme"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "pelicanconf.py", project)
    return project


@pytest.fixture
def builder(tmp_path: Path, project: Path) -> Iterator[Builder]:
    site = make_site(tmp_path / "site", {"data/partners/a.yaml": PARTNER})
    with closing(Builder(project, site, tmp_path / "out")) as builder:
        yield builder


def test_it_says_what_changed(builder: Builder) -> None:
    first = builder.build()
    assert first.ok, first.report
    assert first.changed
    assert {"index.html", "partners/a/index.html", "api/v1/partners.json"} <= first.changed
    assert "pages" in first.line
    assert first.line not in first.report
    (builder.site / "data/partners/a.yaml").write_text(PARTNER + "role: Sings.\n", "utf-8")
    (builder.site / "data/partners/b.yaml").write_text(PARTNER, "utf-8")
    second = builder.build()
    assert second.changed
    assert {"partners/a/index.html", "partners/b/index.html"} <= second.changed
    assert "glossary/index.html" not in second.changed
    (builder.site / "data/partners/b.yaml").unlink()
    third = builder.build()
    assert third.changed
    assert "partners/b/index.html" in third.changed
    assert builder.build().changed == frozenset()


def test_what_is_looked_at_comes_first(builder: Builder) -> None:
    told: list[frozenset[str]] = []
    page = builder.output / "partners/a/index.html"
    (builder.site / "data/partners/b.yaml").write_text(PARTNER, "utf-8")
    builder.build(["partners/a/index.html"], told.append)
    assert not told, "nobody can look at what is not there yet"
    (builder.site / "data/partners/a.yaml").write_text(PARTNER + "role: Sings.\n", "utf-8")
    outcome = builder.build(["partners/b/index.html", "partners/a/index.html"], told.append)
    assert told == [frozenset({"partners/a/index.html"})]
    assert "Sings." in page.read_text("utf-8")
    assert outcome.ok
    assert outcome.changed
    assert {"partners/a/index.html", "api/v1/partners.json"} <= outcome.changed
    (builder.site / "data/partners/a.yaml").write_text(PARTNER + "nmae: x\n", "utf-8")
    assert not builder.build(["partners/a/index.html"], told.append).ok
    assert len(told) == 1


def test_it_says_at_once_that_another_build_has_the_folder(builder: Builder) -> None:
    """While it waits, and not once it is done."""
    with contextlib.ExitStack() as other:
        other.enter_context(Lock(builder.output).alone())
        told: list[str] = []

        def waits(text: str) -> None:
            told.append(text)
            other.close()

        outcome = builder.build(waits=waits)
    assert outcome.ok, outcome.report
    assert told == [f"Another build is at work in {builder.output}: this one waits until it is done."]
    assert "Another build" not in outcome.report


def test_problems_come_with_their_lines_and_explanations(builder: Builder) -> None:
    (builder.site / "data/partners/a.yaml").write_text(PARTNER + "nmae: x\n", "utf-8")
    outcome = builder.build()
    assert not outcome.ok
    found = next(problem for problem in outcome.problems if problem["code"] == "S001")
    assert (found["path"], found["line"], found["column"]) == ("data/partners/a.yaml", 3, 1)
    assert found["source"] == "nmae: x"
    assert found["help"] == "/contribute/messages/s001/"
    assert "data/partners/a.yaml:3:1" in outcome.report
    assert not builder.output.exists()


BROKEN = [
    ("pelicanconf.py", "x = (\n", "'(' was never closed"),
    ("plugins/site_pages/__init__.py", "import nothing_here\n", "ModuleNotFoundError: No module named 'nothing_here'"),
    ("plugins/registry/build.py", "else\n", "invalid syntax"),
    ("plugins/site_files/__init__.py", "register = family(lambda build: build.nothing)\n", "AttributeError:"),
    ("schemas/partner.schema.json", "}", "Extra data"),
    ("theme/templates/home.html", "{% if %}", "Expected an expression"),
    ("theme/locale/en/LC_MESSAGES/messages.po", "nonsense", "not a line of a .po file"),
]


@pytest.mark.parametrize(("name", "text", "message"), BROKEN, ids=[name for name, _, _ in BROKEN])
def test_what_is_broken_has_its_place(builder: Builder, name: str, text: str, message: str) -> None:
    file = builder.project / name
    good = file.read_text("utf-8")
    file.write_text(good + text, "utf-8")
    try:
        outcome = builder.build()
    finally:
        file.write_text(good, "utf-8")
    assert not outcome.ok
    found = outcome.problems[0]
    assert (found["path"], found["severity"]) == (name, "error")
    assert found["message"].startswith(message)
    assert found["line"] >= good.count("\n")
    assert found["source"].strip() in text
    assert f"{name}:{found['line']}" in outcome.report
    assert "Traceback" not in outcome.report


def test_a_build_that_dies_is_a_failure_like_others(builder: Builder) -> None:
    file = builder.project / "plugins/site_pages/__init__.py"
    good = file.read_text("utf-8")
    file.write_text(good + "import os, sys\nsys.stderr.write('out of memory')\nos._exit(9)\n", "utf-8")
    try:
        outcome = builder.build()
    finally:
        file.write_text(good, "utf-8")
    assert (outcome.ok, outcome.changed) == (False, None)


def test_an_output_folder_that_is_refused_is_told_without_a_place(builder: Builder, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("years of work")
    with closing(Builder(builder.project, builder.site, tmp_path / "mine")) as other:
        outcome = other.build()
    assert not outcome.ok
    assert outcome.problems[0]["path"] == ""
    assert str(tmp_path / "mine") in outcome.problems[0]["message"]
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_a_build_uses_what_the_one_before_knew_and_sees_new_code(builder: Builder) -> None:
    assert builder.build().ok
    first = builder._process
    assert first
    assert builder.build().ok
    assert builder._process is first
    template = builder.project / "theme/templates/base.html"
    good = template.read_text("utf-8")
    template.write_text(good + "<!-- new -->", "utf-8")
    try:
        assert "404.html" in (builder.build().changed or ())
        assert "<!-- new -->" in (builder.output / "404.html").read_text("utf-8")
    finally:
        template.write_text(good, "utf-8")
    builder.close()
    assert first.poll() is not None


def test_a_process_that_is_killed_is_followed_by_another(builder: Builder) -> None:
    assert builder.build().ok
    assert builder._process
    builder._process.kill()
    builder._process.wait()
    assert builder.build().ok


def test_a_report_is_painted_for_terminals_only(builder: Builder, tmp_path: Path) -> None:
    (builder.site / "data/partners/a.yaml").write_text(PARTNER + "nmae: x\n", "utf-8")
    assert "\x1b" not in builder.build().report
    with closing(Builder(builder.project, builder.site, builder.output, colour=True)) as other:
        painted = other.build()
    assert "\x1b[" in painted.report
    assert "\x1b" not in str(painted.problems)


def test_an_outcome_says_at_least_this() -> None:
    outcome = Outcome(True, "line", "report")
    assert (outcome.problems, outcome.changed) == ([], None)


@pytest.mark.skipif(not available(), reason="there is no Pagefind for this machine")
def test_the_search_index_comes_after_the_pages_and_an_edit_does_not_wait_for_it(
    builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEARCH", "1")

    def words() -> str:
        texts = [gzip.decompress(path.read_bytes()).decode() for path in builder.output.glob("pagefind/fragment/*")]
        return " ".join(texts)

    assert builder.build().ok
    (builder.site / "data/partners/a.yaml").write_text(PARTNER + "role: Sings on Mondays.\n", "utf-8")
    assert builder.build().ok  # whether the first index was made or not
    until = time.monotonic() + 20
    while "Mondays" not in words() and time.monotonic() < until:
        time.sleep(0.02)
    assert "Mondays" in words()


def test_code_that_is_mended_within_a_second_takes_effect(
    builder: Builder, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    plugin = project / "plugins/site_pages/__init__.py"
    good = plugin.read_text("utf-8")
    assert builder.build().ok
    written = time.time_ns() + 10**9
    for text, fine in [(good.replace("build.views", "build.viewz"), False), (good, True)]:
        plugin.write_text(text, "utf-8")
        written += 1
        os.utime(plugin, ns=(written, written))
        assert builder.build().ok is fine
