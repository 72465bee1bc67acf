import contextlib
import json
import os
import runpy
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from registry.__main__ import main
from support.quiet import ROOT
from support.sites import SETTINGS
from support.trees import NETWORK, PARTNER, make_site


def test_a_good_site_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--site", str(make_site(tmp_path))]) == 0
    assert capsys.readouterr().out == "No problem found.\n"


def test_problems_make_it_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = make_site(tmp_path, {"data/partners/a.yaml": PARTNER + "nmae: x\n"})
    assert main(["check", "--site", str(site)]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("data/partners/a.yaml:3:1: error S001\n")
    assert err == ""


def test_json_is_all_that_is_printed_and_has_the_fields_of_the_contract(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = make_site(tmp_path, {"data/partners/a.yaml": PARTNER + "é: x\n"})
    assert main(["check", "--site", str(site), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["problems"]
    assert list(found["problems"][0]) == ["path", "line", "column", "code", "message", "hint", "severity"]
    assert main(["check", "--site", str(make_site(tmp_path / "good")), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"problems": []}


def test_warnings_alone_are_told_and_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = make_site(tmp_path, {"data/partners/a.yaml": PARTNER + "role: x #y\n"})
    assert main(["check", "--site", str(site)]) == 0
    assert "1 warning." in capsys.readouterr().out


@pytest.mark.parametrize("command", [["check"], ["explain", "R001"]])
def test_a_folder_that_is_not_there_is_told(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--site", str(tmp_path / "nowhere")]) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"{tmp_path / 'nowhere'}: there is no such folder.\n")


def test_a_code_is_explained_in_the_networks_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "r001", "--site", str(make_site(tmp_path))]) == 0
    assert capsys.readouterr().out.startswith("R001  A reference to a record that is not there\n")
    assert main(["explain", "X999", "--site", str(tmp_path)]) == 2
    assert "there is no such code" in capsys.readouterr().err
    network = NETWORK.replace("language: en", "language: fr")
    assert main(["explain", "X999", "--site", str(make_site(tmp_path / "fr", {"data/network.yaml": network}))]) == 2
    assert capsys.readouterr().err.startswith("X999 : ce code n’existe pas.")


@pytest.mark.parametrize("arguments", [[], ["nothing"], ["check", "--format", "xml"], ["explain"]])
def test_a_wrong_call_is_told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage:" in capsys.readouterr().err


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_command_works_without_anybody_listening(closed: str) -> None:
    command = f"{sys.executable} -m registry explain R001 {closed}"
    assert subprocess.run(["sh", "-c", command], cwd=ROOT, env={**os.environ, **SETTINGS}, check=False).returncode == 0


def test_what_could_not_be_printed_is_no_success() -> None:
    command = f"{sys.executable} -m registry explain R001 > /dev/full"
    assert subprocess.run(["sh", "-c", command], cwd=ROOT, env={**os.environ, **SETTINGS}, check=False).returncode


def test_ctrl_c_is_no_good_end_of_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def as_pelican(*_: object, **__: object) -> None:
        with contextlib.suppress(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(5)

    site = make_site(tmp_path)
    monkeypatch.setattr(runpy, "run_module", as_pelican)
    monkeypatch.setattr(sys, "argv", sys.argv)
    for name in ("SITE", "OUTPUT", "PDF"):
        monkeypatch.setenv(name, "")
    handler = signal.getsignal(signal.SIGINT)
    try:
        with pytest.raises(SystemExit) as end:
            main(["build", "--site", str(site), "--output", str(tmp_path / "out")])
    finally:
        signal.signal(signal.SIGINT, handler)
    assert end.value.code == 130
