"""One correction, tried on a record: what it changes, and when it is dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registry.fix.attempt import Attempts
from registry.fix.site import attempts_for
from registry.load.files import RecordFile
from registry.load.loader import read_document
from registry.problem import Finding
from registry.project import Project
from registry.validate.check import check
from support.small import PARTNER, small_site

HEAD = "name: A\nclassification: association\n"


@pytest.fixture(scope="module")
def attempts(tmp_path_factory: pytest.TempPathFactory) -> Attempts:
    site = small_site(tmp_path_factory.mktemp("site"), {"data/partners/b.yaml": PARTNER.format(name="Le Bé")})
    return attempts_for(check(site, Project()))


def record(attempts: Attempts, kind: str) -> RecordFile:
    found = attempts.values.choices.corpus.kinds[kind]
    return RecordFile(f"{found.folder}/x{found.suffix}", found, "x")


def mended(attempts: Attempts, text: str, kind: str = "partner") -> str | None:
    """The text with the first certain correction of a problem that a look at it alone finds."""
    file = record(attempts, kind)
    for finding in problems(attempts, file, text):
        if (new := attempts.text(file, text, finding)) is not None:
            return new
    return None


def test_a_record_is_read_once_for_all_that_is_wrong_with_it(
    attempts: Attempts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many problems it has: what cannot be mended costs nothing more."""
    text = HEAD + "".join(f"k{number}: 1\n" for number in range(300))
    file, reads = record(attempts, "partner"), []
    monkeypatch.setattr("registry.fix.attempt.read_document", lambda *what: reads.append(what) or read_document(*what))
    found = problems(attempts, file, text)
    assert len(found) == 300
    assert [attempts.text(file, text, finding) for finding in found] == [None] * 300
    assert len(reads) == 1


def problems(attempts: Attempts, file: RecordFile, text: str) -> list[Finding]:
    document, found = read_document(file, text)
    if not document.broken:
        found += attempts.structure.check(document, file.kind)
    return found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("website:   www.a.org   # ours", "website:   https://www.a.org   # ours"),
        ('start_date: "26/05/2009" # known', 'start_date: "2009-05-26" # known'),
        ("example:  'oui'", "example:  true"),
        ("themes:    sante    # one", "themes:    [sante]    # one"),
        ("offers: [{type: Salle, text: a}]", "offers: [{type: room, text: a}]"),
        ("offers:\n- {typ: room, text: a}", "offers:\n- {type: room, text: a}"),
        ("acronym: |\n  AB\nrole: R", "acronym: |-\n  AB\nrole: R"),
        ("acronym: >+\n    AB\n\n\nrole: R", "acronym: >-\n    AB\n\n\nrole: R"),
        ("acronym: ' AB '", "acronym: 'AB'"),
        ("? website\n: www.a.org", "? website\n: https://www.a.org"),
        ('"Site web": https://a.org', "website: https://a.org"),
    ],
)
def test_only_what_is_wrong_changes(attempts: Attempts, before: str, after: str) -> None:
    assert mended(attempts, f"# é\n{HEAD}{before}\n# end\n") == f"# é\n{HEAD}{after}\n# end\n"


@pytest.mark.parametrize(
    "text",
    [
        "stat_date: bald\n",  # the field would have a value that it cannot have
        "websit: https://a.org\nwebsite: https://b.org\n",
        "website: >-\n  www.a.org\n",
        "role:\n  two\n  lines: of text\n",
        "Rue : x : y\n",  # no field is called so
        "offers: a: b\n",  # a list, not a text
        "place:\n\tname: X\n      access: Y\n",
    ],
)
def test_what_is_not_certain_stays(attempts: Attempts, text: str) -> None:
    assert mended(attempts, HEAD + text) is None


def test_the_body_of_a_markdown_file_is_never_touched(attempts: Attempts) -> None:
    text = "---\nclassification: plenary\nstatus: Tenue\nstart: 2026\n---\n\n\tcode\nstatus: Tenue  \n"
    assert mended(attempts, text, "meeting") == text.replace("status: Tenue\n", "status: held\n", 1)


@pytest.mark.parametrize("text", ["", "\n", "---\n", "---\na: b\n", "x\n"])
def test_files_without_a_header_are_left_alone(attempts: Attempts, text: str) -> None:
    assert mended(attempts, text, "meeting") is None


ALPHABET = st.sampled_from([*"\n :-#'\"[]{}|>*&!%@,\té1a", "name", "text: ", "\n  - ", "themes: ", "oui", "26/05/2009"])


@given(st.lists(ALPHABET, max_size=12).map("".join), st.integers(0, 110))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_any_text_is_mended_to_one_with_the_same_lines_or_left(attempts: Attempts, noise: str, place: int) -> None:
    good = HEAD + "themes:\n  - sante\ntext: >-\n  Some\n  words\nstart_date: 2009\n"
    text = good[:place] + noise + good[place:]
    file = record(attempts, "partner")
    for finding in problems(attempts, file, text):
        new = attempts.text(file, text, finding)
        if new is not None:
            assert new.count("\n") == text.count("\n")
            assert not any(
                (found.code, found.line, found.column) == (finding.code, finding.line, finding.column)
                for found in problems(attempts, file, new)
            )


def test_a_name_of_another_record_is_taken_for_it(attempts: Attempts, tmp_path: Path) -> None:
    text = "---\nclassification: plenary\nstatus: held\nstart: 2026\npresent:\n  - Le Bé # B\n---\n"
    file = record(attempts, "meeting")
    found = Finding(file.path, 6, 5, "R001", {"value": "Le Bé"})
    assert attempts.text(file, text, found) == text.replace("Le Bé", "b")
