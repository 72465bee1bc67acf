from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import TemplateError
from registry.project import Project
from registry.render.environment import environment
from registry.report.failure import failure_of
from registry.schema.kinds import load_kinds
from support.problems import catalogue

Render = Callable[..., str]
KINDS = load_kinds(Project().schemas)


@pytest.fixture
def render(tmp_path: Path) -> Render:
    def rendered(source: str, language: str = "en", **values: object) -> str:
        (tmp_path / "t.html").write_text(source, "utf-8")
        env = environment(tmp_path, catalogue(language), KINDS, {"site.css": "/theme/site.0123456789.css"})
        return env.get_template("t.html").render(**values)

    return rendered


def test_values_are_escaped_and_prose_is_not(render: Render) -> None:
    assert render("{{ a }} {{ b|prose }}", a="<b>'\"&", b={"html": "<b>x</b>"}) == "&lt;b&gt;&#39;&#34;&amp; <b>x</b>"


@pytest.mark.parametrize(
    "source",
    [
        "{{ nothing }}",
        "{{ a.nothing }}",
        "{% if nothing %}{% endif %}",
        "{{ asset('no.css') }}",
        "{{ dict() }}",
        "{{ cycler }}",
    ],
)
def test_what_is_not_there_is_an_error(render: Render, source: str) -> None:
    with pytest.raises((TemplateError, KeyError)):
        render(source, a={})


def test_dates_keep_their_precision(render: Render) -> None:
    assert render("{{ '2009'|date }}") == '<time datetime="2009">2009</time>'
    assert render("{{ '2009-05-01'|date }}", "fr") == '<time datetime="2009-05-01">1er mai 2009</time>'
    assert 'datetime="2026-03-12T18:30"' in render("{{ '2026-03-12 18:30'|date }}")
    assert render("{{ '2009-05'|plaindate }}", "fr") == "mai 2009"


def test_numbers_addresses_and_phones(render: Render) -> None:
    assert render("{{ 4100|number }}") == "4,100"
    assert render("{{ 4100|number }}", "fr") == "4\u202f100"
    assert render("{{ 4100|number }}", "xx") == "4,100"
    assert render("{{ 'https://www.example.org/a'|host }}") == "example.org"
    assert render("{{ '+33 (0)3 53 01 00 01'|tel }}") == "tel:+33353010001"
    assert render("{{ 'été'|upper_first }}{{ ''|upper_first }}") == "Été"


def test_texts_of_schemas_and_catalogues(render: Render) -> None:
    assert render("{{ label('meeting', 'decisions.result', 'adopted') }}", "fr") == "Adoptée"
    assert render("{{ label('meeting', 'decisions.result', 'adopted') }}") == "Adopted"
    assert render("{{ field_title('partner', 'identifiers.siren') }}") == "SIREN"
    assert render("{{ _('Decisions') }}", "fr") == "Décisions"
    assert render("{{ asset('site.css') }}") == "/theme/site.0123456789.css"


def test_an_error_says_which_template_and_which_line(render: Render, tmp_path: Path) -> None:
    for source, told in (("a\n{{ nothing }}", "t.html:2: 'nothing' is undefined"), ("a\n\n{% if %}", "t.html:3: ")):
        with pytest.raises(TemplateError) as raised:
            render(source)
        assert str(failure_of(raised.value, tmp_path)).startswith(told)
