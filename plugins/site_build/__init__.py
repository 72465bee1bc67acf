"""Pelican plugin and class: read and check the network, let the ``site_…`` plugins plan their files, write.

Nothing is written before all of it was rendered, so a build that fails leaves the last good site as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from pelican import signals
from pelican.generators import Generator
from registry.build import Build

from site_build.pelican_class import BUILD, PLAN, NetworkPelican

__all__ = ["Files", "NetworkPelican", "family", "register"]

Files = Iterable[tuple[str, bytes]]


def family(files: Callable[[Build], Files]) -> Callable[[], None]:
    """The ``register()`` of a plugin that adds one family of files to the plan of each build."""

    class FamilyGenerator(Generator):  # type: ignore[misc]
        def generate_output(self, writer: Any) -> None:
            for path, content in files(self.context[BUILD]):
                self.context[PLAN].add(path, content)

    def register() -> None:
        # blinker holds receivers weakly; this one lives in no module.
        signals.get_generators.connect(lambda pelican: FamilyGenerator, weak=False)

    return register


def register() -> None:
    """Nothing to connect: the settings name :class:`NetworkPelican` as ``PELICAN_CLASS``."""
