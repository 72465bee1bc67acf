"""What must vanish from the history: where it is, what to do about it, and nothing is changed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from registry.__main__ import main
from registry.forget.traces import traces
from registry.load.revision import RevisionError
from support.small import commit, git, small_site, write

PARTNER = "name: Nuages\nclassification: association\n"
SECRET = "06 39 98 12 34"


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """A repository in which a partner's file held a number for a while."""
    root = small_site(tmp_path, {"data/partners/nuages.yaml": PARTNER})
    commit(root, "begin")
    write(root, {"data/partners/nuages.yaml": PARTNER + f"role: Appeler le {SECRET}\n"})
    commit(root, "a number")
    git(root, "branch", "kept")
    write(root, {"data/partners/nuages.yaml": PARTNER})
    commit(root, "no number")
    return root


def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], root: Path, text: str) -> tuple[int, str]:
    monkeypatch.setattr("sys.stdin", io.StringIO(text + "\n"))
    code = main(["forget", "--site", str(root)])
    return code, capsys.readouterr().out


def test_commits_files_and_branches_are_found(history: Path) -> None:
    found = traces(history, SECRET)
    assert len(found.commits) == 2
    assert (found.paths, found.present, found.refs) == (["data/partners/nuages.yaml"], False, ["kept", "main"])
    assert traces(history, "98 12 35").commits == []
    write(history, {"data/partners/nuages.yaml": f"# {SECRET}\n"})
    assert traces(history, SECRET).present


def test_where_there_is_no_repository_that_is_told(tmp_path: Path) -> None:
    with pytest.raises(RevisionError):
        traces(tmp_path, SECRET)


def test_the_guide_names_what_to_do_and_changes_nothing(
    history: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = git(history, "rev-parse", "--all"), git(history, "status", "--porcelain")
    code, text = told(monkeypatch, capsys, history, SECRET)
    assert code == 0
    assert SECRET not in text
    for words in ("data/partners/nuages.yaml", "kept", "git filter-repo --replace-text", "CNIL", "forks", "8. "):
        assert words in text
    assert max(map(len, text.splitlines())) <= 100
    assert (git(history, "rev-parse", "--all"), git(history, "status", "--porcelain")) == before


def test_without_a_text_it_tells_what_to_do_and_a_short_one_is_refused(
    history: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, text = told(monkeypatch, capsys, history, "")
    assert code == 0
    assert "data/partners" not in text
    assert told(monkeypatch, capsys, history, "06") == (2, "")
