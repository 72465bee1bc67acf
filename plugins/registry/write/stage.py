"""Files laid ready inside the output, where putting one in place is a matter of its name only."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import stat
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from registry.cache.digests import of_file

_NAME = re.compile(r"\.new-([0-9]+)-[0-9a-f]{8}\Z")
"""What ends the name of a folder that is not for long: the process that made it, and a number by chance."""
_LARGE = 1_000_000
"""Bytes that are written at a time, about."""


class Stage:
    """Where the files of one build wait. Usable from processes forked meanwhile."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.folder = str(output / passing())
        self._tree = f"{self.folder}/tree"
        self._made = {""}
        self._count = 0
        self._process = 0

    def is_there(self, path: str, content: bytes) -> bool:
        """Whether the output has this file already, byte for byte."""
        return self._read(path, len(content)) == content

    def has(self, path: str, digest: bytes) -> bool:
        """Whether the output has a file with this SHA-256."""
        there = self._read(path)
        return there is not None and of_file(there) == digest

    def _read(self, path: str, size: int | None = None) -> bytes | None:
        """A file of the output, if it is one, of this size if one is given."""
        target = os.path.join(self.output, path)  # noqa: PTH118 - hot: once a file
        try:
            handle = os.open(target, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        except OSError:
            return None
        try:
            info = os.fstat(handle)
            if not stat.S_ISREG(info.st_mode) or (size is not None and info.st_size != size):
                return None
            with os.fdopen(os.dup(handle), "rb") as stream:
                return stream.read()
        except OSError:
            return None
        finally:
            os.close(handle)

    def lay(self, content: bytes, path: str = "") -> str:
        """Write a file that waits, for a ``path`` in the output; where it waits."""
        return self._lay([content], path)

    def join(self, pieces: Iterable[bytes], path: str) -> tuple[str, bytes]:
        """Write a file that waits, for a ``path`` in the output, piece by piece; where it waits, and its SHA-256."""
        digest = hashlib.sha256()
        return self._lay(_hashed(pieces, digest), path), digest.digest()

    def drop(self, waiting: str) -> None:
        """Take away a file that waits."""
        os.unlink(waiting)

    def _lay(self, content: Iterable[bytes], path: str) -> str:
        try:
            return self._lay_somewhere(content, path)
        except OSError as error:  # its own name tells nobody anything
            raise OSError(error.errno, error.strerror, str(self.output)) from error

    def _lay_somewhere(self, content: Iterable[bytes], path: str) -> str:
        if self._process != os.getpid():
            self._process, self._count, self._made = os.getpid(), 0, {""}
            os.makedirs(self._tree, exist_ok=True)
        if path and not any(part in ("", ".", "..") for part in path.split("/")):
            with contextlib.suppress(FileExistsError, NotADirectoryError):  # another file waits there, or above
                self._make(path.rpartition("/")[0])
                return self._write(f"{self._tree}/{path}", content)
        self._count += 1
        return self._write(f"{self.folder}/{self._process}-{self._count}", content)

    def _make(self, folder: str) -> None:
        if folder not in self._made:
            self._make(folder.rpartition("/")[0])
            path = f"{self._tree}/{folder}"
            with contextlib.suppress(FileExistsError):
                os.mkdir(path)
            os.chmod(path, 0o755)  # whatever the umask; whoever made it may have ended at once
            self._made.add(folder)

    def _write(self, path: str, content: Iterable[bytes]) -> str:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        try:
            os.fchmod(handle, 0o644)  # whatever the umask
            for piece in content:
                view = memoryview(piece)
                while view:
                    view = view[os.write(handle, view) :]
        finally:
            os.close(handle)
        return path

    def move_folders(self, laid: dict[str, str], moved: list[str]) -> None:
        """Give their places to those among the files that wait (path → where each waits) that come in folders which the
        output has not: folder by folder. What got its place is in ``moved`` at once."""
        ready = {path for path, waiting in laid.items() if waiting == f"{self._tree}/{path}"}
        for folder, files in self._new_folders("") if ready else ():
            if files and ready.issuperset(files):
                os.replace(f"{self._tree}/{folder}", f"{self.output}/{folder}")
                moved.extend(files)

    def _new_folders(self, above: str) -> Iterator[tuple[str, list[str]]]:
        """Each topmost folder among those that wait below ``above`` that the output has not, and its files."""
        with os.scandir(f"{self._tree}/{above}") as found:
            names = sorted(entry.name for entry in found if entry.is_dir(follow_symlinks=False))
        for name in names:
            folder = f"{above}{name}"
            try:
                there = os.lstat(f"{self.output}/{folder}")
            except FileNotFoundError:
                start = len(self._tree) + 1
                walked = os.walk(f"{self._tree}/{folder}", onerror=pass_on)
                yield folder, [f"{below[start:]}/{file}" for below, _, files in walked for file in files]
                continue
            if stat.S_ISDIR(there.st_mode):
                yield from self._new_folders(f"{folder}/")

    def clear(self) -> None:
        """Take away what waits."""
        remove(Path(self.folder))


def _hashed(pieces: Iterable[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    """The same in larger pieces, of which ``digest`` takes note."""
    waiting, size = [], 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size > _LARGE:
            joined = b"".join(waiting)
            waiting, size = [], 0
            digest.update(joined)
            yield joined
    joined = b"".join(waiting)
    digest.update(joined)
    yield joined


def pass_on(error: OSError) -> None:
    """Raise what a walk through folders came upon, which it would leave out."""
    raise error


def passing(name: str = "") -> str:
    """The name of a folder that is not for long, beside one that is called ``name``, or in it."""
    return f"{name and '.'}{name}.new-{os.getpid()}-{uuid.uuid4().hex[:8]}"


def is_passing(name: str, beside: str = "") -> re.Match[str] | None:
    """Whether a folder is called as :func:`passing` calls them."""
    start = f".{beside}" if beside else ""
    return _NAME.fullmatch(name, len(start)) if name.startswith(start) else None


def tidy(output: Path, *, alone: bool) -> None:
    """Take away what builds left that were killed: of processes that are gone, and, if nobody else can be at work here
    (``alone``), of all."""
    real = output.resolve()
    for folder, beside in ((output, ""), (real.parent, real.name)):
        with contextlib.suppress(OSError):
            for name in os.listdir(folder):
                found = is_passing(name, beside)
                if found and (alone or not _is_alive(int(found[1]))):
                    remove(folder / name)


def remove(folder: Path) -> None:
    """Take away a folder of ours with all in it, as far as that is possible; nothing if it is a link."""
    with contextlib.suppress(OSError):
        if folder.is_symlink():
            return
        shutil.rmtree(folder, ignore_errors=True)
        # That keeps files open for each level: too many where too many are open already.
        for path, folders, names in os.walk(folder, topdown=False):
            for name in [*names, *(name for name in folders if os.path.islink(f"{path}/{name}"))]:
                os.unlink(f"{path}/{name}")
            os.rmdir(path)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
