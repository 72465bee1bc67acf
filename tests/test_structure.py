import time
from pathlib import Path

import pytest
from registry.problem import Problem
from support.trees import NETWORK, PARTNER, found, make_site, problems

HEAD = "---\nname: Fog\n"
MEETING = "---\nclassification: plenary\nstatus: held\nstart: 2020\n"


def only(tmp_path: Path, path: str, content: str) -> Problem:
    (problem,) = problems(make_site(tmp_path, {path: content}))
    return problem


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("webiste: x", "“website”"),
        ("Website: x", "“website”"),
        ("Site web: x", "“website”"),
        ("phone: x", "“contact_details.phone”"),
        ("zzzzz: x", "The fields are: name, acronym"),
    ],
)
def test_an_unknown_field_is_told_with_the_one_that_was_meant(tmp_path: Path, typed: str, hint: str) -> None:
    problem = only(tmp_path, "data/partners/a.yaml", f"acronym: A\n{PARTNER}{typed}\n")
    assert (problem.code, problem.line, problem.column) == ("S001", 4, 1)
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("field", "repaired"),
    [
        ("start_date: 26/05/2009", "2009-05-26"),
        ("start_date: 5.6.2009", "2009-06-05"),
        ("start_date: 2009/5", "2009-05"),
        ("website: www.example.org", "https://www.example.org"),
        ("identifiers: {siren: 123 456 782}", "123456782"),
        ("acronym: 'A  B '", "A B"),
    ],
)
def test_what_was_certainly_meant_is_offered(tmp_path: Path, field: str, repaired: str) -> None:
    problem = only(tmp_path, "data/partners/a.yaml", PARTNER + field + "\n")
    assert f"“{repaired}”" in problem.hint


@pytest.mark.parametrize(
    "field", ["start_date: 2024-02-30", "website: javascript:alert(1)", "identifiers: {siren: 123456789}"]
)
def test_nothing_wrong_is_offered(tmp_path: Path, field: str) -> None:
    assert "“" not in only(tmp_path, "data/partners/a.yaml", PARTNER + field + "\n").hint


def test_every_problem_of_a_record_is_told_at_once(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        {"data/partners/a.yaml": "classification: club\nfounding_date: x\nthemes: x\nlogo: {file: a.exe}\nnmae: y\n"},
    )
    assert found(site) == [
        ("data/partners/a.yaml", 1, 1, "S002"),
        ("data/partners/a.yaml", 2, 16, "S008"),
        ("data/partners/a.yaml", 3, 9, "S023"),
        ("data/partners/a.yaml", 4, 1, "S002"),
        ("data/partners/a.yaml", 4, 14, "S027"),
        ("data/partners/a.yaml", 5, 1, "S001"),
    ]


def test_where_groups_are_wanted_their_fields_are_named(tmp_path: Path) -> None:
    problem = only(tmp_path, "data/partners/a.yaml", PARTNER + "offers: A hall\n")
    assert problem.code == "S029"
    assert "type, text" in problem.hint


def test_a_value_has_one_problem_however_wrong_it_is(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"data/partners/a.yaml": PARTNER + "website: " + "<" * 600 + "\n"})
    assert [code for *_, code in found(site)] == ["S010"]


