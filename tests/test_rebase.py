import pytest
from registry.render.links import rebase


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/a/">', '<a href="/b/a/">'),
        ('<a class="x" href="/">', '<a class="x" href="/b/">'),
        ('<img src="/i.png">', '<img src="/b/i.png">'),
        ('<form action="/s/">', '<form action="/b/s/">'),
        ('<a href="//example.org/">', '<a href="//example.org/">'),
        ('<a href="https://example.org/">', '<a href="https://example.org/">'),
        ('<a href="#a">', '<a href="#a">'),
        ("<p>href=/a/</p>", "<p>href=/a/</p>"),
        ('<p title="/"> href="/a/" ', '<p title="/"> href="/a/" '),
        ('<a id="a" href="/a/"><img src="/i"></a>', '<a id="a" href="/b/a/"><img src="/b/i"></a>'),
        ('<form action="/s/" src="/t/">', '<form action="/b/s/" src="/b/t/">'),
        ('<meta content="0; url=/a/">url=/a/', '<meta content="0; url=/b/a/">url=/a/'),
        ('<meta content="0; url=//example.org/">', '<meta content="0; url=//example.org/">'),
        ('</p href="/a/">', '</p href="/a/">'),
        ('<a data-href="/a/">', '<a data-href="/a/">'),
    ],
)
def test_addresses_of_the_site_get_the_folder(html: str, expected: str) -> None:
    assert rebase(html, "/b") == expected
    assert rebase(html, "") == html
