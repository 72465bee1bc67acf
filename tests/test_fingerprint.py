from pathlib import Path

import pytest
from registry.cache.fingerprint import fingerprint
from registry.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project whose theme has a linked folder, in which a link leads back."""
    for name in ("plugins/deep", "schemas", "theme"):
        (tmp_path / "project" / name).mkdir(parents=True)
    (tmp_path / "project/plugins/deep/code.py").write_text("x = 1\n")
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/page.html").write_text("x")
    (tmp_path / "shared/round").symlink_to(tmp_path / "shared")
    (tmp_path / "project/theme/templates").symlink_to(tmp_path / "shared")
    return Project(tmp_path / "project")


@pytest.mark.parametrize(
    "path", ["project/plugins/deep/code.py", "project/theme/new.css", "shared/page.html", "project/requirements.txt"]
)
def test_it_changes_with_any_file_linked_folders_included(tmp_path: Path, project: Project, path: str) -> None:
    before = fingerprint(project)
    assert fingerprint(project) == before
    (tmp_path / path).write_text("something else")
    assert fingerprint(project) != before


def test_what_python_and_editors_leave_does_not_count(tmp_path: Path, project: Project) -> None:
    before = fingerprint(project)
    (tmp_path / "project/plugins/code.pyc").write_text("x")
    (tmp_path / "project/theme/page.html~").write_text("x")
    assert fingerprint(project) == before
