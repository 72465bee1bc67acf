"""Whatever is in the files: a clear problem with its place, or harmless text; never a traceback or half a site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from registry.report.as_json import as_json
from registry.report.as_text import as_text
from registry.validate.check import check
from support.sites import ROOT, SETTINGS, run_pelican
from support.trees import NETWORK, PARTNER, Files, found, make_site, problems, tree

GOOD: Files = {"data/partners/good.yaml": "name: Good Club\nclassification: club\n"}
BAD = "data/partners/bad.yaml"
BOMB = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12))
RECORDS: dict[str, tuple[str | bytes, list[tuple[int, int, str]]]] = {
    "017": (PARTNER + "signatures: [{charter: 017, date: 017}]\n", [(3, 24, "R001"), (3, 35, "S008")]),
    "30 February": (PARTNER + "start_date: 2024-02-30\n", [(3, 13, "S008")]),
    "duplicate key": ("name: A\nclassification: club\nname: B\n", [(3, 1, "Y003")]),
    "tab": ("name: A\nclassification: club\nlogo:\n\tfile: a.png\n", [(4, 1, "Y002")]),
    "anchor": ("name: &a A\nclassification: club\n", [(1, 7, "Y004")]),
    "alias": ("name: *a\nclassification: club\n", [(1, 7, "Y004")]),
    "tag": ("name: !!python/object/apply:os.system [id]\nclassification: club\n", [(1, 7, "Y005")]),
    "merge key": (PARTNER + "<<: {name: B}\n", [(3, 1, "S001")]),
    "Latin-1": ("name: Été\nclassification: club\n".encode("latin-1"), [(1, 7, "F004")]),
    "UTF-16": ("name: A\nclassification: club\n".encode("utf-16"), [(1, 1, "F004")]),
    "empty": ("", [(1, 1, "F006")]),
    "blank": (" \n\n", [(1, 1, "F006")]),
    "2 MB": (PARTNER + "# " + "x" * 2_000_000 + "\n", [(1, 1, "F003")]),
    "NUL": (b"name: A\0\nclassification: club\n", [(1, 8, "F010")]),
    "escape character": (PARTNER + "role: \x1b[2J\n", [(3, 7, "F010")]),
    "escaped escape character": (PARTNER + 'role: "\\e[2J"\n', [(3, 7, "F010")]),
    "reversed text": (PARTNER + "role: a\u202eb\n", [(3, 8, "F010")]),
    "javascript: link": (PARTNER + "website: javascript:alert(1)\n", [(3, 10, "S010")]),
    "javascript: link in a text": (PARTNER + "text: '[x](javascript:alert(1))'\n", [(3, 7, "L003")]),
    "data: link in a text": (PARTNER + "text: '[x](data:text/html;base64,eA==)'\n", [(3, 7, "L003")]),
    "image from elsewhere": (PARTNER + "text: '![x](https://evil.example.org/x.png)'\n", [(3, 7, "L005")]),
    "path as an id": (PARTNER + "signatures: [{charter: ../../x}]\n", [(3, 24, "R001")]),
    "path as a file": (PARTNER + "logo: {file: ../../x.png, alt: x}\n", [(3, 14, "S027")]),
    "100,000 brackets": ("name: " + "[" * 100_000, [(1, 1006, "Y007")]),
    "100,000 dashes": ("- " * 100_000, [(1, 25, "Y007")]),
    "a list": ("- name: A\n", [(1, 1, "Y017")]),
    "a text": ("Harbour Club\n", [(1, 1, "Y017")]),
    "two documents": (PARTNER + "---\n" + PARTNER, [(3, 1, "Y006")]),
    "an unknown field named as a method": (PARTNER + "__class__: x\n", [(3, 1, "S001")]),
    "a placeholder as a field": (PARTNER + "'{field}': x\n", [(3, 1, "S001")]),
    "nothing but a null": ("~\n", [(1, 1, "Y017")]),
    "NaN": (PARTNER + "start_date: .nan\n", [(3, 13, "S008")]),
}  # fmt: skip


@pytest.mark.parametrize("name", RECORDS)
def test_a_bad_record_is_told_where_it_is_bad_and_nothing_else_is(tmp_path: Path, name: str) -> None:
    content, expected = RECORDS[name]
    begun = time.monotonic()
    site = make_site(tmp_path, {**GOOD, BAD: content})
    assert found(site) == [(BAD, *place) for place in expected]
    for problem in problems(site):
        assert problem.message
        assert problem.hint
    assert time.monotonic() - begun < 10


def test_a_bomb_of_aliases_is_told_and_costs_nothing(tmp_path: Path) -> None:
    begun = time.monotonic()
    told = found(make_site(tmp_path, {**GOOD, BAD: BOMB}))
    assert {(path, code) for path, _, _, code in told} == {(BAD, "Y004")}
    assert len(told) <= 25
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    ("typed", "name"), [("no", "no"), ("017", "017"), ("1:30", "1:30"), ("2024-01", "2024-01"), ("~", "~"), ("=", "=")]
)
def test_what_yaml_would_have_guessed_stays_what_was_typed(tmp_path: Path, typed: str, name: str) -> None:
    site = make_site(tmp_path, {"data/partners/no.yaml": f"name: {typed}\nclassification: club\n"})
    checked = check(site)
    assert checked.problems == []
    assert checked.corpus.of_kind("partner")[0].data["name"] == name


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbfname: \xc3\x89t\xc3\xa9\r\nclassification: club\r\n",
        b"name: \xc3\x89t\xc3\xa9\rclassification: club\r",
    ],
)
def test_marks_and_line_ends_of_other_systems_are_no_mistakes(tmp_path: Path, raw: bytes) -> None:
    checked = check(make_site(tmp_path, {"data/partners/ete.yaml": raw}))
    assert checked.problems == []
    assert checked.corpus.of_kind("partner")[0].data["name"] == "Été"


def _link(site: Path, outside: Path) -> None:
    outside.write_text("name: Secret\nclassification: club\n")
    (site / BAD).symlink_to(outside)


def _linked_folder(site: Path, outside: Path) -> None:
    shutil.move(site / "data/partners", outside)
    (site / "data/partners").symlink_to(outside)


def _linked_data(site: Path, outside: Path) -> None:
    shutil.move(site / "data", outside)
    (site / "data").symlink_to(outside)


def _file(path: str) -> Callable[[Path, Path], object]:
    return lambda site, outside: (site / path).write_text(PARTNER)


def _renamed(site: Path, outside: Path) -> None:
    (site / "data/network.yaml").rename(site / "data/network.yml")


PLACES: dict[str, tuple[Callable[[Path, Path], object], list[tuple[str, str]]]] = {
    "a link": (_link, [(BAD, "F002")]),
    "a linked folder": (_linked_folder, [("data/partners", "F002")]),
    "linked data": (_linked_data, [("data", "F002")]),
    "a pipe": (lambda site, outside: os.mkfifo(site / BAD), [(BAD, "F002")]),
    "a folder named as a record": (lambda site, outside: (site / BAD).mkdir(), [(BAD, "F011")]),
    "another ending": (_file("data/partners/bad.yml"), [("data/partners/bad.yml", "F001")]),
    "an unknown file": (_file("data/notes.txt"), [("data/notes.txt", "F012")]),
    "a coded path": (_file("data/partners/%2e%2e%2fx.yaml"), [("data/partners/%2e%2e%2fx.yaml", "F005")]),
    "a line break in a name": (_file("data/partners/a\nb.yaml"), [("data/partners/a\nb.yaml", "F005")]),
    "a hidden file": (_file("data/partners/.bad.yaml"), []),
    "no network": (lambda site, outside: (site / "data/network.yaml").unlink(), [("data/network.yaml", "F007")]),
    "network.yml": (_renamed, [("data/network.yml", "F012")]),
}


@pytest.mark.parametrize("name", PLACES)
def test_what_lies_where_no_record_lies_is_told_once(tmp_path: Path, name: str) -> None:
    make, expected = PLACES[name]
    site = make_site(tmp_path / "site", GOOD)
    make(site, tmp_path / "outside")
    told = found(site)
    assert [(path, code) for path, _, _, code in told] == expected
    checked = check(site)
    assert as_text(checked.problems, checked.catalogue, site)
    assert as_json(checked.problems)


def test_a_record_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    news = "---\ntitle: n\ndate: 2020\npartners: [bad]\n---\n"
    site = make_site(tmp_path, {**GOOD, BAD: PARTNER, "content/news/n.md": news})
    opened = os.open

    def refusing(path: Path, *arguments: int) -> int:  # root may read everything
        if Path(path) == site / BAD:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments)

    monkeypatch.setattr(os, "open", refusing)
    assert found(site) == [(BAD, 1, 1, "F008")]


def test_names_that_are_not_utf8_are_printed_all_the_same(tmp_path: Path) -> None:
    site = make_site(tmp_path, GOOD)
    Path(os.fsdecode(os.fsencode(site / "data/partners") + b"/\xe9.yaml")).write_text(PARTNER)
    for form in ("text", "json"):
        done = _check(site, "--format", form)
        assert (done.returncode, done.stderr) == (1, b"")
        assert "data/partners/�.yaml" in done.stdout.decode()


def _check(site: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "registry", "check", "--site", str(site), *options]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **SETTINGS}, capture_output=True)


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"content/pages/api.md": "---\ntitle: x\n---\n"}, "R002"),
        ({"content/pages/theme.md": "---\ntitle: x\n---\n"}, "R002"),
        ({"content/pages/partners.md": "---\ntitle: x\n---\n"}, "R002"),
        ({"data/redirects.yaml": "redirects: [{from: /sitemap.xml, to: /}]\n"}, "S018"),
        ({"data/redirects.yaml": "redirects: [{from: /api/v1/partners.json, to: /}]\n"}, "S018"),
        ({"data/redirects.yaml": "redirects: [{from: /404.html, to: /}]\n"}, "R020"),
        ({"data/redirects.yaml": "redirects: [{from: /partners, to: /}]\n"}, "R020"),
        ({"data/redirects.yaml": "redirects: [{from: /partners/index.html, to: /}]\n"}, "R020"),
        ({"data/redirects.yaml": "redirects: [{from: /a, to: /}, {from: /a/, to: /}]\n"}, "R016"),
        ({"data/redirects.yaml": "redirects: [{from: /a/, to: /b/}, {from: /b/, to: /a/}]\n"}, "R010"),
        ({"data/redirects.yaml": "redirects: [{from: /a/, to: /a/}]\n"}, "R010"),
        ({"data/redirects.yaml": "redirects: [{from: /a/, to: /b/}, {from: /b/, to: /c/}]\n"}, "R011"),
    ],
)
def test_nothing_takes_the_place_of_the_sites_own_files(tmp_path: Path, files: Files, code: str) -> None:
    told = [code for *_, code in found(make_site(tmp_path, files))]
    assert set(told) == {code}


def test_all_mistakes_of_a_site_are_told_in_one_run_each_with_its_place_and_a_hint_in_french(tmp_path: Path) -> None:
    """Three dozen in as many files: none hides another, none is told twice."""
    files = {f"data/partners/bad-{n}.yaml": content for n, (content, _) in enumerate(RECORDS.values())}
    expected = [
        (f"data/partners/bad-{n}.yaml", *place) for n, (_, places) in enumerate(RECORDS.values()) for place in places
    ]
    told = {}
    for language in ("fr", "en"):
        network = NETWORK.replace("language: en", f"language: {language}")
        told[language] = problems(make_site(tmp_path / language, {**GOOD, **files}, network=network))
    found = [(problem.path, problem.line, problem.column, problem.code) for problem in told["fr"]]
    assert sorted(found) == sorted(expected)
    assert len(expected) > 30
    assert len({code for *_, code in expected}) >= 17
    for french, english in zip(told["fr"], told["en"], strict=True):
        assert french.hint, french
        assert french.hint != english.hint, french.code
        assert french.message != english.message, french.code


def test_a_bad_site_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    site = make_site(
        tmp_path / "site",
        {**GOOD, **{f"data/partners/bad-{n}.yaml": content for n, (content, _) in enumerate(RECORDS.values())}},
    )
    done = run_pelican(site, tmp_path / "out")
    assert done.returncode == 1
    assert "Traceback" not in done.stdout
    assert not (tmp_path / "out").exists() or tree(tmp_path / "out") == {}
