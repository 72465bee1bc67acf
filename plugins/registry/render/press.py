"""What pages are made with, whatever the records say: the theme's files, and its templates ready for use."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cached_property

from jinja2 import Environment

from registry.i18n import Catalogue
from registry.project import Project
from registry.render.assets import Assets, assets
from registry.render.environment import environment
from registry.schema.kinds import Kinds


class Press:
    """The theme of a project. ``compiled`` keeps templates for later runs; a press may serve any number of builds."""

    def __init__(self, project: Project, compiled: MutableMapping[str, bytes] | None = None) -> None:
        self._project, self._compiled = project, compiled
        self._environments: dict[Catalogue, Environment] = {}

    @cached_property
    def assets(self) -> Assets:
        return assets(self._project.theme / "static")

    def environment(self, catalogue: Catalogue, kinds: Kinds) -> Environment:
        """The Jinja2 environment for one language. All builds that a press serves have the same kinds."""
        if catalogue not in self._environments:
            templates = self._project.theme / "templates"
            self._environments[catalogue] = environment(templates, catalogue, kinds, self.assets.urls, self._compiled)
        return self._environments[catalogue]
