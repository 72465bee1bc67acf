"""Work that would not end is ended, and told with the file that it was for."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

import pytest
from registry.i18n import Catalogue
from registry.text import converter
from registry.text.apart import Overrun, apart
from registry.text.converter import LONG, Converter
from registry.text.guards import MarkdownError
from registry.text.texts import Fitted
from support.trees import found, make_site


def test_what_work_returns_and_raises_comes_back() -> None:
    assert apart(lambda: {"a": "x" * 200_000}) == {"a": "x" * 200_000}
    with pytest.raises(MarkdownError, match="why") as caught:
        apart(partial(_fail, MarkdownError("why", 7)))
    assert caught.value.line == 7


def _fail(error: Exception) -> None:
    raise error


def _spin() -> None:
    while True:
        pass


def test_work_without_end_is_ended() -> None:
    with pytest.raises(Overrun):
        apart(_spin, seconds=0)
    with pytest.raises(Overrun):
        apart(partial(time.sleep, 60), seconds=0)


def test_work_without_measure_is_ended() -> None:
    with pytest.raises(Overrun):
        apart(lambda: len(bytearray(200_000_000)), more=50_000_000)


def test_a_long_text_becomes_what_it_would_have_become_here() -> None:
    converts = Converter(Catalogue("en"))
    text = "## Light\n\nA [lamp](/lamp/) in the *fog*.\n\n" * (LONG // 40)
    assert converts.convert(Fitted(text)) == converter.convert(text, catalogue=Catalogue("en"))
    with pytest.raises(MarkdownError):
        converts.convert(Fitted("[" * LONG))


def test_a_text_that_takes_too_long_is_told_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converter, "apart", partial(_overrun))
    page = "---\ntitle: About\n---\n" + "Light. " * LONG
    assert found(make_site(tmp_path, {"content/pages/about.md": page})) == [("content/pages/about.md", 4, 1, "L004")]


def _overrun(work: object) -> None:
    raise Overrun
