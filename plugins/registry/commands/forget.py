"""``forget``: tell what to do about something that should never have been in the repository."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from registry.project import Project

NAME = "forget"
HELP = "tell what to do when something must vanish from the history; changes nothing"
SHORTEST = 4
"""Characters of a text to look for; shorter ones stand everywhere."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The text is asked for, or read from the input: on the command line it would stay in the shell's history."""


def run(chosen: argparse.Namespace) -> int:
    """Print the guide; 2 for a text that cannot be looked for."""
    from registry.forget.guide import guide
    from registry.forget.traces import traces
    from registry.i18n import load_catalogue
    from registry.load.files import RecordFile
    from registry.load.loader import load_document
    from registry.load.revision import RevisionError
    from registry.report.as_text import clean
    from registry.schema.kinds import load_kinds
    from registry.validate.check import language_in

    root, project = Path(chosen.site), Project()
    kind = load_kinds(project.schemas)["network"]
    network, _ = load_document(root, RecordFile(str(kind.file), kind, "network"))
    catalogue = load_catalogue(project.locale, language_in(network.header))
    repository = network.data.get("repository")
    address = repository.get("url") if isinstance(repository, dict) else None
    text = _asked(catalogue.gettext("What must be forgotten, word for word (Enter: only tell what to do): "))
    found = None
    if text:
        if len(text) < SHORTEST:
            print(catalogue.gettext("That is too short to look for."), file=sys.stderr)
            return 2
        try:
            found = traces(root, text)
        except RevisionError as error:
            print(error, file=sys.stderr)
            return 2
    images = [path for path in found.paths if not path.endswith((".md", ".yaml"))] if found else []
    print(clean(guide(catalogue, address if isinstance(address, str) else None, found, images)), end="")
    return 0


def _asked(question: str) -> str:
    """A line from the person or from the input; empty if there is none."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    try:
        return input(question).strip()
    except (EOFError, KeyboardInterrupt):
        print()
        return ""
