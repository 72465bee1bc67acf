"""Why a revision cannot be compared with, in the network's language."""

from __future__ import annotations

from pathlib import Path

from registry.i18n import Catalogue
from registry.load.revision import RevisionError, is_repository, is_shallow
from registry.markers import N_

NO_REPOSITORY = N_("There is no git repository here, or git is not installed: nothing to compare with “{revision}”.")
SHALLOW = N_(
    "“{revision}” is not in this copy of the repository, which holds only the latest part of its history. "
    "Get all of it: git fetch --unshallow; in continuous integration: fetch-depth: 0 or GIT_DEPTH: 0."
)
UNKNOWN = N_(
    "“{revision}” is not a revision of this repository. "
    "Give the name of a branch, of a tag or of a commit, such as origin/main; git fetch may bring it."
)


def revision_error(root: Path, revision: str, error: RevisionError, catalogue: Catalogue) -> str:
    """One line that says what to do, and what git said where that tells more."""
    if not is_repository(root):
        return f"{catalogue.format(NO_REPOSITORY, revision=revision)} ({error})"
    return catalogue.format(SHALLOW if is_shallow(root) else UNKNOWN, revision=revision)
