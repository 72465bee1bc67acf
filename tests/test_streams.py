import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.sites import ROOT
from support.trees import NETWORK, make_site

FRENCH = NETWORK.replace("language: en", "language: fr").replace("country: GB", "country: BE")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize("command", [["registry", "check"], ["registry", "check", "--format", "json"], ["pelican"]])
def test_no_encoding_of_the_terminal_breaks_what_is_printed(tmp_path: Path, encoding: str, command: list[str]) -> None:
    site = make_site(tmp_path / "site", {"data/partners/a.yaml": "nom: 日本 → é\n"}, network=FRENCH)
    options = ["--site", str(site)]
    if command == ["pelican"]:
        options = [str(site), "-s", "pelicanconf.py", "-o", str(tmp_path / "out")]
    settings = {"PYTHONPATH": str(ROOT / "plugins"), "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "SITE": str(site)}
    done = subprocess.run(
        [sys.executable, "-m", *command, *options], cwd=ROOT, env={**os.environ, **settings}, capture_output=True
    )
    said = (done.stdout + done.stderr).decode("utf-8")
    assert done.returncode == 1
    assert "Traceback" not in said
    assert "日本" in said or "json" in command
    if "json" in command:
        assert json.loads(done.stdout)["problems"]
