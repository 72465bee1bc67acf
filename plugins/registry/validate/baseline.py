"""What a change is to blame for: problems that stood before it become notices.

The state before is judged by today's schemas and rules. A problem is old when the same one (see
:mod:`registry.identity`) stood in the same file, wherever its line has moved to. So a reference that dangles
because the change deleted a record elsewhere is new, and a problem that nobody could see before, because the
file could not be read, is new as well. A file that was renamed brings its old problems along.
"""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from registry.identity import told
from registry.load.document import Document
from registry.load.loader import Corpus, Unreadable, read_text
from registry.load.revision import extract, fork
from registry.problem import Problem, Severity
from registry.project import Project
from registry.sequences import opcodes
from registry.validate.check import Checked, check
from registry.validate.wording import word

ALIKE = 0.5
SHARED = 20
"""A line that more new files have says of none that it is another one, renamed."""
MAX_LINES = 3_000
"""Longer files are compared by the text of their lines only: finding what moved where would take too long."""


def blame(checked: Checked, project: Project, revision: str, *, publish: bool = False) -> list[Problem]:
    """The problems of ``checked``; those that stood where its history left ``revision`` are notices.

    Raises :class:`~registry.load.revision.RevisionError`.
    """
    root = checked.corpus.root
    with tempfile.TemporaryDirectory(prefix="base-") as folder:
        before = Path(folder)
        extract(root, fork(root, revision), before)
        old = check(before, project, publish=publish)
        renamed = _renamed(old.corpus, checked.corpus)
        findings = [replace(finding, path=renamed.get(finding.path, finding.path)) for finding in old.findings]
        names = {new: name for name, new in renamed.items()}
        return _judged(checked.problems, word(findings, old.catalogue), root, before, names)


def _renamed(before: Corpus, now: Corpus) -> dict[str, str]:
    """The new path of each file that is gone and has come back under another name: half of its lines are the same."""
    then, today = ({document.path for document in corpus.documents} for corpus in (before, now))
    gone = [document for document in before.documents if document.path not in today]
    come = [document for document in now.documents if document.path not in then]
    holders: dict[tuple[str, str], list[tuple[str, Counter[str]]]] = defaultdict(list)
    for new in come:
        lines = _lines(new)
        for line in lines:
            holders[new.kind, line].append((new.path, lines))
    scores = []
    for old in gone:
        lines = _lines(old)
        rare = (held for line in lines if len(held := holders.get((old.kind, line), [])) <= SHARED)
        candidates = {path: others for held in rare for path, others in held}
        scores += [
            (-score, old.path, path) for path, others in candidates.items() if (score := _alike(lines, others)) >= ALIKE
        ]
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, old_path, new_path in sorted(scores):
        if old_path not in found and new_path not in taken:
            found[old_path] = new_path
            taken.add(new_path)
    return found


def _lines(document: Document) -> Counter[str]:
    text = f"{document.header}\n{document.body or ''}"
    return Counter(line for line in text.split("\n") if line.strip())


def _alike(a: Counter[str], b: Counter[str]) -> float:
    """The share of lines that two files have in common."""
    return 2 * (a & b).total() / max(1, a.total() + b.total())


def _judged(
    now: list[Problem], before: list[Problem], root: Path, base: Path, names: Mapping[str, str]
) -> list[Problem]:
    """``names`` has what files of ``base`` are called that have another name now."""
    groups: dict[str, list[Problem]] = defaultdict(list)
    for problem in before:
        groups[problem.identity].append(problem)

    @cache
    def lines(folder: Path, path: str) -> list[str]:
        try:
            return read_text(folder / path).split("\n")
        except Unreadable as problem:
            return problem.text.split("\n")

    @cache
    def moved(path: str) -> dict[int, int]:
        return _moved(lines(base, names.get(path, path)), lines(root, path))

    def text(folder: Path, problem: Problem) -> str:
        found = lines(folder, names.get(problem.path, problem.path) if folder == base else problem.path)
        return found[problem.line - 1].strip() if problem.line <= len(found) else ""

    old: set[int] = set()
    for passes in ("line", "text", "value"):
        for index, problem in enumerate(now):
            candidates = groups[problem.identity]
            if index in old or not candidates or (passes == "value" and not told(problem.code)):
                continue
            for candidate in candidates:
                same = (
                    moved(problem.path).get(candidate.line) == problem.line
                    if passes == "line"
                    else passes == "value" or text(base, candidate) == text(root, problem)
                )
                if same:
                    old.add(index)
                    candidates.remove(candidate)
                    break
    return [
        replace(problem, severity=Severity.NOTICE) if index in old else problem for index, problem in enumerate(now)
    ]


def _moved(before: list[str], now: list[str]) -> dict[int, int]:
    """Where each line of ``before`` that is still there stands now, both from 1."""
    if before == now:
        return {number: number for number in range(1, len(now) + 1)}
    if max(len(before), len(now)) > MAX_LINES:
        return {}
    same = [(i1, i2, j1) for tag, i1, i2, j1, _ in opcodes(before, now) if tag == "equal"]
    return {old + 1: old + 1 + start - begin for begin, end, start in same for old in range(begin, end)}
