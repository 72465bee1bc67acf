import io
import logging
import re
import sys
from argparse import Namespace
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from registry.build import Build
from registry.commands import build as build_command
from registry.i18n import load_catalogue
from registry.project import Project
from registry.render.documents import pdf_files
from registry.render.paper import missing
from support.trees import make_site
from support.views import FILES, build

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'
MORE = {
    "content/images/mark.svg": SVG,
    "data/network.yaml": FILES["data/network.yaml"] + "logo: {file: mark.svg}\n",
}
CATALOGUE = load_catalogue(Project().locale, "en")


@pytest.fixture
def asked(tmp_path: Path) -> Build:
    return build(tmp_path, MORE, documents=True)


def _pdf(built: Build) -> list[Any]:
    return list(pdf_files(built.views, built.renderer))


def made(built: Build) -> dict[str, bytes]:
    if lacking := missing(CATALOGUE):
        pytest.skip(lacking)
    return {
        path: content
        for item in pdf_files(built.views, built.renderer)
        for path, content in item.render(item.view()).files
    }


def test_only_charters_and_approved_minutes_are_documents_and_only_where_asked_for(
    tmp_path: Path, asked: Build
) -> None:
    linked = {page["url"]: page["pdf"] for page in asked.pages if page["pdf"]}
    assert linked == {
        "/charter/": "/charter/2020.pdf",
        "/charter/2016/": "/charter/2016.pdf",
        "/meetings/a/": "/meetings/a.pdf",
    }
    plain = build(tmp_path / "plain")
    assert not any(page["pdf"] for page in plain.pages)
    assert _pdf(plain) == []


def elements(pdf: Any) -> Iterator[Any]:
    """The structure of a document, in reading order."""

    def walk(node: Any) -> Iterator[Any]:
        import pikepdf

        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield node
            yield from walk(node.get("/K", pikepdf.Array()))

    yield from walk(pdf.Root.StructTreeRoot.K)


def test_documents_are_tagged_as_pdf_ua_asks(asked: Build, caplog: pytest.LogCaptureFixture) -> None:
    """What of ISO 14289-1 a program can judge: 5 (identification), 7.1 to 7.5, 7.18 and 7.21."""
    with caplog.at_level(logging.WARNING, "weasyprint"):
        files = made(asked)
    import pikepdf

    assert [record.message for record in caplog.records if record.name == "weasyprint"] == []
    assert set(files) == {"charter/2020.pdf", "charter/2016.pdf", "meetings/a.pdf"}
    seen = 0
    for path, content in files.items():
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert pdf.Root.Lang == "en"
            assert pdf.Root.MarkInfo.Marked
            assert pdf.Root.ViewerPreferences.DisplayDocTitle
            with pdf.open_metadata() as about:
                assert about["pdfuaid:part"] == "1"
                assert about["dc:title"]
            tags = list(elements(pdf))
            names = [str(tag.S) for tag in tags]
            levels = [int(name[2:]) for name in names if re.fullmatch("/H[1-6]", name)]
            assert levels[0] == 1
            assert all(after <= before + 1 for before, after in pairwise(levels)), path
            assert levels.count(1) == 1
            figures = [tag for tag in tags if tag.S == "/Figure"]
            assert figures
            assert all(str(figure.Alt).strip() for figure in figures)
            seen += names.count("/TD")
            cells = [tag for tag in tags if tag.S == "/TD"]
            assert all(len(cell.A.Headers) for cell in cells), f"{path}: a cell without its headers"
            for page in pdf.pages:
                assert "/Annots" not in page or page.Tabs == "/S"
                for font in page.Resources.Font.values():
                    assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor, (
                        f"{path}: a font that is not embedded"
                    )
    assert seen > 4, "no table was looked at"


def test_a_document_is_the_same_each_time(asked: Build) -> None:
    assert made(asked) == made(asked)


def test_a_document_says_whose_it_is_and_who_signed_it(asked: Build) -> None:
    html = {item.key: item.render.html(item.view()) for item in _pdf(asked)}
    charter, minutes = html["document charter 2020"], html["document meeting a"]
    for words in ("Harbour Club", "Tea for all.", "June 2020", "<h1>Charter</h1>"):
        assert words in charter
    assert "<em>tea</em>" in minutes
    assert "Élan School" in minutes


def test_links_lead_to_the_published_site_or_nowhere(tmp_path: Path) -> None:
    text = "---\ntitle: Old charter\ndate: 2016\nextent: excerpt\n---\nSee the [club](/partners/club/).\n"
    more = {"content/charter/2016.md": text}
    (preview,) = (item for item in _pdf(build(tmp_path / "a", more, documents=True)) if item.key.endswith("2016"))
    assert "See the <a>club</a>." in preview.render.html(preview.view())
    url = {"data/network.yaml": str(FILES["data/network.yaml"]).replace("harbour.example.org", "tea.example.org/net")}
    site = build(tmp_path / "b", {**more, **url}, publish=True, documents=True)
    (published,) = (item for item in _pdf(site) if item.key.endswith("2016"))
    assert 'See the <a href="/net/partners/club/">club</a>.' in published.render.html(published.view())
    assert published.render.address(published.view()) == "https://tea.example.org/net/charter/2016/"
    assert published.render.file("https://tea.example.org/net/theme/none.css") is None
    assert published.render.file("https://elsewhere.example.org/theme/none.css") is None


def test_nothing_is_built_where_what_documents_need_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    output = tmp_path / "output"
    asked = Namespace(site=str(make_site(tmp_path)), output=str(output), settings="pelicanconf.py", pdf=True)
    assert build_command.run(asked) == 1
    assert "WeasyPrint" in capsys.readouterr().err
    assert not output.exists()


def test_a_machine_that_lacks_something_is_told_what(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert "make pdf" in (missing(CATALOGUE) or "")
    monkeypatch.delitem(sys.modules, "weasyprint")
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")")
    monkeypatch.syspath_prepend(tmp_path)
    told = missing(CATALOGUE) or ""
    assert "libpango-1.0-0'" in told
    assert "apt install libpango-1.0-0" in told
