"""The published JSON Schemas: of the JSON of the API, and of the files that people write."""

from __future__ import annotations

import json
from functools import lru_cache, partial
from pathlib import Path

from registry.i18n import Catalogue
from registry.machine import file_schema, list_schema_of, schema_of
from registry.render.json_text import as_json
from registry.schema.kinds import Kinds, Schema
from registry.view.shape import DIALECT, list_shape, record_shape


@lru_cache(maxsize=2)
def schemas(kinds: Kinds, folder: Path, catalogue: Catalogue, site: str) -> list[tuple[str, bytes]]:
    """(address, JSON text) of each; ``folder`` holds those of the files. ``$id`` is the address on ``site``."""
    found: list[tuple[str, Schema]] = []
    translate = partial(catalogue.pgettext, "schema")
    for kind in kinds:
        if kind.folder or kind.name == "network":
            found.append((schema_of(kind), record_shape(kinds, kind, translate)))
        if kind.folder:
            one = schema_of(kind).rpartition("/")[2]
            found.append((list_schema_of(kind), list_shape(kind, one, translate)))
    for path in sorted(folder.glob("*.schema.json")):
        found.append((file_schema(path.name), json.loads(path.read_bytes())))
    return [(address, _published(site + address, schema)) for address, schema in found]


def _published(id_: str, schema: Schema) -> bytes:
    head = {"$schema": DIALECT, "$id": id_}
    return as_json({**head, **schema, **head})
