"""The contents of many files that git keeps, one after the other, in one run of git."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from registry.history.log import NoHistory, environment, git
from registry.load.files import MAX_BYTES


def blobs(root: Path, ids: Sequence[str]) -> Iterator[bytes | None]:
    """The bytes of each of ``ids``, in their order; ``None`` of what is larger than a record may be, and is not read.

    Raises :class:`~registry.history.log.NoHistory` where the copy lacks one.
    """
    small = [size is not None and size <= MAX_BYTES for size in _sizes(root, ids)]
    contents = _contents(root, [id_ for id_, fits in zip(ids, small, strict=True) if fits])
    for fits in small:
        yield next(contents) if fits else None


def _sizes(root: Path, ids: Sequence[str]) -> list[int]:
    if not ids:
        return []
    with _asked(ids) as asked:
        done = subprocess.run(
            git(root, "cat-file", "--batch-check"), stdin=asked, env=environment(), capture_output=True, check=False
        )
    lines = done.stdout.decode("ascii", "replace").splitlines()
    if len(lines) != len(ids):
        raise NoHistory("git cat-file")
    return [_size(line) for line in lines]


def _size(line: str) -> int:
    """The size in « id blob size »."""
    _, _, size = line.rpartition(" ")
    if not size.isdigit():
        raise NoHistory(f"git cat-file: {line}")  # a partial copy lacks some
    return int(size)


def _contents(root: Path, ids: Sequence[str]) -> Iterator[bytes]:
    if not ids:
        return
    with _asked(ids) as asked, subprocess.Popen(
        git(root, "cat-file", "--batch"), stdin=asked, env=environment(), stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, bufsize=1 << 20
    ) as process:  # fmt: skip
        assert process.stdout
        try:
            for _ in ids:
                size = _size(process.stdout.readline().decode("ascii", "replace").strip())
                content = process.stdout.read(size + 1)
                if len(content) <= size:
                    raise NoHistory("git cat-file")
                yield content[:size]
        finally:
            process.kill()


@contextmanager
def _asked(ids: Sequence[str]) -> Iterator[IO[bytes]]:
    """A file, and no pipe, which would fill up while git waits for somebody to read."""
    with tempfile.TemporaryFile() as asked:
        asked.write("".join(f"{id_}\n" for id_ in ids).encode())
        asked.seek(0)
        yield asked
