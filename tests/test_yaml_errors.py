import pytest
from registry.load.yaml_events import parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A tab, wherever the parser stumbles over it.
        ("a:\n\tb: c\n", ("Y002", 2, 1, {})),
        ("a:\n  - x\n \t- y\n", ("Y002", 3, 2, {})),
        ("a: |\n  b\n\tc\n", ("Y002", 3, 1, {})),
        # A colon too many, or one too few.
        ("a: b: c\n", ("Y009", 1, 5, {})),
        ("a: b\n  c: d\n", ("Y015", 2, 3, {})),
        ("name\nb: c\n", ("Y014", 1, 1, {})),
        ("a:\n- b\n-c\n", ("Y014", 3, 1, {})),
        ("a: b\nnot a field\n", ("Y014", 2, 1, {})),
        # Quotes.
        ("a: 'x\nb: c\n", ("Y010", 1, 4, {})),
        ('a: b\nc: "x\n\n\n', ("Y010", 2, 4, {})),
        ('a: "The Fog" Society\n', ("Y019", 1, 14, {})),
        ("a:\n  - 'x' y\n", ("Y019", 2, 9, {})),
        ("'a' b\n", ("Y019", 1, 5, {})),
        ('a: "C:\\docs"\n', ("Y020", 1, 7, {})),
        ('a: "\\ud800"\n', ("Y020", 1, 7, {})),
        # Values that begin with a sign of YAML.
        ("a: @club\n", ("Y018", 1, 4, {"character": "@"})),
        ("a: `x`\n", ("Y018", 1, 4, {"character": "`"})),
        ("a: %x\n", ("Y018", 1, 4, {"character": "%"})),
        ("a: **Welcome**\n", ("Y018", 1, 4, {"character": "*"})),
        ("a: & co\n", ("Y018", 1, 4, {"character": "&"})),
        ("a: > 18 years\n", ("Y018", 1, 4, {"character": ">"})),
        ("a: - x\n", ("Y018", 1, 4, {"character": "-"})),
        ("a: ? x\n", ("Y018", 1, 4, {"character": "?"})),
        ("a: ]\n", ("Y018", 1, 4, {"character": "]"})),
        ("a: ,x\n", ("Y018", 1, 4, {"character": ","})),
        # Brackets.
        ("a: [b, c\nd: e\n", ("Y016", 1, 4, {})),
        ("a: [b\n", ("Y016", 1, 4, {})),
        ("a: {b: c\nd: e\n", ("Y016", 1, 4, {})),
        ("a: {b: c}}\n", ("Y016", 1, 10, {})),
        ("a: [,]\n", ("Y016", 1, 5, {})),
        # Indentation.
        ("  a: b\nc: d\n", ("Y015", 2, 1, {})),
        ("a: |\n  b\n c\n", ("Y015", 3, 2, {})),
        ("a:\n  - b\n - c\n", ("Y015", 3, 2, {})),
        ("- a\nb: c\n", ("Y015", 2, 1, {})),
        # The rest.
        ("a: b\n...\nc: d\n", ("Y006", 3, 1, {})),
        ("a: !<x y\n", ("Y005", 1, 4, {"name": "!<x"})),
        (": b\n", ("Y001", 1, 1, {})),
        ("a: " + "[" * 5000, ("Y007", 1, 1003, {})),
    ],
)
def test_a_syntax_error_is_told_as_the_mistake_that_caused_it(
    text: str, expected: tuple[str, int, int, dict[str, object]]
) -> None:
    (finding,) = parse(text).findings
    assert (finding.code, finding.line, finding.column, finding.params) == expected
