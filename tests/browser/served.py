"""A built site as the browser tests have it: its sources, the values behind its pages, its files, its address."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from registry.build import Build
from registry.project import Project
from support.quiet import ROOT

from browser.reading import Output


@dataclass
class Site:
    """A site that is built and served: its sources, its output, its address without a slash at the end."""

    name: str
    source: Path
    publish: bool
    output: Output
    served: str

    @cached_property
    def build(self) -> Build:
        """The values behind the pages."""
        return Build(self.source, Project(ROOT), publish=self.publish)

    @cached_property
    def fullest(self) -> dict[str, str]:
        """template → address of the page with most on it, for each template that the site uses."""
        found: dict[str, str] = {}
        for page in sorted(self.build.pages, key=lambda page: self.size(page["url"])):
            found[page["template"]] = page["url"]
        return dict(sorted(found.items()))

    def size(self, url: str) -> int:
        """Bytes of a page's file."""
        file = self.output.file(url)
        assert file, f"{url} was not built"
        return file.stat().st_size
