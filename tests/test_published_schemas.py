"""Every JSON file of the API is as its published schema says, and no more; the schemas lie where their ``$id`` says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from registry.schema.kinds import load_kinds
from support.sites import ROOT, BuiltSites

SITES = {"golden": (ROOT / "tests/golden/site", True), "own": (ROOT, False)}
KINDS = load_kinds(ROOT / "schemas")


def closed(schema: Any) -> Any:
    """A schema that allows nothing beside what it names."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    more = {"additionalProperties": False} if schema.get("type") == "object" and "properties" in schema else {}
    return {**{key: closed(value) for key, value in schema.items()}, **more}


@pytest.fixture(params=SITES)
def api(request: pytest.FixtureRequest, built_site: BuiltSites) -> Path:
    site, publish = SITES[request.param]
    return built_site(site, publish=publish) / "api/v1"


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def test_every_file_is_as_its_schema_says(api: Path) -> None:
    schemas = {path.name: closed(read(path)) for path in (api / "schemas").glob("*.schema.json")}
    registry: Registry[Any] = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in schemas.values()
    )
    judges = {name: Draft202012Validator(schema, registry=registry) for name, schema in schemas.items()}
    files = {"network.schema.json": [api / "network.json"]}
    for kind in KINDS:
        if kind.folder:
            files[f"{kind.name}.schema.json"] = list((api / kind.plural).glob("*.json"))
            files[f"{kind.name}.list.schema.json"] = [api / f"{kind.plural}.json"]
    assert files.keys() == schemas.keys()
    assert all(files[f"{name}.schema.json"] for name in ("partner", "commission", "meeting", "project", "page", "news"))
    for name, paths in files.items():
        Draft202012Validator.check_schema(schemas[name])
        for path in paths:
            assert [f"{error.json_path}: {error.message}" for error in judges[name].iter_errors(read(path))] == [], path


def test_a_schema_lies_where_its_id_says(api: Path) -> None:
    found = {path.relative_to(api).as_posix(): read(path)["$id"] for path in (api / "schemas").rglob("*.json")}
    assert {f"files/{path.name}" for path in (ROOT / "schemas").glob("*.json")} < {
        name.removeprefix("schemas/") for name in found
    }
    for name, id_ in found.items():
        assert id_ in (f"https://exemples.example.org/api/v1/{name}", f"/api/v1/{name}")
    lists = [read(path) for path in api.glob("*.json") if path.stem in {kind.plural for kind in KINDS}]
    assert {list_["$schema"] for list_ in lists} <= set(found.values())


def test_a_file_with_another_shape_is_seen(api: Path) -> None:
    judge = Draft202012Validator(closed(read(api / "schemas/page.schema.json")))
    page = read(next((api / "pages").glob("*.json")))
    assert judge.is_valid(page)
    for wrong in ({**page, "title": 3}, {**page, "more": 1}, {name: page[name] for name in page if name != "body"}):
        assert not judge.is_valid(wrong)
