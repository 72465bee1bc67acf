"""Editors find the schema of every YAML record, and do not take YAML's guesses for errors."""

from __future__ import annotations

import json
from fnmatch import fnmatch
from pathlib import Path

import pytest
from registry.schema.kinds import load_kinds

ROOT = Path(__file__).parents[1]
SETTINGS = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
KINDS = [kind for kind in load_kinds(ROOT / "schemas") if kind.format == "yaml"]


def schemas_of(path: str) -> list[str]:
    """The schemas that the settings give to a file."""
    return [name for name, globs in SETTINGS["yaml.schemas"].items() if any(fnmatch(path, glob) for glob in globs)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("site", ["", "networks/one/"])
def test_every_yaml_record_has_its_schema(kind, site: str) -> None:
    path = site + (kind.file or f"{kind.folder}/some-id.yaml")
    assert schemas_of(path) == [f"./schemas/{kind.name}.schema.json"]


def test_the_schemas_are_there_and_nothing_else_has_one() -> None:
    assert all((ROOT / name).is_file() for name in SETTINGS["yaml.schemas"])
    assert schemas_of(".gitlab-ci.yml") == schemas_of("tests/x.yaml") == []


def test_the_editor_completes_and_explains_but_does_not_judge() -> None:
    # For an editor `start_date: 2009` is a number and no text: what is wrong is said by check, which knows better.
    assert (SETTINGS["yaml.completion"], SETTINGS["yaml.hover"], SETTINGS["yaml.validate"]) == (True, True, False)


def test_the_extension_is_recommended() -> None:
    assert "redhat.vscode-yaml" in json.loads((ROOT / ".vscode/extensions.json").read_text("utf-8"))["recommendations"]
