"""What pages say in JSON-LD, read by a processor of it (PyLD) and held against schema.org's vocabulary, release 30."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from pyld import jsonld
from support.sites import ROOT, BuiltSites

VOCABULARY = json.loads((ROOT / "tests/schemas/schema-org-30.0.json").read_text("utf-8"))
TYPES, PROPERTIES, MEMBERS = (VOCABULARY[name] for name in ("types", "properties", "members"))
ORG = "http://schema.org/"
SITES = {"golden": (ROOT / "tests/golden/site", True), "own": (ROOT, False)}
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)\Z")
BASE = "https://network.example"


def load(url: str, options: object) -> dict[str, Any]:
    """schema.org's context; nothing is asked of the network."""
    assert url in ("https://schema.org", "https://schema.org/")
    return {
        "contentType": None,
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": VOCABULARY["context"]},
    }


def above(type_: str) -> set[str]:
    return {type_}.union(*(above(parent) for parent in TYPES.get(type_, [])))


def wrong(node: Any) -> Iterator[str]:
    """What an expanded node says that schema.org does not know."""
    types = [type_.removeprefix(ORG) for type_ in node.get("@type", [])]
    if not types or not set(types) <= TYPES.keys():
        yield f"no type of schema.org: {types}"
        return
    mine = set().union(*map(above, types))
    for key, values in node.items():
        if key.startswith("@"):
            continue
        name = key.removeprefix(ORG)
        domains, ranges = PROPERTIES.get(name, ([], []))
        if not mine & set(domains):
            yield f"{types} has no {name}"
            continue
        for value in values:
            yield from wrong_value(f"{types[0]}.{name}", value, ranges)


def wrong_value(place: str, value: Any, ranges: list[str]) -> Iterator[str]:
    given = value.get("@value")
    if "@list" in value:
        for item in value["@list"]:
            yield from wrong_value(place, item, ranges)
    elif isinstance(given, str) and given.startswith(("https://schema.org/", ORG)):
        if not any(given.rpartition("/")[2] in MEMBERS.get(each, []) for each in ranges):
            yield f"{place}: {given}"
    elif isinstance(given, str):
        if not {"Text", "URL", "Date", "DateTime"} & {*ranges, *(parent for each in ranges for parent in above(each))}:
            yield f"{place} is no text"
        if {"Date", "DateTime"} & set(ranges) and not DATE.match(given):
            yield f"{place}: no date: {given}"
    elif isinstance(given, int):
        if not {"Integer", "Number"} & set(ranges):
            yield f"{place} is no number"
    elif "@type" in value:
        if not set().union(*(above(type_.removeprefix(ORG)) for type_ in value["@type"])) & set(ranges):
            yield f"{place} is no {value['@type']}"
        yield from wrong(value)
    else:
        if "URL" not in ranges and not any(each in TYPES and each not in MEMBERS for each in ranges):
            yield f"{place}: {value['@id']}"


def judge(document: Any) -> list[str]:
    nodes = jsonld.expand(document, {"documentLoader": load, "base": BASE})
    return [text for node in nodes for text in wrong(node)]


@pytest.fixture(params=SITES)
def pages(request: pytest.FixtureRequest, built_site: BuiltSites) -> dict[str, str]:
    site, publish = SITES[request.param]
    folder = built_site(site, publish=publish)
    found = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.html")}
    return {path: html for path, html in found.items() if 'http-equiv="refresh"' not in html}


def test_every_page_says_what_schema_org_knows(pages: dict[str, str]) -> None:
    seen: set[str] = set()
    messages = re.compile(r"/[a-z]\d{3}/index\.html\Z")
    for path, html in pages.items():
        (script,) = SCRIPT.findall(html)
        assert not {"<", ">"} & set(script), path
        if not messages.search(path) or path.endswith("s008/index.html"):
            document = json.loads(script)
            assert judge(document) == [], path
            seen |= {node["@type"] for node in document["@graph"]}
            seen |= {node["mainEntity"]["@type"] for node in document["@graph"] if "mainEntity" in node}
    assert {"WebSite", "WebPage", "CollectionPage", "BreadcrumbList", "Organization", "Event", "Project"} <= seen
    assert "Dataset" in seen


@pytest.mark.parametrize(
    ("node", "told"),
    [
        ({"@type": "Organization", "name": "A"}, []),
        ({"@type": "Organisation", "name": "A"}, ["no type of schema.org: ['Organisation']"]),
        ({"@type": "Event", "foundingDate": "2009"}, ["['Event'] has no foundingDate"]),
        ({"@type": "Event", "nmae": "A"}, ["['Event'] has no nmae"]),
        ({"@type": "Event", "startDate": "soon"}, ["Event.startDate: no date: soon"]),
        ({"@type": "Event", "organizer": {"@type": "Place"}}, ["Event.organizer is no ['http://schema.org/Place']"]),
        ({"@type": "Event", "eventStatus": "https://schema.org/EventCancelled"}, []),
        ({"@type": "Event", "eventStatus": "https://schema.org/Soon"}, ["Event.eventStatus: https://schema.org/Soon"]),
    ],
)
def test_what_schema_org_does_not_know_is_told(node: dict[str, Any], told: list[str]) -> None:
    assert judge({"@context": "https://schema.org", "@graph": [node]}) == told
