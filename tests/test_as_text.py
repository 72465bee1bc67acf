import time
from pathlib import Path

from registry.problem import Problem, Severity
from registry.report.as_text import as_text, clean
from support.problems import catalogue


def told(root: Path, *problems: Problem, colour: bool = False) -> str:
    return as_text(problems, catalogue(), root, colour=colour)


def problem(path: str = "a.yaml", line: int = 1, column: int = 1, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(path, line, column, "S001", "There is no field “nmae” here.", "Did you mean “name”?", severity)


def test_a_problem_shows_its_line_and_a_caret_under_the_place(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("é: 1\nname: é̀日nmae\n", "utf-8")
    assert told(tmp_path, problem(line=2, column=10)) == (
        "a.yaml:2:10: error S001\n"
        "  There is no field “nmae” here.\n"
        "    2 | name: é̀日nmae\n"
        "      |          ^\n"
        "  → Did you mean “name”?\n"
        "\n"
        "1 error.\n"
        "To learn more about a message: make explain CODE=…\n"
    )


def test_no_problem_is_one_line(tmp_path: Path) -> None:
    assert told(tmp_path) == "No problem found.\n"


def test_each_severity_is_counted(tmp_path: Path) -> None:
    lines = told(tmp_path, problem(), problem(), problem(severity=Severity.WARNING)).splitlines()
    assert lines[-2] == "2 errors, 1 warning."


def test_a_long_line_is_cut_around_the_place_and_takes_no_time(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("[a](b) " * 30_000, "utf-8")
    begun = time.monotonic()
    lines = told(tmp_path, *(problem(column=column) for column in range(1, 15_000))).splitlines()
    assert time.monotonic() - begun < 5
    shown, caret = (line.removeprefix("    1 | ").removeprefix("      | ") for line in lines[2:4])
    assert max(map(len, lines)) < 120
    assert shown[caret.index("^")] == "["


def test_a_tab_is_one_blank_wide(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("\tb: c\n", "utf-8")
    assert told(tmp_path, problem(column=2)).splitlines()[2:4] == ["    1 |  b: c", "      |  ^"]


def test_what_could_steer_a_terminal_is_not_printed(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("\x1b]0;x\x07\x1b[31m\u202e\n", "utf-8")
    evil = Problem("a\x1b[2J\n.yaml", 1, 1, "S001", "\x1b[31m\u202e", "\x9b31m", Severity.ERROR)
    for colour in (False, True):
        text = told(tmp_path, problem(), evil, colour=colour)
        assert "\x1b[2J" not in text
        assert "\x1b]" not in text
        assert not {"\u202e", "\x9b", "\x07"} & set(text)
        assert "a�[2J�.yaml:1:1: " in text.replace("\x1b[1m", "").replace("\x1b[0m", "")


def test_a_line_of_a_file_that_is_not_utf8_is_shown_as_far_as_it_can_be(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"name: \xc9t\xe9\n")
    assert told(tmp_path, problem(column=7)).splitlines()[2:4] == ["    1 | name: �t�", "      |       ^"]


def test_an_image_shows_no_line(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n")
    assert told(tmp_path, problem("a.png")).splitlines()[2] == "  → Did you mean “name”?"


def test_a_problem_of_a_file_that_is_not_there_still_prints(tmp_path: Path) -> None:
    assert "nowhere.yaml:7:3: error S001" in told(tmp_path, problem("nowhere.yaml", 7, 3))


def test_ordinary_text_is_left_alone() -> None:
    assert clean("Été « à » 😀\n\t") == "Été « à » 😀\n\t"
