"""The JSON API under ``/api/v1/`` (contract C3): the views of the pages, per record and per kind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain

from registry.machine import json_of, list_schema_of
from registry.numbers import has_decimal_comma
from registry.produce.artefact import Artefact, Assembly, Item, Rendered, as_is
from registry.project import Project
from registry.render.html import images_in
from registry.render.json_text import as_json
from registry.render.package import data_package
from registry.render.schemas import schemas
from registry.render.sheets import Sheet
from registry.render.tables import columns, header, row
from registry.urls import API
from registry.view.base import View, Views
from registry.view.decision_rows import TABLE, row_schema, rows, years
from registry.view.former import former_ids

VERSION = "v1"


def api(views: Views, site: View, project: Project) -> Iterator[Item]:
    """Every file of the API."""
    registry = views.registry
    root = API.lstrip("/")
    delimiter = ";" if has_decimal_comma(views.language) else ","
    for kind in registry.kinds:
        if not kind.folder:
            continue
        fields, sheet = columns(kind.schema), Sheet(kind.schema, delimiter, views.catalogue, site["url"])
        keys = []
        for record in registry.of_kind(kind.name):
            keys.append(f"record {kind.name} {record.id}")
            render = partial(_record, json_of(kind, record.id).lstrip("/"), fields, sheet)
            yield Artefact(keys[-1], partial(views.record, record), render)
        about = {"$schema": site["url"] + list_schema_of(kind), "network": site["name"]}
        about |= {"licence": site["data_licence"], "version": VERSION, "kind": kind.name}
        collection = partial(_collection, kind.plural, about)
        yield Assembly(f"records {kind.name}", f"{root}/{kind.plural}.json", keys, "json", collection, _records_in)
        yield from _tables(kind.name, f"{root}/{kind.plural}", keys, fields, sheet)
    yield from _decisions(views, site, delimiter)
    for record, before in former_ids(views):
        old = json_of(record.kind, before).lstrip("/")
        yield Artefact(f"former {old}", partial(views.record, record), partial(_copy, old))
    for address, schema in schemas(registry.kinds, project.schemas, views.catalogue, site["url"]):
        yield as_is(f"schema {address}", address.lstrip("/"), schema)
    network = partial(views.record, registry.get("network", "network"))
    yield Artefact("network", network, lambda view: Rendered([(f"{root}/network.json", as_json(view))]))
    package = partial(data_package, views, site)
    yield Artefact("datapackage", package, lambda view: Rendered([(f"{root}/datapackage.json", as_json(view))]))


def _decisions(views: Views, site: View, delimiter: str) -> Iterator[Item]:
    """The tables of all decisions, made year by year."""
    schema = row_schema(views.registry.kinds)
    fields, sheet = columns(schema), Sheet(schema, delimiter, views.catalogue, site["url"])
    keys = []
    for year in years(views):
        keys.append(f"rows of decisions in {year}")
        yield Artefact(keys[-1], partial(rows, views, year), partial(_rows, fields, sheet))
    yield from _tables("of decisions", f"{API.lstrip('/')}/{TABLE}", keys, fields, sheet)


def _rows(fields: list[tuple[str, str]], sheet: Sheet, view: list[View]) -> Rendered:
    parts = {"row": b"".join(row(fields, item) for item in view), "sheet": b"".join(sheet.row(item) for item in view)}
    return Rendered([], parts)


def _record(path: str, fields: list[tuple[str, str]], sheet: Sheet, view: View) -> Rendered:
    text = as_json(view)
    parts = {"json": text, "row": row(fields, view), "sheet": sheet.row(view)}
    return Rendered([(path, text)], parts, images_in(text))


def _copy(path: str, view: View) -> Rendered:
    text = as_json(view)
    return Rendered([(path, text)], notes=images_in(text))


def _collection(plural: str, about: View, records: Iterator[bytes]) -> Iterator[bytes]:
    """All records of a kind, a line each so that changes are easy to see."""
    yield as_json(about).rstrip(b"}\n") + f', "{plural}": [\n'.encode()
    yield next(records, b"\n").rstrip(b"\n")
    for record in records:
        yield b",\n"
        yield record.rstrip(b"\n")
    yield b"\n]}\n"


def _records_in(lines: Iterator[bytes]) -> Iterator[bytes]:
    """The records in such a file, each as the file of its own has it."""
    next(lines, None)
    for line in lines:
        yield line.rstrip(b",\n") + b"\n"


def _tables(name: str, path: str, keys: list[str], fields: list[tuple[str, str]], sheet: Sheet) -> Iterator[Assembly]:
    yield Assembly(f"table {name}", f"{path}.csv", keys, "row", partial(chain, [header(fields)]))
    yield Assembly(f"sheet {name}", f"{path}-spreadsheet.csv", keys, "sheet", partial(chain, [sheet.header()]))
