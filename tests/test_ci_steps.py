"""The steps of the workflows, run as a forge runs them: the same shell, on a site with a change."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from pathlib import Path

import pytest
import yaml
from support.small import PARTNER, commit, git, small_site, write

ROOT = Path(__file__).parents[1]
# Stands in for GitHub's own command: tells what it was asked, and answers as the test says.
GH = """\
#!/usr/bin/env python3
import json, os, pathlib, sys
here = pathlib.Path(os.environ["FAKE"])
with (here / "asked").open("a") as file:
    print(json.dumps(sys.argv[1:]), file=file)
if "POST" in sys.argv or "PATCH" in sys.argv:
    (here / "sent.md").write_bytes(pathlib.Path("comment.md").read_bytes())
elif any("/comments" in argument for argument in sys.argv):
    print((here / "comments").read_text(), end="")
else:
    print((here / "number").read_text(), end="")
"""
COMMENT = {
    "GH_TOKEN": "t", "GH_REPO": "network/site", "OWNER": "somebody", "BRANCH": "patch-1", "COMMIT": "0" * 40,
    "RUN": "https://forge.example/run/1", "LINK": "La vérification",
}  # fmt: skip


def step(workflow: str, name: str) -> str:
    """The script of a step."""
    jobs = yaml.safe_load((ROOT / f".github/workflows/{workflow}.yml").read_text("utf-8"))["jobs"]
    (script,) = [step["run"] for job in jobs.values() for step in job["steps"] if step.get("name") == name]
    return str(script)


def run(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """As a runner does: bash, which stops at the first error."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", **environment},
        capture_output=True,
        text=True,
    )


def command(folder: Path, name: str, text: str) -> None:
    write(folder, {f"bin/{name}": text})
    (folder / "bin" / name).chmod(0o755)


@pytest.fixture
def proposal(tmp_path: Path) -> tuple[Path, str]:
    """A folder with a `make` that works on a small site of its own, and the commit that its change starts from."""
    site = small_site(tmp_path / "site", {"data/partners/a.yaml": PARTNER.format(name="Club A")})
    base = commit(site)
    path, root = shlex.quote(os.environ["PATH"]), shlex.quote(str(ROOT))
    make = f'env -u MAKEFLAGS PATH={path} make -C {root} --no-print-directory "$@"'
    command(tmp_path, "make", f'#!/bin/sh\nSITE="$FAKE/site" exec {make}\n')
    return tmp_path, base


