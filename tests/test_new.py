"""`new`: a record to begin with, of every kind, that `check` finds nothing wrong with."""

from __future__ import annotations

import errno
import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from registry.__main__ import main
from registry.load.yaml_events import parse
from registry.new.make import make
from registry.project import Project
from registry.schema.kinds import load_kinds
from support.small import PARTNER, small_site

ROOT = Path(__file__).parents[1]
KINDS = [kind for kind in load_kinds(ROOT / "schemas") if kind.folder]


def new(root: Path, *arguments: str) -> int:
    return main(["new", "--site", str(root), *arguments])


def errors(root: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What `check` finds, but for what only a publication needs."""
    capsys.readouterr()
    main(["check", "--site", str(root), "--format", "json"])
    found = json.loads(capsys.readouterr().out)["problems"]
    return [f"{problem['code']} {problem['message']}" for problem in found if problem["code"][0] != "P"]


def header(text: str) -> str:
    return text.split("---\n")[1] if text.startswith("---\n") else text


@pytest.fixture(params=["fr", "en"])
def site(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    country = {"fr": "FR", "en": "GB"}[request.param]
    return small_site(
        tmp_path, {"data/partners/a.yaml": PARTNER.format(name="A")}, language=request.param, country=country
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_new_record_has_no_problem_and_is_a_draft(kind, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(site, kind.name, "2026-03-12-something") == 0
    text = (site / f"{kind.folder}/2026-03-12-something{kind.suffix}").read_text("utf-8")
    assert text.endswith("\n")
    assert max(map(len, header(text).splitlines())) < 300
    assert "draft: true" in text
    assert errors(site, capsys) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_is_there_and_fits_once_its_sign_is_taken_away(
    kind, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(site, kind.name, "x") == 0
    path = site / f"{kind.folder}/x{kind.suffix}"
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"^#(?=[a-z]|  )", "", text, flags=re.MULTILINE), "utf-8")
    fields = parse(header(path.read_text("utf-8")))
    assert fields.findings == []
    assert set(fields.value) == set(kind.schema["properties"]) - {"example"}
    codes = {error.split()[0] for error in errors(site, capsys)}
    assert codes <= {"S002", "S006", "S020", "R018"}  # empty fields, a planned meeting with results
    path.write_text(re.sub(r"^(#[a-z]|#  ).*\n", "", text, flags=re.MULTILINE), "utf-8")
    assert errors(site, capsys) == []


def test_the_texts_are_in_the_network_s_language(site: Path) -> None:
    assert new(site, "meeting", "2026-03-12-plenary") == 0
    text = (site / "content/meetings/2026-03-12-plenary.md").read_text("utf-8")
    french = "language: fr" in (site / "data/network.yaml").read_text()
    words = ("# Lieu.", "Obligatoire.", "## La suite") if french else ("# Place.", "Needed.", "## What comes next")
    assert all(word in text for word in words)
    assert "\nstart: 2026-03-12\n" in text


def test_what_is_given_is_checked_and_written(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = [
        "name=L'Envol : un club",
        "classification=Association",
        "themes=Santé, logement",
        "start_date=26.05.2009",
    ]
    arguments = [f"--set={setting}" for setting in [*settings, "website=www.example.org"]]
    assert new(site, "partner", "l-envol", *arguments) == 0
    text = (site / "data/partners/l-envol.yaml").read_text("utf-8")
    assert parse(text).value == {
        "name": "L'Envol : un club",
        "classification": "association",
        "themes": ["sante", "logement"],
        "start_date": "2009-05-26",
        "website": "https://www.example.org",
    }
    assert "draft" not in text
    assert errors(site, capsys) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["", "x"], "KIND=charter|partner|commission|meeting|project|news|page"),
        (["partners2", "x"], "“partner”"),
        (["glossary", "x"], "data/glossary.yaml"),
        (["partner", ""], "ID=name-of-the-file."),
        (["partner", "", "--set=name=Mon Association"], "ID=mon-association"),
        (["meeting", "", "--set=start=2026-03-12 18:30"], "ID=2026-03-12"),
        (["partner", "Mon Association"], "“mon-association”"),
        (["partner", "../../x"], "“x”"),
        (["partner", "x.yaml"], "“x”"),
        (["partner", "…"], "“…”"),
        (["partner", "x" * 81], "80"),
        (["partner", "a"], "data/partners/a.yaml"),
        (["partner", "b"], "data/partners/B.yml"),
        (["partner", "x", "--set=nmae=X"], "“name”"),
        (["partner", "x", "--set=name"], "“name”"),
        (["partner", "x", "--set=classification=x"], "“x”"),
        (["partner", "x", "--set=classification=asociatoin"], "“association”"),
        (["partner", "x", "--set=website=nowhere"], "“nowhere”"),
        (["partner", "x", "--set=name="], "name"),
    ],
)
def test_a_wrong_call_writes_nothing(
    tmp_path: Path, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"data/partners/a.yaml": PARTNER.format(name="A"), "data/partners/B.yml": "name: B\n"}
    site = small_site(tmp_path, files, language="en", country="GB")
    before = sorted(site.rglob("*"))
    assert new(site, *arguments) == 2
    assert sorted(site.rglob("*")) == before
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("name", ["partner", "partners", "Partenaire", "partenaires", "PARTNER"])
def test_a_kind_is_known_by_its_names(tmp_path: Path, name: str) -> None:
    site = small_site(tmp_path)
    assert new(site, name, "x") == 0
    assert (site / "data/partners/x.yaml").is_file()


def test_a_folder_that_is_a_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    site = small_site(tmp_path / "site")
    (site / "data/partners").symlink_to(tmp_path / "outside")
    assert new(site, "partner", "x") == 2
    assert os.listdir(tmp_path / "outside") == []


def test_a_page_at_an_address_that_is_taken_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = small_site(tmp_path, language="en", country="GB")
    assert new(site, "page", "partners") == 1
    assert "R002" in capsys.readouterr().out


def test_what_must_refer_to_something_says_what_to_make_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = small_site(tmp_path, language="en", country="GB")
    assert new(site, "meeting", "x", "--set=classification=commission") == 2
    assert "commission" in capsys.readouterr().err


def test_names_with_a_date_are_suggested_for_what_is_sorted_by_date(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (["meeting", "plenary"], ["news", "party"], ["partner", "x"], ["news", "2026-05-party"]):
        assert new(site, *arguments) == 0
        out = capsys.readouterr().out
        assert ("2026-03-12-" in out) == (arguments[1] in ("plenary", "party"))


def test_editors_find_the_schema_from_a_record_of_the_project(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    for name in ("schemas", "theme"):
        shutil.copytree(ROOT / name, project.root / name)
    site = small_site(project.root / "networks/one")
    made = make(site, project, "partner", "x", [])
    found = re.match(r"# yaml-language-server: \$schema=(\S+)\n", (site / made.path).read_text("utf-8"))
    assert found
    assert ((site / made.path).parent / found[1]).resolve() == (project.schemas / "partner.schema.json").resolve()
    meeting = make(site, project, "meeting", "2026-01-01-x", [])  # no editor reads YAML at the head of a text
    assert "yaml-language-server" not in (site / meeting.path).read_text("utf-8")
    outside = small_site(tmp_path / "outside")
    assert "yaml-language-server" not in (outside / make(outside, project, "partner", "x", []).path).read_text()


def answering(*answers: str) -> Iterator[str]:
    yield from answers
    raise EOFError


def asked(site: Path, kind: str, id_: str, *answers: str, settings: list[str] | None = None) -> str:
    """The header that comes of a conversation at a terminal."""
    replies = answering(*answers)
    made = make(site, Project(), kind, id_, settings or [], read=lambda prompt: next(replies))
    assert list(replies_left(replies)) == []
    return header((site / made.path).read_text("utf-8"))


def replies_left(replies: Iterator[str]) -> Iterator[str]:
    try:
        yield from replies
    except EOFError:
        return


def test_a_person_is_asked_for_what_is_needed_until_it_fits(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = "x" * 300
    text = asked(site, "partner", "", long, " Les Nuages ", "rien de tel", "2", "")
    assert parse(text).value == {"name": "Les Nuages", "classification": "ville-imaginaire"}
    assert (site / "data/partners/les-nuages.yaml").is_file()
    out = capsys.readouterr().out
    assert "300" in out
    assert "rien de tel" in out
    assert "   1. association\n" in out


def test_who_does_not_say_what_to_make_is_asked(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked(site, "", "", "", "gâteau", "2", "Les Nuages", "1", "")
    assert (site / "data/partners/les-nuages.yaml").is_file()
    assert "“gâteau”" in capsys.readouterr().out.replace("«\u00a0", "“").replace("\u00a0»", "”")
    asked(site, "", "x", "actualité", "Une nouvelle", "2026")
    assert (site / "content/news/x.md").is_file()


def test_a_full_disk_is_told_in_the_networks_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *arguments: object, **more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    site = small_site(tmp_path)
    monkeypatch.setattr(Path, "mkdir", refuse)
    assert new(site, "partner", "x") == 2
    assert capsys.readouterr().err.endswith("data/partners\u00a0: le disque est plein.\n")


# Makes the terminal the process's own, so that Ctrl-C reaches it, and becomes the command.
OWN = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.executable, sys.argv[1:])"


INTERRUPT = "\x03"
"""Ctrl-C"""


def at_a_terminal(site: Path, *steps: tuple[str, str]) -> tuple[int, str]:
    """Run the command at a terminal of its own: wait for each text, then type. Its exit code and all it printed."""
    terminal, end = pty.openpty()
    command = [sys.executable, "-c", OWN, sys.executable, "-m", "registry", "new", "", "--site", str(site)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1"}
    with subprocess.Popen(command, stdin=end, stdout=end, stderr=end, env=environment, start_new_session=True) as run:
        os.close(end)
        printed, waiting, patience = b"", list(steps), 30
        while patience:
            if not select.select([terminal], [], [], 1)[0]:
                patience -= 1
                if not waiting and steps[-1][1] == INTERRUPT:
                    # Python loses an interruption between its prompt and its read; a person presses again.
                    os.write(terminal, INTERRUPT.encode())
                continue
            try:
                printed += os.read(terminal, 4096)
            except OSError:  # the terminal is closed with the process
                break
            if waiting and waiting[0][0].encode() in printed:
                os.write(terminal, waiting.pop(0)[1].encode())
        else:
            run.kill()
    os.close(terminal)
    return run.returncode, printed.decode()


def test_at_a_real_terminal(site: Path) -> None:
    code, printed = at_a_terminal(
        site, ("7.", "partner\n"), ("(name)", "L'Été\n"), ("(classification)", "1\n"), ("l-ete", "\n")
    )
    assert code == 0, printed
    assert parse((site / "data/partners/l-ete.yaml").read_text("utf-8")).value == {
        "name": "L'Été", "classification": "association",
    }  # fmt: skip


def test_ctrl_c_leaves_nothing_and_shows_no_error_of_the_program(site: Path) -> None:
    before = sorted(site.rglob("*"))
    code, printed = at_a_terminal(site, ("7.", "partner\n"), ("(name)", INTERRUPT))
    assert code == 1
    assert "Traceback" not in printed
    assert sorted(site.rglob("*")) == before


def test_an_answer_may_ask_for_another_field(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"content/commissions/housing.md": "---\nname: Logement\n---\n"})
    text = asked(site, "meeting", "", "Réunion de commission", "Logement", "tenue", "12/03/2026 à 18h30", "")
    assert parse(text).value == {
        "classification": "commission", "commission": "housing", "status": "held", "start": "2026-03-12 18:30",
    }  # fmt: skip
    assert (site / "content/meetings/2026-03-12-housing.md").is_file()


def test_what_is_left_for_later_makes_a_draft(site: Path) -> None:
    text = asked(site, "news", "2026-05-party", "")
    assert parse(text).value["date"] == "2026-05"
    assert parse(text).value["draft"] == "true"


def test_a_bad_id_is_asked_for_again(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked(site, "partner", "", "A", "1", "Mon Association", "a", "mon-association")
    assert (site / "data/partners/mon-association.yaml").is_file()
    out = capsys.readouterr().out
    assert "data/partners/a.yaml" in out


@pytest.mark.parametrize("stop", [EOFError, KeyboardInterrupt])
def test_who_gives_up_leaves_nothing(site: Path, stop: type[BaseException]) -> None:
    def read(prompt: str) -> str:
        raise stop

    with pytest.raises(stop):
        make(site, Project(), "partner", "x", [], read=read)
    assert not (site / "data/partners/x.yaml").exists()
