"""make audit: asks what is known against every locked package. make sbom: says what a site is built with.

usage: audit.py [--sbom]

The tools come from requirements-audit.txt, checked by its hashes, into a folder that is not kept.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile

from lock import LOCKS
from support import npm
from support.quiet import ROOT, SetupFailed, announce, pip_install, run

_ASK = ("--require-hashes", "--disable-pip", "--strict", "--progress-spinner", "off", "--desc", "off")
_SBOM = ("--pyproject", "pyproject.toml", "--mc-type", "application", "--output-reproducible", "--of", "JSON")


def audit(folder: str) -> int:
    """Ask about each lock file; 1 if anything is known against a package, or if nobody could be asked."""
    failed = 0
    for name in LOCKS:
        failed += told(f"{name}.txt", sys.executable, "-m", "pip_audit", "-r", f"{name}.txt", *_ASK, folder=folder)
    try:
        npm.run_npm("audit", "--package-lock-only")
        announce("package-lock.json: nothing is known against it")
    except SetupFailed as error:
        failed += 1
        announce(f"package-lock.json: {error}")
    return min(failed, 1)


def told(lock: str, *command: str, folder: str) -> bool:
    """Whether a command failed; it is said what came of it."""
    try:
        run(*command, env={"PYTHONPATH": folder})
    except SetupFailed as error:
        announce(f"{lock}: {str(error).partition(chr(10))[2].strip()}")
        return True
    announce(f"{lock}: nothing is known against it")
    return False


def sbom(folder: str) -> int:
    """Print a bill of materials (CycloneDX, JSON) of what a site is built with, with the hashes of the lock file."""
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", "requirements.txt", *_SBOM]
    return subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": folder}, check=False).returncode


if __name__ == "__main__":
    try:
        with tempfile.TemporaryDirectory() as folder:
            pip_install("requirements-audit.txt", "--target", folder)
            sys.exit((sbom if "--sbom" in sys.argv[1:] else audit)(folder))
    except SetupFailed as failed:
        sys.exit(str(failed))
