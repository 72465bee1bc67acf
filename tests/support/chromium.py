"""The browser of the tests: Chromium or Chrome, whichever is there, else one that is installed.

Chromium's headless shell, the same engine without the windows of a desktop, comes first: a page costs it a third.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from support.quiet import SetupFailed, announce, run, works

SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MACOS = [f"/Applications/{name}.app/Contents/MacOS/{name}" for name in ("Chromium", "Google Chrome")]
HOW = "install Chromium or Chrome, or name one with BROWSER_PATH"
# Where set-up writes down the browser that it had playwright download.
DOWNLOADED = Path(sys.prefix) / ".browser"
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]


def find() -> Path | None:
    """The browser to use; None where there is none. A BROWSER_PATH that is wrong is no browser."""
    if named := os.environ.get("BROWSER_PATH"):
        candidates = [named]
    else:
        candidates = [path for name in NAMES if (path := shutil.which(name))]
        candidates += [*MACOS, *([DOWNLOADED.read_text()] if DOWNLOADED.exists() else [])]
    # A browser is one that starts: Ubuntu's chromium-browser may only tell to install a snap.
    return next((Path(path) for path in candidates if Path(path).exists() and works(path, "--version")), None)


def install() -> Path:
    """Install a browser, by the system's packages where that needs no question, else by playwright."""
    if named := os.environ.get("BROWSER_PATH"):
        raise SetupFailed(f"BROWSER_PATH={named}: this is no browser, or it does not start.")
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        announce("Installing Chromium from the system's packages (once, about 1 min)…")
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        wait = ("-o", "DPkg::Lock::Timeout=120")
        for package in (SHELL, "chromium"):
            try:
                run(apt, *wait, "update", env=quiet)
                run(apt, *wait, "install", "--yes", "--no-install-recommends", package, env=quiet)
            except SetupFailed as failed:
                announce(f"{failed}\nThat failed; trying another way.")
            if path := find():
                return path
    announce("Downloading Chromium with playwright (once, about 1 min)…")
    run(sys.executable, "-m", "playwright", "install", "chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    DOWNLOADED.write_text(str(path))
    return path
