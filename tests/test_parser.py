from xml.etree.ElementTree import tostring

import pytest
from registry.text.parser import parse, parse_line


def tree(text: str) -> str:
    return "".join(tostring(child, encoding="unicode").strip() for child in parse(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```\na\n\n<b> `c`\n```\n\nd", "<pre><code>a\n\n<b> `c`\n</code></pre><p>d</p>"),
        ("```python\na\n```", "<pre><code>a\n</code></pre>"),
        ("~~~~\n~~~\n```\n~~~~\na", "<pre><code>~~~\n```\n</code></pre><p>a</p>"),
        ("a\n```\nb\n```\nc", "<p>a</p><pre><code>b\n</code></pre><p>c</p>"),
        ("```\nopen", "<pre><code>open\n</code></pre>"),
        ("```\n# a\n- b\n[^1]: c\n\n[r]: /x\n```", "<pre><code># a\n- b\n[^1]: c\n\n[r]: /x\n</code></pre>"),
        ("``` `a` ```", "<p><code>`a`</code></p>"),
        ("~~~\n```\n~~~\n\n```\n~~~\n```", "<pre><code>```\n</code></pre><pre><code>~~~\n</code></pre>"),
    ],
)
def test_fenced_code_is_shown_as_it_is(text: str, expected: str) -> None:
    assert tree(text).replace("&lt;", "<").replace("&gt;", ">") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("`a`", "<p><code>a</code></p>"),
        ("`` a`b ``", "<p><code>a`b</code></p>"),
        ("`a ``b`` c", "<p>`a <code>b</code> c</p>"),
        ("```a`", "<p>```a`</p>"),
        ("\\`a`", "<p>`a`</p>"),
        ("\\``a`", "<p>`<code>a</code></p>"),
        ("\\\\`a`", "<p>\\<code>a</code></p>"),
        ("\\\\\\`a`", "<p>\\`a`</p>"),
        ("`a\\`b`", "<p><code>a\\</code>b`</p>"),
        ("`*a*` *`b`*", "<p><code>*a*</code> <em><code>b</code></em></p>"),
        ("``{```{``", "<p><code>{```{</code></p>"),
    ],
)
def test_code_between_backticks(text: str, expected: str) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&eacute;&#233;&#xE9;", "<p>ééé</p>"),
        ("&#42;a&#42;", "<p>*a*</p>"),
        ("&lt;b&gt; &amp;lt;", "<p>&lt;b&gt; &amp;lt;</p>"),
        ("&#x202e;&#0;&#x1f600;", "<p>\ufffd😀</p>"),
        ("R&D &x &; &#; ?a=1&copy=2", "<p>R&amp;D &amp;x &amp;; &amp;#; ?a=1&amp;copy=2</p>"),
    ],
)
def test_an_entity_is_its_character_and_never_markup(text: str, expected: str) -> None:
    assert tree(text) == expected


def test_an_email_address_is_a_link_in_plain_letters() -> None:
    link = '<a href="mailto:a@b.example">a@b.example</a>'
    assert tree("<a@b.example> <mailto:a@b.example>") == f"<p>{link} {link}</p>"


def test_a_footnote_is_read_once_and_only_outside_others() -> None:
    found = tree("a[^x] b\n\n[^x]: b\n\n    c\n\n    [^y]: d").replace("\n", "")
    assert found == (
        '<p>a<sup data-note="x" /> b</p><div class="footnotes"><ol><li data-note="x"><p>b</p><p>c</p></li></ol></div>'
    )


def test_one_text_leaves_nothing_for_the_next() -> None:
    parse("[a][r] b[^1] ```c\n\n[r]: /x\n\n[^1]: d\n\n```\ne")
    assert tree("[a][r] b[^1]") == "<p>[a][r] b[^1]</p>"


def test_a_failure_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken, pytest.raises(RuntimeError):
        broken.setattr("markdown.treeprocessors.PrettifyTreeprocessor.run", lambda *_: 1 // 0)
        try:
            parse("[a]: /x\n\n[^1]: d\n\n[a] b[^1]")
        except ZeroDivisionError as error:
            raise RuntimeError from error
    assert tree("[a] b[^1]") == "<p>[a] b[^1]</p>"


def test_a_line_has_no_blocks() -> None:
    for text in ("# a", "- a", "> a", "1. a", "    a", "a\n---", "***", "| a |\n|---|", "[r]: /x", "a\n: b"):
        assert [child.tag for child in parse_line(text)] == ["p"]