def test_a_proposal_is_told_what_it_means_and_what_is_wrong(proposal: tuple[Path, str]) -> None:
    folder, base = proposal
    files = {"data/partners/b.yaml": PARTNER.format(name="Club B"), "data/partners/c.yaml": "name: C\nsize: 3\n"}
    write(folder / "site", files)
    environment = {"BASE": base, "FAKE": str(folder), "GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
    checked = run(step("proposal", "Check the records"), folder, **environment)
    assert checked.returncode != 0
    assert "::error file=data/partners/c.yaml,line=1,col=1,title=S002 " in checked.stdout
    told = run(step("proposal", "Say what is wrong and what the change means"), folder, **environment)
    assert told.returncode == 0, told.stderr
    comment = (folder / "change/comment.md").read_text("utf-8")
    assert comment.index("`data/partners/c.yaml:2:1` **S001**") < comment.index("**Nouveau partenaire\u00a0: Club B**")
    summary = (folder / "summary.md").read_text("utf-8")
    assert summary.index("S001") < summary.index("Club B")


def test_without_a_mistake_the_comment_says_so(proposal: tuple[Path, str]) -> None:
    folder, base = proposal
    write(folder / "site", {"data/partners/b.yaml": PARTNER.format(name="Club B")})
    environment = {"BASE": base, "FAKE": str(folder), "GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
    assert run(step("proposal", "Check the records"), folder, **environment).returncode == 0
    assert run(step("proposal", "Say what is wrong and what the change means"), folder, **environment).returncode == 0
    assert "❌" not in (folder / "change/comment.md").read_text("utf-8")


@pytest.fixture
def forge(tmp_path: Path) -> Path:
    command(tmp_path, "gh", GH)
    write(tmp_path, {"number": "17\n", "comments": "", "change/comment.md": "## Ce que change\n"})
    return tmp_path


def asked(forge: Path) -> list[list[str]]:
    return [json.loads(line) for line in (forge / "asked").read_text().splitlines()]


def comment(forge: Path) -> list[list[str]]:
    """Run the step of comment.yml; what the forge was asked."""
    done = run(step("comment", "Write or renew the comment"), forge, FAKE=str(forge), **COMMENT)
    assert done.returncode == 0, done.stderr
    return asked(forge)


def test_the_first_comment_is_written(forge: Path) -> None:
    assert comment(forge)[-1][:4] == ["api", "--method", "POST", "repos/network/site/issues/17/comments"]
    sent = (forge / "sent.md").read_text("utf-8")
    assert sent.startswith("<!-- meaning-of-the-change -->\n## Ce que change\n")
    assert sent.endswith("\n[La vérification](https://forge.example/run/1)\n")


def test_a_later_one_replaces_it(forge: Path) -> None:
    write(forge, {"comments": "4\n9\n"})
    assert comment(forge)[-1][:4] == ["api", "--method", "PATCH", "repos/network/site/issues/comments/4"]


@pytest.mark.parametrize("number", ["", "../../x", "17\n18\n"])
def test_without_one_open_pull_request_nothing_is_written(forge: Path, number: str) -> None:
    write(forge, {"number": number})
    assert len(comment(forge)) == 1
    assert not (forge / "sent.md").exists()


def test_what_a_proposal_says_is_bounded_and_notifies_nobody(forge: Path) -> None:
    text = "@everyone et @x, contact@club.example \x00\x1b[2J\xff".encode("latin-1") + b"\n" + "é".encode() * 60_000
    write(forge, {"change/comment.md": text})
    comment(forge)
    sent = (forge / "sent.md").read_bytes()
    assert len(sent) < 65_000
    told = sent.decode("utf-8").splitlines()[1]
    assert told == "@\u200beveryone et @\u200bx, contact@club.example [2J"


def test_a_link_in_the_place_of_the_text_is_not_followed(forge: Path) -> None:
    (forge / "change/comment.md").unlink()
    write(forge, {"secret": "secret"})
    (forge / "change/comment.md").symlink_to(forge / "secret")
    comment(forge)
    assert "secret" not in (forge / "sent.md").read_text("utf-8")


def test_where_the_check_could_not_even_start_the_comment_leads_to_why(forge: Path) -> None:
    (forge / "change/comment.md").unlink()
    comment(forge)
    assert "https://forge.example/run/1" in (forge / "sent.md").read_text("utf-8")


@pytest.mark.parametrize("protected", [False, True])
def test_new_addresses_reach_main_or_are_proposed(tmp_path: Path, protected: bool) -> None:
    origin, work = tmp_path / "origin.git", tmp_path / "work"
    commit(small_site(tmp_path / "site"))
    git(tmp_path, "clone", "-q", "--bare", "site", str(origin))
    git(tmp_path, "clone", "-q", str(origin), str(work))
    if protected:
        hook = '#!/bin/sh\n[ "$1" != refs/heads/main ]\n'
        write(origin, {"hooks/update": hook})
        (origin / "hooks/update").chmod(0o755)
    command(work, "gh", GH)
    write(work, {"number": "0\n", "data/addresses.txt": "/\n", ".git/info/exclude": "/bin\n/number\n/asked\n"})
    environment = {
        "FAKE": str(work), "GH_TOKEN": "t", "GH_REPO": "network/site", "MAIN": "main", "TITLE": "Retenir",
        "SERVER": "https://forge.example", "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_VALUE_0": "https://x-access-token:t@forge.example/network/site.git",
        "GIT_CONFIG_KEY_0": f"url.{origin}.insteadOf",
    }  # fmt: skip
    for _ in range(2):  # the second time there is nothing to do
        done = run(step("publish", "Write them to main, or propose it"), work, **environment)
        assert done.returncode == 0, done.stderr
    branch = "addresses" if protected else "main"
    assert git(origin, "show", f"{branch}:data/addresses.txt") == "/\n"
    assert git(origin, "log", "-1", "--format=%s", branch) == "Retenir\n"
    calls = asked(work) if protected else []
    assert [call[:2] for call in calls] == ([["pr", "list"], ["pr", "create"]] if protected else [])
    assert (work / "asked").exists() == protected
