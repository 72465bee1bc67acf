import re
from pathlib import Path

import pytest
from registry.i18n import load_catalogue
from registry.text.markdown import convert

TABLE = "| a | b |\n|---|---|\n| c | d |"


def labels(html: str) -> list[str]:
    return re.findall(r'aria-label="([^"]*)"', html)


def test_a_table_scrolls_by_keyboard_and_its_headers_say_what_they_head() -> None:
    html = convert(f"## Les prêts\n\n{TABLE}").html.replace("\n", "")
    assert html == (
        '<h2 id="les-prets">Les prêts</h2>'
        '<div class="table-scroll" role="region" tabindex="0" aria-label="Table: Les prêts"><table><thead><tr>'
        '<th scope="col">a</th><th scope="col">b</th></tr></thead>'
        "<tbody><tr><td>c</td><td>d</td></tr></tbody></table></div>"
    )


def test_an_empty_header_is_a_plain_cell() -> None:
    html = convert("| | b |\n|---|---|\n| c | d |").html.replace("\n", "")
    assert '<tr><td></td><th scope="col">b</th></tr>' in html


def test_alignment_is_a_class_and_no_style() -> None:
    html = convert("| a | b | c | d |\n|:--|--:|:-:|---|\n| 1 | 2 | 3 | 4 |").html
    assert re.findall(r"<td[^>]*>", html) == [
        '<td class="align-left">', '<td class="align-right">', '<td class="align-center">', "<td>",
    ]  # fmt: skip
    assert "style" not in html


def test_the_paragraph_above_may_be_a_caption() -> None:
    html = convert(f"## Titre\n\nTable: What we *lend*\n\n{TABLE}").html.replace("\n", "")
    assert "<table><caption>What we <em>lend</em></caption><thead>" in html
    assert labels(html) == ["Table: What we lend"]
    assert "<p>" not in html


def test_a_paragraph_that_is_no_caption_stays() -> None:
    html = convert(f"Tables: many\n\n{TABLE}\n\nTable: alone").html
    assert "<p>Tables: many</p>" in html
    assert "<p>Table: alone</p>" in html


def test_every_table_has_a_name_of_its_own() -> None:
    text = f"{TABLE}\n\nx\n\n{TABLE}\n\n# A\n\n{TABLE}\n\nx\n\n{TABLE}\n\n## B\n\n- c\n\n    {TABLE}".replace(
        "\n    | a", "\n    | a"
    )
    assert labels(convert(text).html)[:4] == ["Table", "Table (2)", "Table: A", "Table: A (2)"]


def test_words_come_from_the_catalogue(tmp_path: Path) -> None:
    path = tmp_path / "fr/LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid "Table"\nmsgstr "Tableau"\n\nmsgid "Table: {name}"\nmsgstr "Tableau : {name}"\n\n'
        'msgid "Notes"\nmsgstr "Notes de bas de page"\n\n'
        'msgid "Back to the text, note {number}"\nmsgstr "Retour au texte, note {number}"\n',
        encoding="utf-8",
    )
    html = convert(f"Tableau : Les prêts\n\n{TABLE}\n\na[^1]\n\n[^1]: b", catalogue=load_catalogue(tmp_path, "fr")).html
    assert labels(html) == ["Tableau : Les prêts", "Notes de bas de page", "Retour au texte, note 1"]
    assert "<caption>Les prêts</caption>" in html


def test_footnotes_are_numbered_as_they_are_read_and_linked_both_ways() -> None:
    html = convert("# T[^b]\n\na[^a] b[^b]\n\n[^a]: One.\n\n[^b]: Two.\n\n    - c\n\n[^c]: Never.").html
    assert re.findall(r'<sup id="(\S+)"><a href="(\S+)" class="footnote-ref" role="doc-noteref">(\d)</a>', html) == [
        ("fnref-1", "#fn-1", "1"), ("fnref-2", "#fn-2", "2"), ("fnref-1-2", "#fn-1", "1"),
    ]  # fmt: skip
    notes = html[html.index('<div class="footnotes"') :].replace("\n", "")
    back = '<a href="#{}" class="footnote-backref" role="doc-backlink" aria-label="Back to the text, note {}">↩</a>'
    assert notes == (
        '<div class="footnotes" role="doc-endnotes" aria-label="Notes"><ol>'
        '<li id="fn-1"><p>Two.</p><ul><li>c</li></ul>'
        f"<p>&nbsp;{back.format('fnref-1', 1)}&nbsp;{back.format('fnref-1-2', 1)}</p></li>"
        f'<li id="fn-2"><p>One.&nbsp;{back.format("fnref-2", 2)}</p></li>'
        '<li id="fn-3"><p>Never.</p></li></ol></div>'
    )


@pytest.mark.parametrize("label", ["a b", '"><script>', "é", "1:2", "-", "fn-1", "__x__"])
def test_a_footnotes_label_shows_nowhere(label: str) -> None:
    html = convert(f"a[^{label}]\n\n[^{label}]: Note.").html
    assert set(re.findall(r'id="([^"]*)"', html)) == {"fn-1", "fnref-1"}
    assert "script" not in html


def test_a_prefix_keeps_the_anchors_of_two_texts_apart() -> None:
    html = convert("# A\n\na[^1]\n\n[^1]: b", id_prefix="n2-").html
    assert set(re.findall(r'id="([^"]*)"', html)) == {"n2-a", "n2-fn-1", "n2-fnref-1"}
    assert 'href="#n2-fn-1"' in html
    assert 'href="#n2-fnref-1"' in html


def test_a_link_elsewhere_says_so() -> None:
    assert convert("[a](https://example.org) [b](/b) [c](mailto:a@b.example)").html == (
        '<p><a href="https://example.org" class="external" rel="external">a</a> <a href="/b">b</a> '
        '<a href="mailto:a@b.example">c</a></p>'
    )


def test_a_refused_link_leaves_its_words_and_a_refused_image_its_text() -> None:
    result = convert("[a *b*](javascript:x) ![c](https://example.org/c.png)")
    assert result.html == "<p>a <em>b</em> c</p>"
    assert [link.target for link in (*result.links, *result.images)] == ["javascript:x", "https://example.org/c.png"]
