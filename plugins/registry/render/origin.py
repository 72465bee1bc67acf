"""Files that say where the published site comes from, and let anybody check that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from registry.produce.artefact import Artefact, Item, Rendered, Seal
from registry.render.json_text import as_json
from registry.view.base import View, Views
from registry.view.origin import HASHES, VERSION, version


def origin_files(views: Views) -> Iterator[Item]:
    """``version.json``, and the SHA-256 of every other file as ``sha256sum`` of GNU coreutils writes and reads them."""
    if views.publish:
        yield Artefact("version", partial(version, views), _version)
        yield Seal("hashes", _hashes)


def _version(view: View) -> Rendered:
    return Rendered([(VERSION.lstrip("/"), as_json(view))])


def _hashes(files: Mapping[str, bytes]) -> Rendered:
    return Rendered([(HASHES.lstrip("/"), sums(files))])


def sums(files: Mapping[str, bytes]) -> bytes:
    """The SHA-256 of each file, by its path, as ``sha256sum`` writes them."""
    return "".join(f"{files[path].hex()}  {path}\n" for path in sorted(files)).encode()
