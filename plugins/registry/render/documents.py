"""The PDF files: the page of a record, in the templates of ``paper/``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from registry.cache.digests import of_bytes
from registry.link import Record
from registry.load.files import IMAGE_FOLDER
from registry.load.metadata import bare
from registry.produce.artefact import Artefact, Rendered
from registry.render.finish import finish
from registry.render.html import Renderer, images_in
from registry.render.links import rebase
from registry.render.paper import pdf
from registry.view.base import View, Views
from registry.view.documents import documents
from registry.view.pages import record_page

NOWHERE = "https://nowhere.invalid"
"""Where the site is published as long as nobody knows (RFC 2606)."""
_OWN_LINK = re.compile(r'<a href="/[^"]*"')
"""A link that leads nowhere from a preview on paper."""

_NOT_ON_PAPER = ("edit", "feeds", "find", "history", "next", "previous")


def pdf_files(views: Views, renderer: Renderer) -> Iterator[Artefact]:
    """Every PDF file."""
    with views.registry.reads.apart():
        records = list(documents(views))
    printer = Printer(renderer, views.root)
    for record in records:
        yield Artefact(
            f"document {record.kind.name} {record.id}", partial(_view, views, renderer.site, record), printer
        )


def _view(views: Views, site: View, record: Record) -> View:
    """The page's view, and what the images that it shows look like."""
    page = {name: value for name, value in record_page(views, record).items() if name not in _NOT_ON_PAPER}
    names = images_in(json.dumps([page, site["logo"]]).encode())
    return {**page, "images": {name: of_bytes(_image(views, name)).hex() for name in names}}


def _image(views: Views, name: str) -> bytes:
    views.registry.reads.current.add(("image", name))
    return (views.root / IMAGE_FOLDER / name).read_bytes()


@dataclass(frozen=True)
class Printer:
    """Makes the PDF of a page's view. ``root`` is the site's folder, for its images."""

    renderer: Renderer
    root: Path

    def __call__(self, page: View) -> Rendered:
        """The file of a page's view."""
        return Rendered([(page["pdf"].lstrip("/"), pdf(self.html(page), self.address(page), self.file))])

    def html(self, page: View) -> str:
        """The document as HTML, which WeasyPrint and tests read."""
        template = self.renderer.env.get_template(f"paper/{page['record']['kind']}.html")
        html = template.render(site=self.renderer.site, page=page)
        html = finish(html, self.renderer.catalogue.language, {})
        return rebase(html, self.renderer.base) if self.renderer.site["url"] else _OWN_LINK.sub("<a", html)

    def address(self, page: View) -> str:
        """The address of the page, to which links in it are relative."""
        return (self.renderer.site["url"] or NOWHERE) + str(page["url"])

    def file(self, address: str) -> bytes | None:
        """What lies at an address of this site, of what a document shows: its style, its fonts, its images."""
        own = address.removeprefix(self.renderer.site["url"] or NOWHERE)
        path = urlsplit(own).path.lstrip("/")
        if own == address:
            return None
        if path.startswith("images/"):
            return bare((self.root / IMAGE_FOLDER / path.removeprefix("images/")).read_bytes())
        return self.renderer.press.assets.files.get(path)
