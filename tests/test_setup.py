"""What a machine that has only git, make and Python may count on, and what the lock files promise."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.quiet import ROOT

LOCKS = sorted(ROOT.glob("requirements*.txt"))
STUB = "import json, sys\nprint(json.dumps(sys.argv[1:]))\nsys.exit(1)\n"
TARGETS = ("help", "serve", "build", "publish", "check", "test", "lint", "bench", "lock", "clean")


def requirements(lock: Path) -> dict[str, list[str]]:
    """The words of each requirement in a lock file, by the package's name."""
    lines = [line for line in lock.read_text().replace("\\\n", " ").splitlines() if not re.match(r"\s*#|\s*$", line)]
    return {re.split(r"[=\[ ]", line)[0]: line.split() for line in lines}


def make(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run make in a folder with no more environment than what is given."""
    path = shutil.which("make")
    assert path
    return subprocess.run(
        [path, *arguments],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("arguments", [(), ("help",)])
def test_help_tells_every_target_and_variable(arguments: tuple[str, ...]) -> None:
    done = make(ROOT, *arguments, PATH=os.environ["PATH"])
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert phony
    assert set(TARGETS) <= set(phony[1].split())
    for target in phony[1].split():
        assert re.search(rf"^  {target} .*\w", done.stdout, re.MULTILINE), target
    for variable in ("SITE=", "OUTPUT=", "PORT=", "FORMAT=", "PYTHON=", "PYTEST_ARGS="):
        assert variable in done.stdout
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_requirement_is_pinned_and_has_hashes(lock: Path) -> None:
    assert requirements(lock)
    for name, words in requirements(lock).items():
        assert re.match(rf"{re.escape(name)}==[0-9]", words[0]), name
        assert any(re.match(r"--hash=sha256:[0-9a-f]{64}\Z", word) for word in words), name
        assert not name.startswith("-"), f"{name}: an option of pip"


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_the_lock_holds_all_that_is_asked_for(lock: Path) -> None:
    asked = re.findall(r"^[A-Za-z][\w.-]*", lock.with_suffix(".in").read_text(), re.MULTILINE)
    assert {re.sub(r"[-_.]+", "-", name).lower() for name in asked} <= set(requirements(lock)), "run make lock"


def test_test_tools_do_not_change_what_the_site_is_built_with() -> None:
    runtime, test = (requirements(ROOT / name) for name in ("requirements.txt", "requirements-test.txt"))
    for name in runtime.keys() & test.keys():
        assert runtime[name][0] == test[name][0]


def test_npm_packages_have_checksums_and_no_address() -> None:
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    asked = json.loads((ROOT / "package.json").read_text())["devDependencies"]
    assert locked.pop("")["devDependencies"] == asked, "run make lock"
    assert {f"node_modules/{name}" for name in asked} <= set(locked)
    for name, package in locked.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name


def test_no_file_names_a_package_host_or_a_folder_of_a_machine() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    hosts = [f"{name}.org" for name in ("pypi", "pythonhosted", "registry.npmjs", "deb.debian")]
    folders = [str(folder) + "/" for folder in (ROOT, Path.home(), Path(sys.base_prefix)) if len(folder.parts) > 2]
    for name in filter(None, listed.stdout.split("\0")):
        file = ROOT / name
        text = file.read_bytes().decode(errors="replace") if file.is_file() else ""
        assert not [word for word in (*hosts, *folders) if word in text], name


def tools(folder: Path, **pythons: Path | str) -> str:
    """A PATH that has what make's recipes call, and the given Pythons: programs to link, or scripts."""
    folder.mkdir()
    for name in ("sh", "make", "cksum", "sed", "rm"):
        program = shutil.which(name)
        assert program, name
        (folder / name).symlink_to(program)
    for name, python in pythons.items():
        program = folder / name.replace("_", ".")
        if isinstance(python, Path):
            program.symlink_to(python)
        else:
            program.write_text(f"#!/bin/sh\n{python}\n")
            program.chmod(0o755)
    return str(folder)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project's own set-up, with nothing to install and a command that prints its arguments and fails."""
    folder = tmp_path / "a folder"
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "requirements.txt").write_text("# none\n")
    (folder / "requirements-test.txt").write_text("# none\n")
    (folder / "plugins").mkdir()
    (folder / "plugins" / "registry.py").write_text(STUB)
    return folder


