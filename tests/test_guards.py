import contextlib
import time

import pytest
from registry.text.guards import MAX_BODY, MarkdownError, check
from registry.text.markdown import convert

ORDINARY = """# Un titre

Un paragraphe avec [un lien](/charte/ "son titre"), `du code`, ![une image](/images/a.png) et une note[^1].

- un point [ouvert
- un autre (avec [un lien](/x))
    - un sous-point

> Une citation
> > dans une autre

| a | b |
|---|---|
| [c](/c) | `d` |

Terme
: définition [e][ref]

---

[^1]: La note.
[ref]: /e "titre"

"""


def reason(text: str) -> MarkdownError:
    with pytest.raises(MarkdownError) as caught:
        check(text)
    return caught.value


def test_an_ordinary_text_of_the_largest_size_passes() -> None:
    check((ORDINARY * 1000)[:MAX_BODY])
    check(ORDINARY.replace("\n\n", "\n") * 50)
    check('- [un lien](/a "titre")\n' * 3000)
    check("a|b\n-|-\n" + '[c](/d "e")|`f`\n' * 3000)
    check("Un long paragraphe avec [un lien](/a) par phrase. " * 1900)


def test_a_text_is_bounded() -> None:
    check("a" * MAX_BODY)
    assert reason("a" * (MAX_BODY + 1)).reason == "it is too long (more than 100,000 characters)"


@pytest.mark.parametrize(
    ("unit", "why"),
    [
        ("[", "brackets"), ("![", "brackets"), ("[a](b ", "brackets"), ('[a](b"', "brackets"), ("](", "brackets"),
        ("+](+}[\n", "brackets"), ("- a\n\n**1)1![", None), ("**[:+\n", "brackets"), ("[a][", "brackets"),
        ("[^", "brackets"),
        ("#é}'\\```", "backticks"), ("# a\n", "headings"), ("---\n", "headings"), ("a\n===\n", "headings"),
        ("[a]:\n", "headings"), ("> # a\n", "headings"), (">", "nested"), ("> ", "nested"), ("- ", None), ("* a", None),
    ],
)  # fmt: skip
def test_what_would_take_long_is_refused_and_what_passes_is_quick(unit: str, why: str | None) -> None:
    text = (unit * MAX_BODY)[:MAX_BODY]
    start = time.perf_counter()
    try:
        convert(text)
        refused = ""
    except MarkdownError as error:
        refused = error.reason
    assert time.perf_counter() - start < 10
    assert why is None or why in refused


def test_the_cells_of_all_tables_count() -> None:
    table = "|".join("a" * 20) + "\n" + "|".join("-" * 20) + "\n" + "|\n" * 40 + "\n"
    check(table * 10)
    assert reason(table * 20).reason == "a table has too many cells"


def test_growing_runs_of_backticks_are_refused_or_quick() -> None:
    for longest in (100, 440):
        text = " ".join("`" * length for length in range(1, longest))
        start = time.perf_counter()
        with contextlib.suppress(MarkdownError):
            convert(text)
        assert time.perf_counter() - start < 10


@pytest.mark.parametrize(
    "text",
    ["> " * 21 + "a", ">" * 21, "- " * 21 + "a", "1. " * 21 + "a", "    " * 21 + "a", "\t" * 21 + "a"],
)
def test_deep_nesting_is_refused_with_its_line(text: str) -> None:
    error = reason(f"a\n\nb\n{text}")
    assert error.line == 4
    assert str(error) == error.reason == "quotes, lists or indents are nested too deeply"


def test_twenty_levels_pass() -> None:
    check("> " * 20 + "a\n\n" + "- " * 20 + "a\n\n" + "    " * 20 + "a")


def test_open_brackets_are_found_in_their_paragraph() -> None:
    assert reason("a\n\nb\n\n" + "[" * 2000).line == 5


def test_an_unknown_failure_of_the_converter_is_told_and_not_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    for failure, why in (
        (IndexError("x"), "the converter gave up on it"),
        (RecursionError(), "it is nested too deeply"),
    ):

        def fail(_text: str, failure: Exception = failure) -> None:
            raise failure

        monkeypatch.setattr("registry.text.parser.parse", fail)
        with pytest.raises(MarkdownError, match=why):
            convert("a")
