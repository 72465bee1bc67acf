"""Whatever breaks, one place of the project and one sentence come of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from registry.i18n import load_catalogue
from registry.problem import BrokenFile
from registry.report.failure import Failure, failure_of
from registry.schema.kinds import load_kinds


def broken(action: Callable[[], object], root: Path, beside: tuple[str, ...] = ()) -> Failure:
    try:
        action()
    except BaseException as error:
        return failure_of(error, root, beside=beside)
    raise AssertionError("nothing broke")


def run(root: Path, path: str, text: str) -> Callable[[], object]:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return lambda: exec(compile(file.read_text("utf-8"), str(file), "exec"), {})


def test_code_that_does_not_parse(tmp_path: Path) -> None:
    found = broken(run(tmp_path, "plugins/a.py", "x = 1\nif x\n    y\n"), tmp_path)
    assert found == Failure("plugins/a.py", 2, 5, "expected ':'", "if x")


def test_code_that_breaks_when_run(tmp_path: Path) -> None:
    found = broken(run(tmp_path, "plugins/a.py", "def f():\n    return {}['key']\n\nf()\n"), tmp_path)
    assert found == Failure("plugins/a.py", 2, 12, "KeyError: 'key'", "    return {}['key']")


def test_the_place_is_the_innermost_in_the_project(tmp_path: Path) -> None:
    found = broken(run(tmp_path, "plugins/a.py", "import json\njson.loads('[')\n"), tmp_path)
    assert (found.path, found.line) == ("plugins/a.py", 2)
    assert found.message.startswith("JSONDecodeError: Expecting value")


def test_what_led_to_it_counts_where_the_last_has_no_place(tmp_path: Path) -> None:
    inner = run(tmp_path, "plugins/a.py", "1 / 0\n")

    def outer() -> None:
        try:
            inner()
        except ZeroDivisionError:
            raise SystemExit(1) from None

    def telling() -> None:
        try:
            inner()
        except ZeroDivisionError as error:
            raise RuntimeError("something went wrong") from error

    assert broken(telling, tmp_path) == Failure("plugins/a.py", 1, 1, "ZeroDivisionError: division by zero", "1 / 0")
    assert broken(outer, tmp_path) == Failure("", 0, 0, "SystemExit: 1")


def test_who_only_drives_is_not_to_blame(tmp_path: Path) -> None:
    inner = run(tmp_path, "plugins/drive/a.py", "raise ValueError('no')\n")
    assert broken(inner, tmp_path).path == "plugins/drive/a.py"
    assert broken(inner, tmp_path, beside=("plugins/drive/",)) == Failure("", 0, 0, "ValueError: no")


def test_what_is_installed_below_the_project_is_not_the_project(tmp_path: Path) -> None:
    assert broken(run(tmp_path, ".venv/lib/a.py", "1 / 0\n"), tmp_path).path == ""


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a\n{% if %}\n", 2, "Expected an expression, got 'end of statement block'"),
        ("a\n\n{{ nothing }}\n", 3, "'nothing' is undefined"),
        ("{{ 1 / 0 }}\n", 1, "ZeroDivisionError: division by zero"),
        ("a\n{{ broken() }}\n", 2, "ValueError: in code"),
    ],
)
def test_a_template(tmp_path: Path, text: str, line: int, message: str) -> None:
    folder = tmp_path / "theme/templates"
    folder.mkdir(parents=True)
    (folder / "a.html").write_text(text)
    code = run(tmp_path, "plugins/filters.py", "raise ValueError('in code')\n")
    env = Environment(loader=FileSystemLoader(folder), undefined=StrictUndefined)
    env.globals["broken"] = code
    found = broken(lambda: env.get_template("a.html").render(), tmp_path)
    assert (found.path, found.line, found.message) == ("theme/templates/a.html", line, message)
    assert found.source == text.splitlines()[line - 1]


def test_a_schema_and_a_catalogue(tmp_path: Path) -> None:
    schemas, locale = tmp_path / "schemas", tmp_path / "theme/locale/fr/LC_MESSAGES"
    schemas.mkdir()
    locale.mkdir(parents=True)
    (schemas / "common.schema.json").write_text('{\n  "$defs": {},\n}\n')
    found = broken(lambda: load_kinds(schemas), tmp_path)
    assert (found.path, found.line, found.source) == ("schemas/common.schema.json", 3, "}")
    (locale / "messages.po").write_text('msgid "a"\nmsgstr nonsense\n')
    found = broken(lambda: load_catalogue(tmp_path / "theme/locale", "fr").gettext("a"), tmp_path)
    assert (found.path, found.line) == ("theme/locale/fr/LC_MESSAGES/messages.po", 2)
    assert found.message == "not a line of a .po file"


def test_a_file_that_changed_since_it_was_read_before_shows_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    for text in ("first", "second"):
        file.write_text(text)
        assert failure_of(BrokenFile(file, 1, 1, "why"), tmp_path).source == text


def test_it_can_be_told_beside_the_problems_of_records() -> None:
    told = Failure("theme/a.html", 2, 3, "why", "source").as_problem()
    assert json.loads(json.dumps(told)) == {
        "path": "theme/a.html", "line": 2, "column": 3, "message": "why", "source": "source",
        "code": "", "hint": "", "severity": "error",
    }  # fmt: skip
