import time
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from registry.render.finish import _pages, finish

SHOWN = str.maketrans({"\u00a0": "~", "\u202f": "^"})
"""In this file's expectations, ~ is a no-break space and ^ a narrow one."""
GLOSSARY = {
    "CCAS": "centre communal d'action sociale",
    "CAF": "caisse d'allocations familiales",
    "CA": 'conseil "d\'administration" & <co>',
    "A.T.H.E.N.E.S.": "Association thionvilloise",
    "C++": "langage",
    "ÉSAT": "établissement",
}


def french(html: str, **glossary: str) -> str:
    return finish(html, "fr", glossary).translate(SHOWN)


def main(html: str) -> str:
    return finish(f"<main>{html}</main>", "fr", GLOSSARY).translate(SHOWN)[6:-7]


def abbr(term: str) -> str:
    title = {
        "CCAS": "centre communal d’action sociale",
        "CAF": "caisse d’allocations familiales",
        "CA": "conseil &quot;d’administration&quot; &amp; &lt;co&gt;",
        "A.T.H.E.N.E.S.": "Association thionvilloise",
        "C++": "langage",
        "ÉSAT": "établissement",
    }[term]
    return f'<abbr title="{title}">{term}</abbr>'


class Texts(HTMLParser):
    """The texts of a page as a browser has them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>C'est l&#39;heure !</p>", "<p>C’est l’heure^!</p>"),
        ("<p>&laquo; oui &raquo; &amp; &lt;b&gt; ?</p>", "<p>«~oui~» &amp; &lt;b&gt;^?</p>"),
        ("<p>&#34;l&#39;un&#34; : &quot;l&apos;autre&quot;</p>", '<p>"l’un"~: "l’autre"</p>'),
        ("<p>d'<em>Utopie</em> : <b>oui</b> !</p>", "<p>d’<em>Utopie</em>~: <b>oui</b>^!</p>"),
        ("<p>&amp;lt;script&amp;gt; !</p>", "<p>&amp;lt;script&amp;gt;^!</p>"),
        ("texte seul !", "texte seul !"),
        ("<p>dernier</p> mot !", "<p>dernier</p> mot !"),
        ("<p>dernier</p> l'an > mot !", "<p>dernier</p> l’an &gt; mot !"),
        ("", ""),
    ],
)
def test_texts_are_set_and_stay_escaped(html: str, expected: str) -> None:
    assert french(html) == expected


def test_a_text_that_does_not_change_keeps_its_bytes() -> None:
    html = "<p>R&amp;D &gt; &#34;rien&#34; &eacute; 5 &lt; 6</p>\n<p>\n</p>"
    assert finish(html, "fr", {}) == html


@pytest.mark.parametrize("name", ["code", "pre", "kbd", "samp", "script", "style", "textarea", "math"])
def test_code_and_the_like_stay_byte_for_byte(name: str) -> None:
    html = f"<main><{name}>l'un ! 1er &#39; CCAS <b title=\"l'an\">« CAF »</b></{name}> l'autre</main>"
    assert finish(html, "fr", GLOSSARY) == html.replace("l'autre", "l’autre")


def test_a_verbatim_element_stays_and_what_follows_does_not() -> None:
    verbatim = "<p data-verbatim>l'un <b>CCAS !</b><br> 1er</p><p data-verbatim=\"\">l'un</p>"
    html = f"<main>{verbatim}<p>l'un</p></main>"
    assert finish(html, "fr", GLOSSARY) == html.replace("<p>l'un</p>", "<p>l’un</p>")


def test_scripts_styles_and_comments_may_hold_signs_of_tags() -> None:
    raw = "<script>if (a<b) c('l\\'an > !')</script><!-- l'an > ici ! --><style>a>b{content:\"l'an !\"}</style>"
    raw += "<!-- --><style></style><script></script>"
    html = f"<main>l'un{raw}l'un</main>"
    assert finish(html, "fr", {}) == f"<main>l’un{raw}l’un</main>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le 1er mai", "le 1<sup>er</sup> mai"),
        ("les 1ers", "les 1<sup>ers</sup>"),
        ("la 1re, la 2e et les 3es", "la 1<sup>re</sup>, la 2<sup>e</sup> et les 3<sup>es</sup>"),
        ("Napoléon Ier, XIXe siècle", "Napoléon I<sup>er</sup>, XIX<sup>e</sup> siècle"),
        ("le 1er.", "le 1<sup>er</sup>."),
        ("2er 1e 0e 2E a1er 1era 10e6 1er-né 3.2e 1er.html /1er", None),
        ("Le, Ce, Vie, Ie", None),
    ],
)
def test_ordinals_are_raised(text: str, expected: str | None) -> None:
    assert french(f"<p>{text}</p>") == f"<p>{expected or text}</p>"
    assert finish(f"<p>{text}</p>", "en", {}) == f"<p>{text}</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<title>Le 1er mai</title>",
        "<select><option>1er</option></select>",
        '<p title="le 1er"></p>',
        '<meta name="description" content="le 1er">',
        "<svg><title>1er</title><text>1er</text></svg>",
    ],
)
def test_ordinals_stay_flat_where_no_element_may_stand(html: str) -> None:
    assert french(html) == html


def test_a_date_is_set_but_its_machine_value_is_not() -> None:
    html = '<time datetime="2026-03-01T18:30">dimanche 1er mars 2026 à 18 h 30</time>'
    assert french(html) == ('<time datetime="2026-03-01T18:30">dimanche 1<sup>er</sup> mars 2026 à 18~h~30</time>')


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Le CCAS.</p>", f"<p>Le {abbr('CCAS')}.</p>"),
        (
            "<p>l'CCAS, (CAF) CAF-CCAS</p>",
            f"<p>l’{abbr('CCAS')}, ({abbr('CAF')}) {abbr('CAF')}-{abbr('CCAS')}</p>",
        ),
        ("<p>CCAS</p><li>CCAS</li>", f"<p>{abbr('CCAS')}</p><li>{abbr('CCAS')}</li>"),
        (
            "<p>A.T.H.E.N.E.S. et A.T.H.E.N.E.S.</p>",
            f"<p>{abbr('A.T.H.E.N.E.S.')} et {abbr('A.T.H.E.N.E.S.')}</p>",
        ),
        ("<p>d'A.T.H.E.N.E.S.</p>", f"<p>d’{abbr('A.T.H.E.N.E.S.')}</p>"),
        ("<p>CA, CAF, C++ ÉSAT</p>", f"<p>{abbr('CA')}, {abbr('CAF')}, {abbr('C++')} {abbr('ÉSAT')}</p>"),
        ("<p>&lt;CAF&gt; &amp;</p>", f"<p>&lt;{abbr('CAF')}&gt; &amp;</p>"),
        ("<p>Le CCAS !</p>", f"<p>Le {abbr('CCAS')}^!</p>"),
        ("<p>1re CAF</p>", f"<p>1<sup>re</sup> {abbr('CAF')}</p>"),
    ],
)
def test_whole_terms_are_explained(html: str, expected: str) -> None:
    assert main(html) == expected


@pytest.mark.parametrize(
    "text",
    ["CCASse", "xCAF", "éCAF", "CAFé", "CAF2", "2CAF", "_CAF_", "caf", "a@CAF", "CAF@b.fr", "www.CAF.fr",
     "CAF.fr", "/CAF/", "https://exemple.fr/CAF"],
)  # fmt: skip
def test_a_part_of_a_word_or_of_an_address_is_no_term(text: str) -> None:
    assert main(f"<p>{text}</p>") == f"<p>{text}</p>"


@pytest.mark.parametrize(
    "name", ["a", "abbr", "dfn", "h1", "button", "label", "th", "title", "option", "svg", "time", "legend"]
)
def test_no_term_is_explained_where_it_would_disturb(name: str) -> None:
    html = f"<p><{name}>CCAS <b>CAF</b></{name}> CCAS</p>"
    assert main(html) == f"<p><{name}>CCAS <b>CAF</b></{name}> {abbr('CCAS')}</p>"


def test_terms_are_explained_in_main_only() -> None:
    html = "<header>CCAS</header><main>CCAS</main><footer>CCAS</footer>"
    assert french(html, CCAS="x") == (
        '<header>CCAS</header><main><abbr title="x">CCAS</abbr></main><footer>CCAS</footer>'
    )


def test_an_empty_term_explains_nothing() -> None:
    assert finish("<main>a b</main>", "fr", {"": "x", " ": "y"}) == "<main>a b</main>"


def test_attributes_that_are_read_out_are_set_and_no_others() -> None:
    html = (
        '<meta name="description" content="L&#39;idée !"><meta name="generator" content="l\'an !">'
        '<meta property="og:title" content="L&#39;idée : &#34;x&#34; !">'
        '<img alt="l\'image !" src="/l\'an ?" title="Où ?"><a aria-label="d\'ici" href="?q=l\'an" id="l\'a">'
        '</a><p data-title="l\'an !" class="l\'a"></p><input value="l\'an !" placeholder="l\'an">'
    )
    assert french(html) == (
        '<meta name="description" content="L’idée^!"><meta name="generator" content="l\'an !">'
        '<meta property="og:title" content="L’idée~: &quot;x&quot;^!">'
        '<img alt="l’image^!" src="/l\'an ?" title="Où^?"><a aria-label="d’ici" href="?q=l\'an" id="l\'a">'
        '</a><p data-title="l\'an !" class="l\'a"></p><input value="l\'an !" placeholder="l\'an">'
    )


def test_a_passage_in_another_language_follows_that_language() -> None:
    html = (
        '<main><p>l\'un ! <span lang="en" title="it\'s ?">it\'s CCAS "so" ! 1er '
        '<i lang="fr-FR">l\'un ! CCAS</i></span> <q lang="de">l\'un ! 1er</q> CCAS !</p></main>'
    )
    assert main(html[6:-7]) == (
        '<p>l’un^! <span lang="en" title="it’s ?">it’s CCAS “so” ! 1er '
        f'<i lang="fr-FR">l’un^! {abbr("CCAS")}</i></span> <q lang="de">l\'un ! 1er</q> {abbr("CCAS")}^!</p>'
    )


def test_the_language_of_the_html_element_is_the_pages() -> None:
    html = '<html lang="fr-FR"><body><main>Le CCAS !</main></body></html>'
    assert "<abbr" in finish(html, "fr", GLOSSARY)


def test_void_elements_and_stray_end_tags_do_not_confuse() -> None:
    html = "</code></p><main><br><img alt=''><path d=''/><code>l'un</b></code>l'un</section></main>l'un<p>"
    assert finish(html, "fr", {}) == (
        "</code></p><main><br><img alt=''><path d=''/><code>l'un</b></code>l’un</section></main>l’un<p>"
    )


TAGS = ["<p>", "</p>", "<main>", "</main>", "<code>", "</code>", "<a>", "</a>", "<br>", "</b>", "</i>"]
TAGS += [
    '<a href="/x" id="y">',
    '<time datetime="2009">',
    '<code title="l\'x">',
    "</code>",
    "<li>\n  <p>",
    '<b lang="en">',
    "<b data-verbatim>",
    "<!-- l'x -->",
    "<script>l'x<y</script>",
    '<i title="l\'x !">',
]
WORDS = ["CCAS", "A.T.H.E.N.E.S.", "1er", "2e", "l'x", "l'", "«", "»", "!", "?", ":", ";", "10", "000", "%"]
WORDS += ["...", "&amp;", "&lt;", "&#39;", "&quot;", "x", "é", "-", "/", ".", "@", "M.", "n°"]
PAGES = st.lists(st.sampled_from(TAGS + WORDS), max_size=25)


@given(PAGES)
@example(["<main>", "CCAS", "</main>", "<"])
def test_a_second_pass_changes_nothing(words: list[str]) -> None:
    once = finish(" ".join(words), "fr", GLOSSARY)
    assert finish(once, "fr", GLOSSARY) == once


@given(PAGES)
def test_no_word_is_lost(words: list[str]) -> None:
    html = "".join(words)
    once = finish(html, "fr", GLOSSARY)
    strip = str.maketrans("", "", " \u00a0\u202f")
    read, set_ = ("".join(Texts(value).texts).translate(strip) for value in (html, once))
    assert set_.replace("’", "'").replace("…", "...").replace("“", '"').replace("”", '"') == read.replace("…", "...")


@given(st.text(max_size=60), st.sampled_from(["fr", "en", "de"]))
def test_no_text_ever_becomes_markup(text: str, language: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    done = finish(f"<p>{escaped}</p>", language, {"&lt": "<i>", "lt;": '"', "amp": ">"})
    inner = done[3:-4].replace("<sup>", "").replace("</sup>", "")
    assert "<" not in inner
    assert ">" not in inner
    assert unescape(unescape(inner)) or not text.strip()


@given(st.lists(st.tuples(PAGES, st.sampled_from(["fr", "en", "fr-FR"]), st.booleans()), min_size=2, max_size=4))
@example([(["<main>", "CCAS", "</main>"], "fr", True), (["<main>", "CCAS", "</main>"], "fr", False)])
@example([(['<i id="a">', "x", "</i>"], "fr", True), (['<i title="l\'x">', "x", "</i>"], "fr", True)])
@example(
    [(['<i id="a><i class="b">', "l'x"], "fr", True), (['<i id="a><code class="b">', "l'x", "</code>"], "fr", True)]
)
@example([(['<i title="l\'x">'], "fr", True), (['<i title="l\'x" id="a">'], "fr", True)])
@example([(['<i title="l\'x" id="a">'], "fr", True), (['<i title="l\'x">'], "fr", True)])
def test_what_a_page_becomes_does_not_depend_on_the_pages_before(pages: list[tuple[list[str], str, bool]]) -> None:
    asked = [(" ".join(words), language, GLOSSARY if explained else {}) for words, language, explained in pages]
    together = [finish(*page) for page in asked]
    for page, done in zip(asked, together, strict=True):
        _pages.cache_clear()
        assert finish(*page) == done


def test_what_is_kept_of_pages_is_bounded() -> None:
    before = finish("<main><p>Le CCAS !</p></main>", "fr", GLOSSARY)
    kept = _pages("fr", tuple(sorted(GLOSSARY.items())))
    for number in range(20):
        finish("".join(f'<p id="p{number}-{part}">l\'un {number} {part}</p>' for part in range(2000)), "fr", GLOSSARY)
        assert kept.kept < 40_000
    assert finish("<main><p>Le CCAS !</p></main>", "fr", GLOSSARY) == before


@pytest.mark.parametrize(
    "seed",
    ["<", "<p", "<p>", "</p>", "<!--", "<!-- -->", "<script>", "<script></script>", "<style", "&", "CCAS ",
     "CCAS.", "xCAF", "1er ", "l'", "<b>l' !</b>", '<i title="l\'a">', "<p lang='fr'></p></b>"],
)  # fmt: skip
def test_a_long_page_takes_no_more_than_its_share(seed: str) -> None:
    html = "<main>" + (seed * 200_000)[:200_000]
    start = time.perf_counter()
    finish(html, "fr", GLOSSARY)
    assert time.perf_counter() - start < 2
