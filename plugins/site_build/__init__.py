"""Pelican plugin and class: read and check the network, let the ``site_…`` plugins bring their artefacts, build.

Nothing is written before all of it was rendered, so a build that fails leaves the last good site as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from pelican import signals
from pelican.generators import Generator
from registry.build import Build
from registry.produce.artefact import Item

from site_build.pelican_class import BUILD, ITEMS, NetworkPelican

__all__ = ["Items", "NetworkPelican", "family", "register"]

Items = Iterable[Item]


def family(items: Callable[[Build], Items]) -> Callable[[], None]:
    """The ``register()`` of a plugin that adds one family of files to each build."""

    class FamilyGenerator(Generator):  # type: ignore[misc]
        def generate_output(self, writer: Any) -> None:
            self.context[ITEMS].append(items(self.context[BUILD]))

    def register() -> None:
        # blinker holds receivers weakly; this one lives in no module.
        signals.get_generators.connect(lambda pelican: FamilyGenerator, weak=False)

    return register


def register() -> None:
    """Nothing to connect: the settings name :class:`NetworkPelican` as ``PELICAN_CLASS``."""
