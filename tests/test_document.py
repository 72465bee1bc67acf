from registry.load.document import Document, Pointer
from registry.problem import Finding, Severity

HEADER = "\n# remark\nname: Club\nmembers:\n  - partner: a\n    role: b\n  - c\n"
YAML = Document("data/partners/a.yaml", "partner", "a", HEADER)
MARKDOWN = Document("content/news/a.md", "news", "a", HEADER, header_line=2, body="", body_line=10)


def test_a_value_and_its_key_have_places() -> None:
    assert YAML.position(("name",)) == (3, 7)
    assert YAML.position(("name",), of_key=True) == (3, 1)
    assert YAML.position(("members", 0, "role")) == (6, 11)
    assert YAML.position(("members", 1)) == (7, 5)


def test_what_is_not_there_has_the_place_of_what_should_hold_it() -> None:
    lacking: list[tuple[Pointer, tuple[int, int]]] = [
        (("members", 0, "since"), (5, 5)),
        (("members", 7, "role"), (4, 1)),
        (("website",), (3, 1)),
        ((), (3, 1)),
    ]
    for pointer, place in lacking:
        assert YAML.position(pointer) == YAML.position(pointer, of_key=True) == place


def test_a_record_without_fields_is_pointed_at_from_its_beginning() -> None:
    assert Document("a.yaml", "partner", "a").position(("name",)) == (1, 1)
    assert Document("a.md", "news", "a", header_line=2).position(()) == (2, 1)


def test_lines_are_those_of_the_file() -> None:
    assert MARKDOWN.position(("name",)) == (4, 7)
    assert MARKDOWN.finding("S001", ("name",), field="x") == Finding("content/news/a.md", 4, 7, "S001", {"field": "x"})
    assert MARKDOWN.body_finding("L001", 1, 3, near="/a/", value="/b/") == Finding(
        "content/news/a.md", 10, 3, "L001", {"value": "/b/"}, "/a/"
    )


def test_a_finding_may_be_less_severe_than_its_code() -> None:
    assert YAML.finding("S001", severity=Severity.NOTICE).severity is Severity.NOTICE


def test_a_record_tells_what_it_may_not_say_in_full() -> None:
    flawed = Document("a.yaml", "partner", "a", flawed=frozenset({"start_date"}))
    assert flawed.lacks("start_date", "end_date")
    assert not flawed.lacks("end_date")
    assert Document("a.yaml", "partner", "a", broken=True).lacks("end_date")
