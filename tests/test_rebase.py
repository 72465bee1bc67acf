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
        ('<a data-href="/a/">', '<a data-href="/a/">'),
    ],
)
def test_addresses_of_the_site_get_the_folder(html: str, expected: str) -> None:
    assert rebase(html, "/b") == expected
    assert rebase(html, "") == html
