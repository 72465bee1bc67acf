from pathlib import Path

import pytest
from registry.search.wording import MARK, findable
from support.quiet import ROOT


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>l’avenir d'une œuvre</p>", f"<p>l’{MARK} avenir d’{MARK} une o{MARK}euvre</p>"),
        ("AU CŒUR, ex æquo", f"AU CO{MARK}EUR, ex a{MARK}equo"),
        ("aujourd&#39;hui ’tis the partners’ room", f"aujourd’{MARK} hui ’{MARK} tis the partners’ room"),
        ("<dt>Place</dt><dd>Hall</dd><dd>Open.</dd>", "<dt>Place : </dt><dd>Hall ; </dd><dd>Open. ; </dd>"),
    ],
)
def test_words_are_marked_where_the_index_would_miss_them(html: str, words: str) -> None:
    assert findable(html) == words


def test_the_script_takes_every_mark_out_again() -> None:
    script = Path(ROOT / "theme/static/search.js").read_text("utf-8")
    for shown in (r"/\u2060 /g", "o\\u2060e", "O\\u2060E", "a\\u2060e", "A\\u2060E", r"/\u2060/g", r"\u3164"):
        assert shown in script
