"""All certain corrections of a site, made in a copy of its records: nothing of the site itself is touched here."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from registry.fix.attempt import Attempts
from registry.fix.choices import Choices
from registry.fix.order import in_order
from registry.fix.values import Values
from registry.load.characters import forbidden, without_blanks
from registry.load.files import RecordFile, scan
from registry.load.loader import Unreadable, read_text
from registry.markers import N_
from registry.problem import Finding
from registry.project import Project
from registry.schema.kinds import Kinds
from registry.validate.check import Checked, check, country_of
from registry.validate.structure import Structure

ROUNDS = 30
"""A record with more mistakes behind one another than this is left as it then is."""
RENAMED = N_("the file gets the ending of its folder; it was called {name}")
MARK = N_("an invisible mark at the beginning of the file is taken away")
BLANKS = N_("signs that nobody sees, and that mean nothing, are taken away")
LINE_ENDS = N_("the line ends are those of every system")
ORDER = N_("the fields stand in the order of the model")


@dataclass(frozen=True)
class Change:
    """What was corrected: a line before and after, or a sentence about the whole file (``note``, an msgid)."""

    path: str
    line: int = 0
    before: str = ""
    after: str = ""
    note: str = ""
    name: str = ""


@dataclass
class Fixed:
    """``files``: new bytes by path, ``originals``: the bytes that they replace, ``renamed``: new path by old path
    (those of ``files`` are new ones). ``checked`` is the state after all of it."""

    checked: Checked
    changes: list[Change] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    originals: dict[str, bytes] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)


def attempts_for(checked: Checked) -> Attempts:
    """What corrections of a site may rely on."""
    country = country_of(checked.corpus)
    choices = Choices(checked.corpus, checked.catalogue)
    return Attempts(Structure(country), Values(choices, checked.catalogue, country))


def fix_site(root: Path, project: Project, *, order: bool = False) -> Fixed:
    """Find every correction of the records below ``root`` that is certain."""
    with copy_of(root) as copy:
        work = _Work(copy, project)
        work.rename()
        work.clean_bytes()
        for _ in range(ROUNDS):
            if not work.round():
                break
        if order:
            work.order()
        return work.done()


@contextmanager
def copy_of(root: Path) -> Iterator[Path]:
    """The records and images of a site in a folder of their own; links stay links, and are never followed."""
    with tempfile.TemporaryDirectory(prefix="fix-") as folder:
        for top in ("content", "data"):
            source = root / top
            if source.is_dir() and not source.is_symlink():
                shutil.copytree(source, Path(folder) / top, symlinks=True, ignore=_special)
        yield Path(folder)


def _special(folder: str, names: list[str]) -> set[str]:
    """What is neither a file nor a folder nor a link: pipes and devices are not copied."""
    paths = {name: Path(folder) / name for name in names}
    return {name for name, path in paths.items() if not (path.is_symlink() or path.is_file() or path.is_dir())}


class _Work:
    def __init__(self, root: Path, project: Project) -> None:
        self.root, self.project = root, project
        self.checked = check(root, project)
        self.kinds: Kinds = self.checked.corpus.kinds
        self.fixed = Fixed(self.checked)
        self.refused: set[tuple[str, str, int, int]] = set()

    def records(self) -> dict[str, RecordFile]:
        return {file.path: file for file in scan(self.root, self.kinds).records}

    def put(self, path: str, content: bytes) -> None:
        """Give a file other bytes, and remember those it had."""
        self.fixed.originals.setdefault(path, (self.root / path).read_bytes())
        (self.root / path).write_bytes(content)

    def put_text(self, path: str, text: str) -> None:
        self.put(path, text.encode())

    def rename(self) -> None:
        """Give files the ending that their folder asks for, where no file has that name."""
        before = {finding.path for finding in self.checked.findings}
        for finding in self.checked.findings:
            if finding.code != "F001" or not finding.near:
                continue
            folder = finding.path.rpartition("/")[0]
            new = f"{folder}/{finding.near}"
            if os.path.lexists(self.root / new):
                continue
            (self.root / finding.path).rename(self.root / new)
            checked = check(self.root, self.project)
            names = {(found.path, found.code) for found in checked.findings}
            if new in before or names & {(new, "F005"), (new, "F009"), (new, "R002")}:
                (self.root / new).rename(self.root / finding.path)
                continue
            self.checked = checked
            self.fixed.renamed[finding.path] = new
            self.fixed.changes.append(Change(new, note=RENAMED, name=finding.path.rpartition("/")[2]))

    def clean_bytes(self) -> None:
        """Take away a byte order mark and blanks without width, and end lines with a line feed alone."""
        for path in self.records():
            try:
                text = read_text(self.root / path)
            except Unreadable as problem:
                text = without_blanks(problem.text)
                if problem.code != "F010" or forbidden(text):
                    continue
                self.fixed.changes.append(Change(path, note=BLANKS))
            raw = (self.root / path).read_bytes()
            if raw == text.encode():
                continue
            if raw.startswith(b"\xef\xbb\xbf"):
                self.fixed.changes.append(Change(path, note=MARK))
            if b"\r" in raw:
                self.fixed.changes.append(Change(path, note=LINE_ENDS))
            self.put_text(path, text)

    def round(self) -> bool:
        """Correct one problem of each record, as far as that leaves it with fewer; whether there is more to try."""
        attempts, files = attempts_for(self.checked), self.records()
        tried: list[tuple[Finding, str, str]] = []
        for path, file in files.items():
            findings = [finding for finding in self.checked.findings if finding.path == path]
            tried += self.first(file, findings, attempts) if findings else []
        if not tried:
            return False
        for finding, _, new in tried:
            self.put_text(finding.path, new)
        checked = check(self.root, self.project)
        worse = [(finding, old) for finding, old, _ in tried if not self.better(finding, checked)]
        for finding, old in worse:
            self.put_text(finding.path, old)
            self.refused.add(_place(finding))
        for finding, old, new in tried:
            if (finding, old) not in worse:
                self.fixed.changes.extend(changed_lines(finding.path, old, new))
        self.checked = check(self.root, self.project) if worse else checked
        return True

    def first(self, file: RecordFile, findings: list[Finding], attempts: Attempts) -> list[tuple[Finding, str, str]]:
        """(finding, text before, text after) of the first correction of a record that is certain."""
        try:
            text = read_text(self.root / file.path)
        except Unreadable:
            return []
        for finding in sorted(findings, key=lambda finding: (finding.line, finding.column)):
            if _place(finding) not in self.refused:
                new = attempts.text(file, text, finding)
                if new is not None and new != text:
                    return [(finding, text, new)]
        return []

    def better(self, finding: Finding, checked: Checked) -> bool:
        """Whether a record has fewer problems. What could not be read may then show its own, and a field that gets its
        right name the choices that are still to be made right in it."""
        before, now = (
            [(found.code, found.line) for found in found_all if found.path == finding.path]
            for found_all in (self.checked.findings, checked.findings)
        )
        if finding.code.startswith("Y"):
            return (finding.code, finding.line) not in now
        if finding.code == "S001":
            now = [found for found in now if found[0] != "S028" or found in before]
        return len(now) < len(before)

    def order(self) -> None:
        """Put the fields of every record without errors in the order of its schema."""
        for path, file in self.records().items():
            try:
                text = read_text(self.root / path)
            except Unreadable:
                continue
            new = in_order(file, text)
            if new is not None and new != text:
                self.put_text(path, new)
                self.fixed.changes.append(Change(path, note=ORDER))

    def done(self) -> Fixed:
        self.fixed.checked = check(self.root, self.project)
        for path, before in list(self.fixed.originals.items()):
            content = (self.root / path).read_bytes()
            if content == before:
                del self.fixed.originals[path]
            else:
                self.fixed.files[path] = content
        return self.fixed


def _place(finding: Finding) -> tuple[str, str, int, int]:
    return finding.path, finding.code, finding.line, finding.column


def changed_lines(path: str, before: str, after: str) -> list[Change]:
    """The lines that differ; a correction never adds or takes away one."""
    pairs = zip(before.split("\n"), after.split("\n"), strict=False)
    return [
        Change(path, number, old.strip(), new.strip()) if old.strip() != new.strip() else Change(path, number, old, new)
        for number, (old, new) in enumerate(pairs, start=1)
        if old != new
    ]
