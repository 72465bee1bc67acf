import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from registry.text.markdown import MAX_BODY, Heading, Link, MarkdownError, convert, convert_inline
from registry.text.sanitise import clean_html

PROJECT = Path(__file__).resolve().parents[1]
CONTENT = sorted([*PROJECT.glob("content/**/*.md"), *PROJECT.glob("tests/networks/*/content/**/*.md")])
ELEMENTS = {
    "a", "blockquote", "br", "caption", "code", "dd", "div", "dl", "dt", "em", "h2", "h3", "h4", "h5", "h6", "hr",
    "img", "li", "ol", "p", "pre", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "href", "src", "alt", "title", "id", "class", "rel", "role", "tabindex", "aria-label", "scope", "start",
}  # fmt: skip
SCRIPTABLE = re.compile(r"(?i)^\s*(?:javascript|vbscript|data|file|blob)\s*:|^\s*//|^\s*[/\\]{2}")


class Audit(HTMLParser):
    """Reads a fragment as a browser would, and refuses what prose may not hold or what is not closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []
        assert len(self.ids) == len(set(self.ids))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ELEMENTS
        if tag not in ("br", "hr", "img"):
            self.open.append(tag)
        for name, value in attrs:
            assert name in ATTRIBUTES
            assert name not in ("href", "src") or not SCRIPTABLE.match(value or "")
            assert name != "src" or not (value or "").startswith("http")
            if name == "id":
                self.ids.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def test_an_ordinary_text() -> None:
    result = convert(
        "Un *mot*, un **autre**, `du code`.\n\n## Nos valeurs\n\n"
        "1. [la charte](/charte/)\n2. ![Un toit](/images/toit.png)\n\n"
        "> Une citation\n\nTerme\n: Définition\n\n---\n\n### Suite"
    )
    assert result.html.replace("\n", "") == (
        "<p>Un <em>mot</em>, un <strong>autre</strong>, <code>du code</code>.</p>"
        '<h2 id="nos-valeurs">Nos valeurs</h2>'
        '<ol><li><a href="/charte/">la charte</a></li><li><img src="/images/toit.png" alt="Un toit"></li></ol>'
        "<blockquote><p>Une citation</p></blockquote><dl><dt>Terme</dt><dd>Définition</dd></dl><hr>"
        '<h3 id="suite">Suite</h3>'
    )
    assert result.headings == (Heading(2, "nos-valeurs", "Nos valeurs"), Heading(3, "suite", "Suite"))
    assert result.links == (Link("/charte/", 5, 16, "la charte", False),)
    assert result.images == (Link("/images/toit.png", 6, 15, "Un toit", True),)


def test_a_text_without_anything_is_nothing() -> None:
    for text in ("", " \n\n\t", "\ufeff\x00", "#", "[r]: /x"):
        assert convert(text) == ("", (), (), ())
        assert convert_inline(text).headings == ()


def test_the_bodys_first_level_is_the_pages_second_or_what_the_page_asks_for() -> None:
    assert re.findall(r"<h\d", convert("# A\n\n## B\n\n# C").html) == ["<h2", "<h3", "<h2"]
    assert re.findall(r"<h\d", convert("A\n===\n\nB\n---", top_level=3).html) == ["<h3", "<h4"]
    assert re.findall(r"<h\d", convert("# A", top_level=1).html) == ["<h2"]


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<b onclick='x'>a</b>",
        "<div>\n<p>a</p>\n</div>",
        "<!-- a -->",
        "<![CDATA[a]]>",
        "<?php a ?>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:x'>a</a>",
        "<h1>a</h1>",
        "</main></body>",
        "a <i>b</i> c",
        "<svg/onload=alert(1)>",
        "&lt;script&gt;",
        "`<b>`",
        "    <b>",
        "```\n<b>\n```",
        "| <b> | <i> |\n|---|---|\n| <u> | x |",
        "# <b>a</b>",
        "[<b>a</b>](/x)",
    ],
)
@pytest.mark.parametrize("place", ["{}", "a\n\n{}\n\nb", "- a\n\n    {}", "> {}", "a[^1]\n\n[^1]: {}"])
def test_raw_html_is_shown_as_text(html: str, place: str) -> None:
    audit = Audit(convert(place.format(html.replace("\n", "\n" + " " * 4 if place.startswith("- ") else "\n"))).html)
    for word in re.findall(r"[a-z]+", re.sub(r"&\w+;|javascript|\(/x\)", "", html)):
        assert word in audit.text
    if "|" not in html:
        assert audit.text.count("<") == html.count("<") + html.count("&lt;")


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "JAVASCRIPT&colon;alert(1)", "&#106;avascript:alert(1)", "java\tscript:alert(1)",
     "\x01javascript:alert(1)", "javascript\\:alert(1)", "<javascript:alert(1)>", "//evil.example", "/\\evil.example",
     "&#47;/evil.example", "data:text/html,<script>", "\\//evil.example", "&Tab;javascript:alert(1)"],
)  # fmt: skip
@pytest.mark.parametrize("form", ["[a]({})", "![a]({})", "[a][r]\n\n[r]: {}", "<{}>", '[a]({} "t")', "[![a]({})]({})"])
def test_no_link_leads_into_harm(target: str, form: str) -> None:
    html = convert(form.replace("{}", target)).html
    Audit(html)
    for address in re.findall(r'(?:href|src)="([^"]*)"', html):
        assert address.startswith("/%5C") or not re.match(r"(?i)[\W_]*(javascript:|data:|//)", address)


def test_control_characters_are_gone_from_what_is_read_and_what_is_published() -> None:
    result = convert("# a\u202eb\n\n[c\u2066d](/e\u200bf) \x02klzzwxh:0000\x03 &#x202E;g\x1b[0m")
    assert result.html == '<h2 id="ab">ab</h2>\n<p><a href="/ef">cd</a> klzzwxh:0000 g[0m</p>'
    assert result.headings[0].text == "ab"
    assert result.links[0].target == "/ef"


@pytest.mark.parametrize(
    "text",
    [
        "[a]: /" + "b" * 2_000 + "\n\n" + "[a]\n\n" * 10_000,
        '[a]: /b "' + "c" * 2_000 + '"\n\n' + "![x][a]\n\n" * 8_000,
        "[^a]: b\n\n" + "[^a]" * 20_000,
    ],
)
def test_what_is_written_once_and_used_very_often_is_refused(text: str) -> None:
    """100 kB of such references became 500 MB."""
    with pytest.raises(MarkdownError, match="becomes too large"):
        convert(text)


def test_a_text_that_is_too_long_is_refused_before_anything_is_done() -> None:
    for convert_it in (convert, convert_inline):
        with pytest.raises(MarkdownError, match="too long"):
            convert_it("a" * (MAX_BODY + 1))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Un **mot** et [un *lien*](/x)", 'Un <strong>mot</strong> et <a href="/x">un <em>lien</em></a>'),
        ("# a", "# a"),
        ("- a\n- b", "- a - b"),
        ("    a", "a"),
        ("a\n\nb", "a b"),
        ("<b>a</b> `<i>`", "&lt;b&gt;a&lt;/b&gt; <code>&lt;i&gt;</code>"),
        ("[a](javascript:x) [b](/b)", 'a <a href="/b">b</a>'),
        ("[^1] [a][r]", "[^1] [a][r]"),
        ("a  \nb", "a b"),
        ("5 * 3 * 2", "5 * 3 * 2"),
        ("1. a", "1. a"),
    ],
)  # fmt: skip
def test_a_line_has_inline_elements_only(text: str, html: str) -> None:
    assert convert_inline(text).html == html


PIECES = [*"[]()!<>`*_#&\\\n\"'|:-=+. a1é@/~^", "\n\n", "    ", "- ", "1. ", "> ", "```\n", "[^1]", "[^1]: ", "[r]: "]
PIECES += ["](/x)", "<script>", "</p>", "javascript:", "&lt;", "&#x3c;", "https://a.b", "\u202e", "# ", "---\n", "!["]
PIECES += ["<!--", "onerror=", "\x02", "\x03", "\x0212\x03", "\x02fence:0\x03", "\x02klzzwxh:0000\x03", "data-note"]
PIECES += ["| a | b |\n|---|---|\n", "Table: x"]
ATOMS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(ATOMS)
@settings(max_examples=300, deadline=None)
@example("\x02fence:0\x03")
@example("```\na")
def test_whatever_is_written_the_html_is_safe_and_whole(text: str) -> None:
    try:
        result = convert(text)
    except MarkdownError:
        return
    Audit(result.html)
    assert clean_html(result.html).strip() == result.html
    assert "\x02" not in result.html
    assert "klzzwxh:0" not in result.html or "klzzwxh:0" in text
    assert [heading.id for heading in result.headings] == re.findall(r'<h[2-6] id="([^"]*)"', result.html)
    line = convert_inline(text)
    Audit(line.html)
    assert not re.search(r"<(?:p|h\d|ul|ol|pre|div|table|blockquote)\b", line.html)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_is_converted_or_refused(text: str) -> None:
    for convert_it in (convert, convert_inline):
        try:
            html = convert_it(text).html
        except MarkdownError as error:
            assert error.reason
        else:
            Audit(html)
            html.encode()


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: str(path.relative_to(PROJECT)))
def test_the_networks_own_texts_are_converted_whole(path: Path) -> None:
    body = path.read_text(encoding="utf-8").split("\n---\n", 1)[-1]
    result = convert(body)
    Audit(result.html)
    lines = body.split("\n")
    for link in (*result.links, *result.images):
        written = lines[link.line - 1][link.column - 1 :].removeprefix("mailto:")
        assert written.startswith(link.target.removeprefix("mailto:").split()[0])


def test_the_same_text_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    text = "# A\n\n| a |\n|--:|\n| [b](https://b.example 'c') |\n\nd[^1] e[^2]\n\n[^1]: f\n\n[^2]: g"
    code = f"from registry.text.markdown import convert; print(ascii(convert({text!r})))"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            env={"PYTHONPATH": str(PROJECT / "plugins"), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1
    assert outputs == {ascii(convert(text)).encode() + b"\n"}
