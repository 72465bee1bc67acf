"""Make artefacts: view, compare, render, lay the files ready beside the output."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from registry.cache.digests import of_file, of_value
from registry.produce.artefact import Artefact, Rendered
from registry.produce.kept import Kept, pack
from registry.produce.node import Node
from registry.reads import Fact, Reads
from registry.write.stage import Stage


class Made(NamedTuple):
    """An artefact made: its node, but for what it read; the facts it ``looked`` at; the files that are to be put in
    place as {path: laid-out file}; what is to be kept, packed, by its SHA-256; none of either where the view came out
    as before."""

    node: Node
    looked: frozenset[Fact]
    staged: dict[str, str]
    packed: dict[bytes, bytes]


@dataclass
class Workshop:
    """Makes artefacts against what is known of them: ``nodes``, and the ``stale`` paths whose files are not as they
    were left. ``anew``: what all pages show changed, so everything is rendered. ``kept`` has what was made before."""

    reads: Reads
    stage: Stage
    kept: Kept
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
            return Made(Node(view_digest, b"", node.files, node.parts, node.notes), looked, {}, {})
        made = self.lay(node, view_digest, artefact.render(view), keep=not (artefact.untracked or artefact.cheap))
        return made._replace(looked=looked)

    def lay(self, node: Node | None, view: bytes, rendered: Rendered, *, keep: bool = False) -> Made:
        """Lay out the files that are not there yet; parts are kept, and files if so asked."""
        made = Node(view, b"", {}, {}, rendered.notes)
        staged: dict[str, str] = {}
        packed: dict[bytes, bytes] = {}
        for path, content in rendered.files:
            digest = made.files[path] = of_file(content)
            if keep:
                packed[digest] = pack(content)
            known = node.files.get(path) if node and path not in self.stale else None
            if known != digest and (known or not self.stage.is_there(path, content)):
                staged[path] = self.stage.lay(content, path)
        for name, part in rendered.parts.items():
            digest = made.parts[name] = of_file(part)
            if digest not in packed:
                packed[digest] = pack(part)
        return Made(made, frozenset(), staged, packed)

    def join(self, node: Node | None, view: bytes, path: str, pieces: Iterable[bytes]) -> Made:
        """Lay out a file that comes in pieces, unless it is there."""
        waiting, digest = self.stage.join(pieces, path)
        known = node.files.get(path) if node and path not in self.stale else None
        made = Made(Node(view, b"", {path: digest}, {}), frozenset(), {path: waiting}, {})
        if known != digest and (known or not self.stage.has(path, digest)):
            return made
        self.stage.drop(waiting)
        return made._replace(staged={})

    def put_back(self, nodes: Sequence[Node]) -> list[dict[str, str] | None]:
        """Lay out the files of artefacts that are not as they were left and should be; ``None`` for one that is to be
        made again for that."""
        lacking = [
            {
                path: digest
                for path, digest in node.files.items()
                if path in self.stale and not self.stage.has(path, digest)
            }
            for node in nodes
        ]
        kept = self.kept.several({digest for files in lacking for digest in files.values()})
        return [
            {path: self.stage.lay(kept[digest], path) for path, digest in files.items()}
            if kept.keys() >= set(files.values())
            else None
            for files in lacking
        ]
