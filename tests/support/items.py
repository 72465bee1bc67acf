"""What the site's plugins bring to a build, without Pelican, and the files that it becomes, without the engine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from registry.build import Build
from registry.produce.artefact import Artefact, Assembly, Item, Seal
from registry.render.addresses import about_addresses
from registry.render.api import api
from registry.render.calendars import calendars
from registry.render.feeds import feeds
from registry.render.forms import form_records
from registry.render.html import html_pages
from registry.render.origin import origin_files


def items_of(build: Build) -> list[Item]:
    """Every artefact of a build without errors."""
    return [
        *html_pages(build.views, build.renderer),
        *api(build.views, build.site, build.project),
        *form_records(build.views, build.root),
        *calendars(build.views, build.site),
        *feeds(build.views, build.site),
        *build.static(),
        *about_addresses(build.views, build.renderer),
        *origin_files(build.views),
    ]


def all_files(items: Iterable[Item]) -> dict[str, bytes]:
    """Every file, made one after the other and kept nowhere: {path: bytes}."""
    every = list(items)
    made = {item.key: item.render(item.view()) for item in every if isinstance(item, Artefact)}
    files = [file for rendered in made.values() for file in rendered.files]
    notes = {note for rendered in made.values() for note in rendered.notes}
    for item in every:
        if isinstance(item, Assembly):
            files.append((item.path, b"".join(item.join(made[key].parts[item.part] for key in item.of))))
        elif not isinstance(item, Artefact | Seal):
            files += [file for more in item(notes) for file in more.render(more.view()).files]
    seals = [seal for seal in every if isinstance(seal, Seal)]
    hashes = {path: hashlib.sha256(content).digest() for path, content in files}
    return dict(files) | {path: content for seal in seals for path, content in seal.render(hashes).files}
