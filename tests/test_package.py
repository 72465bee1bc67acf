"""The data package is one by its published profile, and each table is as it says, as ``frictionless validate`` asks."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from support.sites import ROOT, BuiltSites

PROFILE = json.loads((ROOT / "tests/schemas/data-package-1.0.schema.json").read_text("utf-8"))
SITES = {"golden": (ROOT / "tests/golden/site", True), "own": (ROOT, False)}
READ = {"string": str, "integer": int, "boolean": {"true": True, "false": False}.__getitem__}


@pytest.fixture(params=SITES)
def folder(request: pytest.FixtureRequest, built_site: BuiltSites) -> Path:
    site, publish = SITES[request.param]
    return built_site(site, publish=publish) / "api/v1"


def package(folder: Path) -> Any:
    return json.loads((folder / "datapackage.json").read_text("utf-8"))


def test_the_descriptor_is_one(folder: Path) -> None:
    found = package(folder)
    assert [error.message for error in Draft7Validator(PROFILE).iter_errors(found)] == []
    assert found["licenses"][0]["path"].startswith("https://")
    assert {resource["path"] for resource in found["resources"]} == {
        path.name for path in folder.glob("*.csv") if not path.stem.endswith("-spreadsheet")
    }


def test_each_table_is_as_the_descriptor_says(folder: Path) -> None:
    for resource in package(folder)["resources"]:
        dialect, fields = resource["dialect"], resource["schema"]["fields"]
        with (folder / resource["path"]).open(encoding=resource["encoding"], newline="") as file:
            rows = list(csv.reader(file, delimiter=dialect["delimiter"], quotechar=dialect["quoteChar"], strict=True))
        assert rows[0] == [field["name"] for field in fields]
        keys = [row[rows[0].index(resource["schema"]["primaryKey"])] for row in rows[1:]]
        assert len(set(keys)) == len(keys)
        for row in rows[1:]:
            for field, cell in zip(fields, row, strict=True):
                constraints = field.get("constraints", {})
                assert cell or not constraints.get("required"), field["name"]
                if cell:
                    assert READ[field["type"]](cell) is not None
                    assert cell in constraints.get("enum", [cell]), field["name"]
