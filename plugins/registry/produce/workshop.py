"""Make artefacts: view, compare, render, lay the files ready beside the output."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from registry.cache.digests import of_bytes, of_file, of_value
from registry.produce.artefact import Artefact, Rendered
from registry.produce.node import Node
from registry.reads import Fact, Reads
from registry.write.stage import Stage


class Made(NamedTuple):
    """An artefact made: its node, but for what it read; the facts it ``looked`` at; the files that are to be put in
    place as {path: laid-out file}; its parts; none of either where the view came out as before."""

    node: Node
    looked: frozenset[Fact]
    staged: dict[str, str]
    parts: dict[str, bytes]


@dataclass
class Workshop:
    """Makes artefacts against what is known of them: ``nodes``, and the ``stale`` paths whose files are not as they
    were left. ``anew``: what all pages show changed, so everything is rendered."""

    reads: Reads
    stage: Stage
    nodes: dict[str, Node]
    stale: Collection[str]
    anew: bool

    def make(self, artefact: Artefact) -> Made:
        """Make one artefact; the same in any process."""
        with self.reads.apart() as seen:
            view = artefact.view()
        if artefact.untracked:
            seen = set()
        looked, view_digest = frozenset(seen), of_value(view)
        node = self.nodes.get(artefact.key)
        if node and node.view == view_digest and not self.anew and node.files.keys().isdisjoint(self.stale):
            return Made(Node(view_digest, (), node.files, node.parts, node.notes), looked, {}, {})
        return self.lay(node, view_digest, artefact.render(view), looked)

    def lay(self, node: Node | None, view: bytes, rendered: Rendered, looked: frozenset[Fact] = frozenset()) -> Made:
        """Lay out the files that are not there yet."""
        files: dict[str, bytes] = {}
        staged: dict[str, str] = {}
        for path, content in rendered.files:
            files[path] = of_file(content)
            known = node.files.get(path) if node else None
            if known == files[path] and path not in self.stale:
                continue
            if not self.stage.is_there(path, content):
                staged[path] = self.stage.lay(content)
        parts = dict(rendered.parts)
        made = Node(view, (), files, {name: of_bytes(part) for name, part in parts.items()}, rendered.notes)
        return Made(made, looked, staged, parts)