def test_a_meeting_of_a_commission_names_it(tmp_path: Path) -> None:
    problem = only(tmp_path, "content/meetings/m.md", MEETING.replace("plenary", "commission") + "---\n")
    assert problem.code == "S002"
    assert "“commission”" in problem.message


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        ("content/commissions/a.md", HEAD + "order: 0\n---\n", (3, 8, "S026")),
        ("content/commissions/a.md", HEAD + "order: 017\n---\n", (3, 8, "S021")),
        ("content/commissions/a.md", HEAD + "mission: " + "x" * 601 + "\n---\n", (3, 10, "S005")),
        ("content/commissions/a.md", HEAD + "mission: ''\n---\n", (3, 10, "S006")),
        ("content/commissions/a.md", HEAD + "members: []\n---\n", (3, 10, "S006")),
        ("content/meetings/a.md", MEETING + "public: yes\n---\n", (5, 9, "S022")),
        ("content/meetings/a.md", MEETING + "place: Hall\n---\n", (5, 8, "S024")),
        ("content/meetings/a.md", MEETING + "place: {}\n---\n", (5, 1, "S006")),
        (
            "content/meetings/a.md",
            MEETING + "present: [" + ", ".join(f"p{n}" for n in range(501)) + "]\n---\n",
            (5, 10, "S025"),
        ),
        (
            "content/meetings/a.md",
            MEETING + "decisions: [{id: ../../x, text: x, result: adopted}]\n---\n",
            (5, 18, "S027"),
        ),
        ("content/meetings/a.md", MEETING + "title: [x]\n---\n", (5, 8, "S003")),
        ("content/projects/a.md", HEAD + "status: idea\nsummary: x\nfunding:\n  - text: x\n---\n", (6, 5, "S020")),
        ("data/redirects.yaml", "redirects:\n  - {from: /../x/, to: /}\n", (2, 12, "S018")),
    ],
)
def test_each_way_to_be_wrong_has_its_place(
    tmp_path: Path, path: str, content: str, expected: tuple[int, int, str]
) -> None:
    assert found(make_site(tmp_path, {path: content})) == [(path, *expected)]


def test_a_value_that_stands_twice_is_told_each_further_time(tmp_path: Path) -> None:
    files = {"data/partners/a.yaml": PARTNER, "content/meetings/m.md": MEETING + "present: [a, a, a]\n---\n"}
    assert [(line, column, code) for _, line, column, code in found(make_site(tmp_path, files))] == [
        (5, 14, "S007"),
        (5, 17, "S007"),
    ]


def test_of_a_list_that_is_too_long_nothing_else_is_told(tmp_path: Path) -> None:
    files = {"content/meetings/m.md": MEETING + "present: [" + "{}, " * 501 + "]\n---\n"}
    assert [code for _, _, _, code in found(make_site(tmp_path, files))] == ["S025"]


def test_items_after_a_wrong_one_keep_their_places(tmp_path: Path) -> None:
    files = {"content/meetings/m.md": MEETING + "present:\n  - [x]\n  - nobody\n---\n"}
    assert [(line, code) for _, line, _, code in found(make_site(tmp_path, files))] == [(6, "S003"), (7, "R001")]


def test_a_final_line_break_does_not_slip_through_a_pattern(tmp_path: Path) -> None:
    files = {"content/meetings/m.md": MEETING + 'decisions: [{id: "x\\n", text: x, result: adopted}]\n---\n'}
    assert [code for *_, code in found(make_site(tmp_path, files))] == ["S027"]


@pytest.mark.parametrize(
    "content",
    [
        PARTNER + "themes: [" + ",".join(f"{{a{n}: 1}}" for n in range(20_000)) + "]\n",
        PARTNER + "themes: [" + ",".join(f"a{n}" for n in range(30_000)) + "]\n",
        PARTNER + "".join(f"a{n}: x\n" for n in range(5_000)),
        PARTNER + "role: " + "x" * 250_000 + "\n",
    ],
)
def test_a_huge_record_takes_no_time(tmp_path: Path, content: str) -> None:
    site = make_site(tmp_path, {"data/partners/a.yaml": content})
    begun = time.monotonic()
    assert problems(site)
    assert time.monotonic() - begun < 10


def test_phones_are_those_of_the_networks_country(tmp_path: Path) -> None:
    partner = {"data/partners/a.yaml": PARTNER + "contact_details: {phone: 01632 960003}\n"}
    assert found(make_site(tmp_path / "gb", partner)) == []
    french = NETWORK.replace("country: GB", "country: FR").replace("phone: 01632 96000", "phone: 03 53 01 00 0")
    assert [code for *_, code in found(make_site(tmp_path / "fr", partner, network=french))] == ["S012"]