def test_a_bare_machine_sets_up_once_and_json_is_all_that_is_printed(project: Path, tmp_path: Path) -> None:
    old = "exit 1"  # a Python older than 3.11
    env = {"PATH": tools(tmp_path / "bin", python3=old, python3_13=Path(sys.executable).resolve())}
    env |= {
        "HOME": str(tmp_path / "nowhere"),
        "PIP_TARGET": str(tmp_path / "elsewhere"),
        "PYTHONHOME": "/nowhere",
    }
    arguments = ["check", "--site", "a site", "--format", "json"]
    (project / ".venv").mkdir()
    (project / ".venv" / "half-made").touch()

    first = make(project, "-s", "check", "FORMAT=json", "SITE=a site", **env)
    assert json.loads(first.stdout) == arguments
    assert first.returncode == 2
    assert first.stderr.splitlines()[0].startswith("Setting up Python packages (once,")
    assert [line for line in first.stderr.splitlines()[1:] if not line.startswith("make: ***")] == []
    assert not (project / ".venv" / "half-made").exists()

    start = time.monotonic()
    second = make(project, "-s", "check", "FORMAT=json", "SITE=a site", **env)
    assert time.monotonic() - start < 1
    assert json.loads(second.stdout) == arguments
    assert "Setting up" not in second.stderr

    (project / "requirements.txt").write_text("# another lock\n")
    third = make(project, "-s", "check", "FORMAT=json", "SITE=a site", **env)
    assert json.loads(third.stdout) == arguments
    assert "Setting up" in third.stderr


def test_a_set_up_that_fails_shows_why_and_leaves_nothing_that_looks_ready(project: Path, tmp_path: Path) -> None:
    (project / "requirements.txt").write_text(f"no-such-package==1 --hash=sha256:{'0' * 64}\n")
    env = {"PATH": tools(tmp_path / "bin", python3=Path(sys.executable).resolve()), "PIP_NO_INDEX": "1"}
    done = make(project, "check", **env)
    assert done.returncode == 2
    assert "no-such-package" in done.stderr
    assert "Set-up failed" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert not list((project / ".venv").glob(".runtime-*"))


@pytest.mark.parametrize(
    ("pythons", "arguments", "message"),
    [
        ({}, [], "Python 3.11 or newer: not found"),
        ({"python3": "exit 1"}, [], "Python 3.11 or newer: not found"),
        ({}, ["PYTHON=python4"], "python4: not found"),
        ({"python3": "case $* in *ensurepip*) exit 1;; esac"}, [], "apt install python3-venv"),
    ],
    ids=["no Python", "old Python", "PYTHON= is wrong", "no venv"],
)
def test_a_machine_without_a_fit_python_is_told_what_to_install(
    project: Path, tmp_path: Path, pythons: dict[str, str], arguments: list[str], message: str
) -> None:
    done = make(project, "check", *arguments, PATH=tools(tmp_path / "bin", **pythons))
    assert done.returncode == 2
    assert message in done.stderr
    assert not (project / ".venv").exists()


@pytest.mark.parametrize("target", ["build", "publish", "check", "diff", "fix", "new", "rename", "owners"])
def test_a_site_that_is_not_there_is_told_without_a_traceback(target: str) -> None:
    done = make(ROOT, target, "SITE=no/such/site", PATH=os.environ["PATH"])
    assert done.returncode == 2
    assert done.stderr.startswith("no/such/site: there is no such folder.\n")
    assert "Traceback" not in done.stderr
