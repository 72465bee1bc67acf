"""A site of a few records, written where a test wants it, and its git repository."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

NETWORK = """\
name: Small
language: {language}
place:
  name: Nowhere
  country: {country}
  timezone: Europe/Paris
classifications:
  - id: association
    name: association
    plural: Associations
  - id: ville-imaginaire
    name: Ville imaginaire
    plural: Villes imaginaires
themes:
  - id: sante
    name: Santé
  - id: logement
    name: Logement
"""
PARTNER = "name: {name}\nclassification: association\n"


def small_site(
    root: Path, files: Mapping[str, str | bytes] = {}, *, language: str = "fr", country: str = "FR", more: str = ""
) -> Path:
    """Write a network in ``root`` with the given files (path → content) and, at its end, ``more``."""
    write(root, {"data/network.yaml": NETWORK.format(language=language, country=country) + more, **files})
    return root


def write(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below ``root``; texts as UTF-8 with the line ends that they have."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def git(root: Path, *arguments: str) -> str:
    """Run git in ``root`` with nobody's settings; what it prints."""
    nobody = dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "nobody@example.org")
    nobody |= dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Nobody")
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **nobody}
    done = subprocess.run(
        ["git", "-C", str(root), *arguments], env={**os.environ, **settings}, capture_output=True, text=True, check=True
    )
    return done.stdout


def commit(root: Path, message: str = "change") -> str:
    """Commit all that is in ``root``, which becomes a repository if it is none; the commit's id."""
    if not (root / ".git").exists():
        git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", message)
    return git(root, "rev-parse", "HEAD").strip()
