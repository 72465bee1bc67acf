"""The shape of the code: which part may know of which, and that a new kind of record needs no code."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from registry.codes import CODES
from registry.schema.kinds import load_kinds
from registry.validate.rules import FRESH_RULES, OWN_RULES, RULES

ROOT = Path(__file__).parents[1]
LIBRARY = ROOT / "plugins/registry"
MODULES = sorted(LIBRARY.rglob("*.py"))
# What each stage may import: the stages before it, and the values and texts that all share.
SHARED = {
    "problem",
    "markers",
    "i18n",
    "chronicle",
    "follow",
    "tallies",
    "yearbook",
    "tenure",
    "helping",
    "past",
    "dates",
    "slugs",
    "suggest",
    "sequences",
    "project",
    "schema",
    "codes",
    "text",
    "identity",
    "legal",
    "cache",
    "reads",
    "indexes",
    "machine",
    "meanwhile",
    "workers",
    "numbers",
    "os_errors",
}
STAGES = {
    "load": set(),
    "validate": {"load", "urls"},
    "link": {"load", "urls"},
    "view": {"load", "urls", "link"},
    "render": {"load", "urls", "link", "view", "produce"},
    "produce": {"load", "urls", "link", "write"},
    "write": set(),
    "search": {"produce", "render", "write"},
    # It also compares whole sites, which it checks and shows first.
    "compare": {"load", "urls", "validate", "link", "view", "build"},
}


def imports(path: Path) -> set[str]:
    """Every module that a file imports, wherever the import stands."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{name.name}" for name in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(LIBRARY).as_posix())
def test_the_library_knows_nothing_of_pelican(path: Path) -> None:
    assert not {name for name in imports(path) if name.split(".")[0] in ("pelican", "blinker", "preview")}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(LIBRARY).as_posix())
def test_data_flows_one_way(path: Path) -> None:
    stage = path.relative_to(LIBRARY).parts[0].removesuffix(".py")
    if stage not in STAGES:
        return
    known = {name.split(".")[1] for name in imports(path) if name.startswith("registry.")}
    assert known - {stage} - SHARED - STAGES[stage] == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(LIBRARY).as_posix())
def test_a_module_is_short_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 250
    assert not text.strip() or ast.get_docstring(ast.parse(text))


def test_nothing_in_the_code_is_about_one_network() -> None:
    for path in [*ROOT.glob("plugins/**/*.py"), *ROOT.glob("theme/templates/**/*.html"), *ROOT.glob("schemas/*.json")]:
        assert not re.search(r"utopia|thionville", path.read_text("utf-8"), re.IGNORECASE), path


def test_no_pattern_has_what_older_pythons_match_wrong() -> None:
    """Possessive and atomic groups, before Python 3.11.5 (https://github.com/python/cpython/issues/106052)."""
    for path in ROOT.glob("plugins/**/*.py"):
        texts = (node.value for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant))
        assert not [
            text for text in texts if isinstance(text, str) and re.search(r"\)[*+?]\+|\)\{[\d,]+\}\+|\(\?>", text)
        ], path


def test_every_rule_says_what_it_asks_for_and_every_code_is_reported() -> None:
    for rule, codes in (*RULES, *FRESH_RULES, *OWN_RULES):
        assert (rule.__doc__ or "").strip(), rule
        assert set(codes) <= set(CODES)
    source = "".join(path.read_text("utf-8") for path in MODULES if "/codes/" not in path.as_posix())
    assert [code for code in CODES if f'"{code}"' not in source] == []


def test_every_kind_with_pages_has_a_template_and_a_record_somewhere() -> None:
    for kind in load_kinds(ROOT / "schemas"):
        if kind.has_pages:
            assert (ROOT / f"theme/templates/kinds/{kind.name}.html").is_file()
            assert any(site.glob(f"{kind.folder}/*{kind.suffix}") for site in (ROOT, ROOT / "tests/golden/site"))


def test_checking_good_records_loads_neither_pelican_nor_templates_nor_month_names() -> None:
    code = (
        "import sys; sys.argv = ['registry', 'check', '--site', 'tests/networks/minimal']\n"
        "from registry.__main__ import main\n"
        "main(); print([name for name in ('pelican', 'jinja2', 'babel') if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]", done.stdout + done.stderr


PLACE_SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "venue.schema.json",
    "title": "Salle",
    "description": "Une salle.",
    "x-kind": {
        "name": "venue", "title": "Salles", "plural": "venues", "order": 55, "folder": "data/venues", "format": "yaml",
        "url": "venues", "label": "name", "summary": ["name"], "sort": ["name"],
    },
    "type": "object",
    "properties": {
        "name": {"title": "Nom", "description": "Le nom.", "$ref": "common.schema.json#/$defs/line"},
        "owner": {"title": "Partenaire", "description": "Qui.", "type": "string", "maxLength": 80, "x-ref": "partner"},
        "example": {"title": "Exemple", "description": "Exemple.", "$ref": "common.schema.json#/$defs/example"},
        "draft": {"title": "Brouillon", "description": "Brouillon.", "$ref": "common.schema.json#/$defs/draft"},
    },
    "required": ["name"],
    "unevaluatedProperties": False,
}  # fmt: skip


def test_a_new_kind_is_one_schema_one_folder_and_one_template(tmp_path: Path) -> None:
    for name in ("plugins", "schemas", "theme"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pelicanconf.py", tmp_path)
    shutil.copytree(ROOT / "tests/networks/minimal", tmp_path / "site")
    partner = next((tmp_path / "site/data/partners").glob("*.yaml")).stem
    (tmp_path / "schemas/venue.schema.json").write_text(json.dumps(PLACE_SCHEMA), "utf-8")
    (tmp_path / "theme/templates/kinds/venue.html").write_text(
        '{% extends "base.html" %}{% block content %}<p>{{ page.record.owner.label }}</p>{% endblock %}', "utf-8"
    )
    (tmp_path / "site/data/venues").mkdir()
    (tmp_path / "site/data/venues/attic.yaml").write_text(f"name: The Attic\nowner: {partner}\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pelican", "site/data", "-s", "pelicanconf.py", "-o", str(tmp_path / "out")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "plugins"), "SITE": str(tmp_path / "site")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    out = tmp_path / "out"
    assert "The Attic" in (out / "venues/attic/index.html").read_text("utf-8")
    assert "/venues/attic/" in (out / "venues/index.html").read_text("utf-8")
    assert json.loads((out / "api/v1/venues.json").read_text("utf-8"))["venues"][0]["owner"]["id"] == partner
    assert "/venues/attic/" in (out / "sitemap.xml").read_text("utf-8")
    assert "data/venues/" in (out / "contribute/index.html").read_text("utf-8")
    assert "/venues/" in (out / "index.html").read_text("utf-8")
