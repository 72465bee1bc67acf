"""The Nu HTML validator."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict
from urllib.parse import unquote, urlsplit

JAR = "vnu-jar/build/dist/vnu.jar"


class Message(TypedDict):
    """What the validator says of a line; type is error, warning or info."""

    path: Path
    line: int
    message: str
    type: str


def validate(java: Path, jar: Path, paths: Path | Sequence[Path]) -> list[Message]:
    """All messages for HTML files, or for the .html files under folders, in one run."""
    paths = [paths] if isinstance(paths, Path) else paths
    options = ("--stdout", "--format", "json", "--exit-zero-always", "--skip-non-html")
    done = subprocess.run(
        [str(java), "-jar", str(jar), *options, *map(str, paths)],
        env={**os.environ, "LC_ALL": "C.UTF-8"},  # else Java cannot open a file with an accent in its name
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"The HTML validator failed:\n{done.stdout}{done.stderr}")
    return [read(message) for message in json.loads(done.stdout)["messages"]]


def read(message: dict[str, str | int]) -> Message:
    """One message of the validator's JSON."""
    return {
        "path": Path(unquote(urlsplit(str(message.get("url", ""))).path)),
        "line": int(message.get("lastLine", 0)),
        "message": str(message.get("message", "")),
        "type": str(message.get("subType", message["type"])),
    }
