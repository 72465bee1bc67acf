"""python -m support.install: installs the browser, Java, validator and axe-core where they are missing.

It never fails: a tool that could not be installed is told in full here, and its tests then fail in CI and are
skipped elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable

from support import chromium, java, npm, nu
from support.quiet import SetupFailed, announce


def main() -> None:
    """Install what is missing."""
    tools: tuple[tuple[str, Callable[[], object], Callable[[], object]], ...] = (
        ("HTML validator", lambda: npm.find(nu.JAR), npm.install),
        ("Java", java.find, java.install),
        ("browser", chromium.find, chromium.install),
    )
    for name, find, install in tools:
        try:
            if not find():
                install()
        except SetupFailed as failed:
            announce(f"{failed}\nCould not install: {name} (see above).")


if __name__ == "__main__":
    main()
