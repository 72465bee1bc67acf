"""The workflows for the networks that use the program: valid, pinned, and with no more rights than they need."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "vendor.gitlab-ci": [ROOT / ".gitlab-ci.yml"],
    "vendor.dependabot": [ROOT / ".github/dependabot.yml"],
    "vendor.github-issue-forms": sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("[0-9]*.yml")),
    "vendor.github-issue-config": [ROOT / ".github/ISSUE_TEMPLATE/config.yml"],
}


def workflow(path: Path) -> dict:
    return yaml.safe_load(path.read_text("utf-8"))


@pytest.mark.parametrize("schema", SCHEMAS)
def test_files_of_the_forges_fit_their_schemas(schema: str) -> None:
    assert SCHEMAS[schema]
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, SCHEMAS[schema])]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_auditor_of_workflows_finds_nothing() -> None:
    command = [Path(sys.executable).with_name("zizmor"), "--offline", "--no-progress", ROOT / ".github"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_commit_and_says_its_version(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        if "uses:" in line:
            assert re.search(r"uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_workflow_has_rights_that_its_jobs_do_not_name(path: Path) -> None:
    assert workflow(path)["permissions"] == {}
    assert all("permissions" in job and "timeout-minutes" in job for job in workflow(path)["jobs"].values())


@pytest.mark.parametrize("name", ["proposal", "program"])
def test_what_runs_a_proposals_code_may_write_nothing_and_has_no_token(name: str) -> None:
    text = (ROOT / f".github/workflows/{name}.yml").read_text("utf-8")
    jobs = workflow(ROOT / f".github/workflows/{name}.yml")["jobs"]
    assert all(job["permissions"] == {"contents": "read"} for job in jobs.values())
    assert "secrets." not in text
    assert "github.token" not in text
    assert text.count("persist-credentials: false") == text.count("actions/checkout@")
    assert text.count("fetch-depth: 0") == text.count("actions/checkout@")


def test_what_may_write_checks_out_and_builds_nothing() -> None:
    text = (ROOT / ".github/workflows/comment.yml").read_text("utf-8")
    assert "actions/checkout" not in text
    assert not re.search(r"\b(make|python|npm|pip)\b", text)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_value_from_outside_is_pasted_into_a_script(path: Path) -> None:
    for job in workflow(path)["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), step


def test_each_target_that_a_forge_calls_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for path in [*WORKFLOWS, ROOT / ".gitlab-ci.yml"]:
        for target in re.findall(r"\bmake (?:-s )?([a-z]+)", path.read_text("utf-8")):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), (path.name, target)
