import pytest
from registry.text.sanitise import clean_html, clean_text, decode_entities, is_external, safe_href, safe_src


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTP://example.org:8080/a?b=c&d#e", "HTTP://example.org:8080/a?b=c&d#e"),
        ("https://exemple.fr/été", "https://exemple.fr/été"),
        ("mailto:contact@example.org", "mailto:contact@example.org"),
        ("tel:+33382000000", "tel:+33382000000"),
        ("/partenaires/", "/partenaires/"),
        ("#valeurs", "#valeurs"),
        ("autre-page/", "autre-page/"),
        ("?page=2", "?page=2"),
        ("  /a  ", "/a"),
        ("/a b|c\"d<e>`f^g{h}", "/a%20b%7Cc%22d%3Ce%3E%60f%5Eg%7Bh%7D"),
        ("/\\evil.example", "/%5Cevil.example"),
        ("/a\u202eb\u0000c", "/abc"),
    ],
)  # fmt: skip
def test_addresses_of_the_web_and_of_this_site_are_kept(target: str, href: str) -> None:
    assert safe_href(target) == href
    assert safe_href(href) == href


@pytest.mark.parametrize(
    "target",
    ["", " ", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "\x01javascript:alert(1)", "java\x00script:alert(1)",
     "java\u200bscript:alert(1)", "vbscript:x", "data:text/html,x", "file:///etc/passwd", "blob:x", "ftp://example.org",
     "//evil.example", "//evil.example/a", "\u202e//evil.example", "https:evil.example",
     "https://", "https:///a", "http://user:pass@example.org", "https://good.example@evil.example", "mailto:", "tel:",
     "x:y"],
)  # fmt: skip
def test_other_addresses_are_refused(target: str) -> None:
    assert safe_href(target) is None


@pytest.mark.parametrize("target", ["/\t/evil.example", "/\n/evil.example", "\\/evil.example", "/\r/evil.example"])
def test_what_browsers_would_read_as_another_host_stays_on_this_one(target: str) -> None:
    href = safe_href(target)
    assert href is None or (not href.startswith("//") and not set("\t\r\n\\") & set(href))


@pytest.mark.parametrize("target", ["/images/a.png", "images/a.png", "/images/a b.png", "a.webp"])
def test_images_of_this_site_are_shown(target: str) -> None:
    assert safe_src(target) == target.replace(" ", "%20")


@pytest.mark.parametrize(
    "target",
    ["https://example.org/a.png", "//example.org/a.png", "data:image/png;base64,AA", "../a.png", "/images/../../a.png",
     "", "#a", "?a", "mailto:a@b.example", "javascript:x"],
)  # fmt: skip
def test_images_from_elsewhere_are_not(target: str) -> None:
    assert safe_src(target) is None


def test_only_the_web_is_elsewhere() -> None:
    assert is_external("https://example.org/")
    assert not any(map(is_external, ["/a", "#a", "a", "mailto:a@b.example", "tel:1", "https:a"]))


def test_text_loses_what_hides_or_turns_it_and_nothing_else() -> None:
    assert clean_text("a\r\nb\rc\td\n") == "a\nb\nc\td\n"
    hidden = (
        "\x00\x02\x03\x1b\x7f\x85\u200b\u200e\u200f\u2028\u202a\u202e\u2066\u2069\ufeff\ufffe\uffff\ud800\U0001fffe"
    )
    assert clean_text(f"a{hidden}b") == "ab"
    kept = "é\u0301\u00a0\u202f\u00ad œ « » — ’ 😀 👩\u200d🌾 العربية \u200c"
    assert clean_text(kept) == kept


def test_entities_need_their_semicolon() -> None:
    assert (
        decode_entities("&eacute;&#233;&#xE9; &amp;lt; ?a=1&copy=2 &nonsense; &") == "ééé &lt; ?a=1&copy=2 &nonsense; &"
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<script>alert(1)</script><p onclick='x' style='a' class='b' id='c'>t</p>", "<p>t</p>"),
        ("<h1>a</h1><h2 id='x y'>b</h2><h2 id='xy'>c</h2>", 'a<h2>b</h2><h2 id="xy">c</h2>'),
        ("<a href='javascript:x' target='_blank'>a</a>", "<a>a</a>"),
        ("<a href='//evil.example'>a</a>", "<a>a</a>"),
        ("<a href='/a' class='external evil' rel='opener'>a</a>", '<a href="/a" class="external">a</a>'),
        ("<img src='https://x.example/a.png' alt='a' onerror='x'>", '<img alt="a">'),
        ("<img srcset='https://x.example/a.png' alt='a'>", '<img alt="a">'),
        ("<iframe src='/a'></iframe><svg><a xlink:href='x'>b</a></svg><form>c</form>", "c"),
        ("<div role='banner' tabindex='5' aria-label='x'>a</div>", '<div aria-label="x">a</div>'),
        ("<!-- c --><p>a\u202eb&#x202e;c", "<p>abc</p>"),
    ],
)  # fmt: skip
def test_the_sanitiser_keeps_nothing_that_prose_does_not_need(html: str, expected: str) -> None:
    assert clean_html(html) == expected
