"""One folder a code: ``cases/<code>/<variant>/site`` is a tiny network, ``expected.json`` its whole report.

``BLESS=1`` takes what is reported now for right: read the diff. Files that git or an editor would not keep as they
are (other encodings, tabs, links…) are made here, in ``MADE``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from registry.codes import CODES
from registry.report.as_json import as_json
from registry.report.as_text import as_text
from registry.validate.check import check, urls_of
from registry.validate.context import Context
from registry.validate.rules import FRESH_RULES, OWN_RULES, RULES

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(path.parent for path in CASES.glob("*/*/site"))
PLAIN = CASES / "S002/plain/site"
PARTNER = "data/partners/lamp.yaml"
RECORD = "name: Lamp Club\nclassification: club\n"


def network(root: Path) -> Path:
    """The network of the cases, with one good partner."""
    (root / "data/partners").mkdir(parents=True)
    (root / "data/network.yaml").write_bytes((PLAIN / "data/network.yaml").read_bytes())
    (root / PARTNER).write_text(RECORD, "utf-8")
    return root


def test_every_code_has_a_case() -> None:
    assert {folder.parent.name for folder in FOLDERS} | set(MADE) | {"F008"} == set(CODES)


def test_a_file_that_the_system_refuses_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, opened = network(tmp_path), os.open

    def refuse(path: str | Path, *arguments: int) -> int:
        if Path(path).name == "lamp.yaml":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments)

    monkeypatch.setattr(os, "open", refuse)
    assert [(problem.code, problem.path) for problem in check(root).problems] == [("F008", PARTNER)]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.relative_to(CASES).as_posix())
def test_a_case_is_reported_as_expected(folder: Path) -> None:
    checked = check(folder / "site")
    told = as_json(checked.problems) + "\n"
    expected, report = folder / "expected.json", folder / "expected.txt"
    if os.environ.get("BLESS"):
        assert not os.environ.get("CI"), "Nothing is blessed in CI."
        expected.write_text(told, "utf-8")
        report.write_text(as_text(checked.problems, checked.catalogue, folder / "site"), "utf-8")
    assert told == expected.read_text("utf-8")
    assert as_text(checked.problems, checked.catalogue, folder / "site") == report.read_text("utf-8")
    assert folder.parent.name in {problem["code"] for problem in json.loads(told)["problems"]}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.relative_to(CASES).as_posix())
def test_a_rule_reports_only_codes_that_the_table_of_rules_names(folder: Path) -> None:
    checked = check(folder / "site")
    context = Context(checked.corpus, urls_of(checked.corpus, checked.catalogue))
    for rule, codes in (*RULES, *FRESH_RULES):
        assert {finding.code for finding in rule(context)} <= set(codes), rule.__name__
    for own, codes in OWN_RULES:
        found = {finding.code for item in checked.corpus.documents for finding in own(item, context.kinds[item.kind])}
        assert found <= set(codes), own.__name__


def _bytes(content: bytes) -> Callable[[Path], None]:
    return lambda root: (root / PARTNER).write_bytes(content) and None


def _link(root: Path) -> None:
    (root / PARTNER).unlink()
    (root / PARTNER).symlink_to("/etc/passwd")


def _two_files(root: Path) -> None:
    (root / "data/partners/Lamp.yaml").write_text(RECORD, "utf-8")


def _attributes(root: Path) -> None:
    (root / "data/.gitattributes").write_text("*.yaml filter=other\n", "utf-8")


def _folder(root: Path) -> None:
    (root / PARTNER).unlink()
    (root / PARTNER).mkdir()


def _page(body: str) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        (root / "content/pages").mkdir(parents=True)
        (root / "content/pages/about.md").write_text(f"---\ntitle: About\n---\n{body}", "utf-8")

    return make


MADE: dict[str, tuple[Callable[[Path], None], tuple[int, int]]] = {
    "F002": (_link, (1, 1)),
    "F003": (_bytes(RECORD.encode() + b"# " + b"x" * 2_000_000), (1, 1)),
    "F004": (_bytes("name: Lamp Club\nclassification: club\nrole: Éclaire\n".encode("latin-1")), (3, 7)),
    "F009": (_two_files, (1, 1)),
    "F010": (_bytes("name: Lamp \u202eClub\nclassification: club\n".encode()), (1, 12)),
    "F014": (_page("Light. " * 15_000), (4, 1)),
    "F019": (_attributes, (1, 1)),
    "Y002": (_bytes(b"name: Lamp Club\nclassification: club\ncontact_details:\n\tphone: 01 99 00 12 34\n"), (4, 1)),
}


@pytest.mark.parametrize("code", MADE)
def test_a_file_that_no_folder_can_hold_is_reported_where_it_is_wrong(code: str, tmp_path: Path) -> None:
    make, place = MADE[code]
    make(network(tmp_path))
    problems = check(tmp_path).problems
    assert [(problem.code, problem.line, problem.column) for problem in problems] == [(code, *place)]
    assert problems[0].message
    assert problems[0].hint
