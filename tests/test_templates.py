"""What makes templates quick leaves what they mean alone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, TemplateError, UndefinedError
from markupsafe import Markup
from registry.project import Project
from registry.render.environment import environment
from registry.report.failure import failure_of
from registry.schema.kinds import load_kinds
from support.problems import catalogue

KINDS = load_kinds(Project().schemas)
ASSETS = {"site.css": "/theme/site.0123456789.css"}
Render = Callable[..., str]


class Tag:
    def __html__(self) -> str:
        return "<b>"


@pytest.fixture
def render(tmp_path: Path) -> Render:
    def rendered(source: str, language: str = "fr", **values: object) -> str:
        (tmp_path / "t.html").write_text(source, "utf-8")
        return environment(tmp_path, catalogue(language), KINDS, ASSETS).get_template("t.html").render(**values)

    return rendered


def test_a_key_of_a_record_is_meant_and_not_a_method_of_dicts(render: Render) -> None:
    record = {"items": "of an agenda", "values": None, "copy": [1]}
    assert render("{{ r.items }} {{ r.values }} {{ r.copy[0] }} {{ r['items'] }}", r=record) == (
        "of an agenda None 1 of an agenda"
    )
    assert render("{% for key, value in r.items() %}{{ key }}={{ value }}{% endfor %}", r={"a": 1}) == "a=1"


@pytest.mark.parametrize("source", ["{{ r.no }}", "{% if r.no %}{% endif %}", "{{ r.a.no }}", "{{ r.no.a }}"])
def test_a_key_that_is_missing_is_an_error_that_names_it(render: Render, source: str) -> None:
    with pytest.raises(UndefinedError, match="has no attribute 'no'"):
        render(source, r={"a": {}})


def test_what_may_be_missing_can_be_asked_for(render: Render) -> None:
    source = "{{ r.a is defined }} {{ r.no is defined }} {{ r.no | default('-') }}"
    assert render(source, r={"a": None}) == "True False -"


def test_what_is_no_dict_has_its_attributes(render: Render) -> None:
    source = "{% for g in r | groupby('a') %}{{ loop.index }}{{ g.grouper }}{{ g.list | length }}{% endfor %}"
    assert render(source, r=[{"a": "x"}, {"a": "x"}, {"a": "y"}]) == "1x22y1"
    source = "{% set n = namespace(a=1) %}{% set n.a = 2 %}{{ n.a }} {{ s.upper() }} {{ '%s' | format(1) }}"
    assert render(source, s="x") == "2 X 1"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ('<a href="\'&">', "&lt;a href=&#34;&#39;&amp;&#34;&gt;"),
        (Markup("<i>"), "<i>"),
        (Tag(), "<b>"),
        (12, "12"),
        (1.5, "1.5"),
        (None, "None"),
        (True, "True"),
        (["<"], "[&#39;&lt;&#39;]"),
        (type("Text", (str,), {})("<"), "&lt;"),
    ],
)
def test_every_value_is_escaped_once(render: Render, value: object, shown: str) -> None:
    source = (
        "{% macro m(a) %}{{ a }}{% endmacro %}{% set b %}{{ v }}{% endset %}{{ v }}|{{ m(v) }}|{{ b }}|{{ m(m(v)) }}"
    )
    assert render(source, v=value) == "|".join([shown] * 4)


MACROS = """
{%- macro plain(a, b="B") %}{{ a }}{{ b }}{% endmacro %}
{%- macro framed(a) %}[{{ a }}{{ caller() }}]{% endmacro %}
{%- macro told(a) %}{{ caller(a) }}{% endmacro %}
{%- macro any() %}{{ varargs }}{{ kwargs }}{% endmacro %}
{%- macro maybe(caller=none) %}{{ caller is none }}{% endmacro %}
"""


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{ plain(1) }} {{ plain(1, 2) }} {{ plain(1, b=2) }} {{ plain(b=2, a=1) }}", "1B 12 12 12"),
        ("{% for x in 'ab' %}{{ plain(x) }}{% endfor %}", "aBbB"),
        ("{% call framed('<') %}<i>{{ '>' }}{% endcall %}", "[&lt;<i>&gt;]"),
        ("{% for x in 'ab' %}{% call framed(a=x) %}{{ loop.index }}{% endcall %}{% endfor %}", "[a1][b2]"),
        ("{% call(x) told('<') %}({{ x }}){% endcall %}", "(&lt;)"),
        ("{{ any(1, a=2) }}", "(1,){&#39;a&#39;: 2}"),
        ("{{ maybe() }} {% call maybe() %}{% endcall %}", "True False"),
        ("{{ plain(['<'] | map('upper') | first, '') }}", "&lt;"),
    ],
)
def test_macros_take_their_arguments_as_jinja_says(render: Render, source: str, shown: str) -> None:
    assert render(MACROS + source) == shown


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{{ plain() }}", "parameter 'a' was not provided"),
        ("{{ plain(1, 2, 3) }}", "takes not more than 2 argument"),
        ("{{ plain(1, c=2) }}", "takes no keyword argument 'c'"),
        ("{{ plain(1, a=1) }}", "takes no keyword argument 'a'"),
        ("{{ framed(1) }}", "No caller defined"),
        ("{% call framed(1, 2) %}{% endcall %}", "takes not more than 1 argument"),
        ("{% call plain(1) %}{% endcall %}", "invoked with two values for the special caller"),
    ],
)
def test_a_macro_called_wrongly_is_an_error(render: Render, source: str, told: str) -> None:
    with pytest.raises((TypeError, TemplateError), match=told):
        render(MACROS + source)


def test_texts_are_those_of_the_language(render: Render) -> None:
    source = "{{ _('Decisions') }} {{ label('meeting', 'decisions.result', 'adopted') }} {{ asset('site.css') }}"
    assert render(source) == "Décisions Adoptée /theme/site.0123456789.css"
    assert render(source, "en") == "Decisions Adopted /theme/site.0123456789.css"


def test_a_text_is_html_and_joins_as_html(render: Render) -> None:
    """As with the texts that are only known when a page is rendered."""
    source = "{% set name = '<' %}{{ _('“it’s” & %(n)s', n=name) }}|{{ _('it\\'s & <b>') }}|{{ _('<b>') ~ '<' }}"
    assert render(source) == "“it’s” & &lt;|it's & <b>|<b>&lt;"
    assert render("{{ _('100 %%') }}") == "100 %"


@pytest.mark.parametrize(
    "source",
    [
        "{% macro m(label) %}CALL{% endmacro %}{{ m(say) }}",
        "{% macro label() %}{{ varargs | join }}{% endmacro %}CALL",
        "{% set label = say %}CALL",
        "{% for label in [say] %}CALL{% endfor %}",
        "{% from 'own.html' import label %}CALL",
        "{% from 'own.html' import other as label %}CALL",
    ],
)
def test_a_name_of_the_templates_own_hides_a_function(render: Render, tmp_path: Path, source: str) -> None:
    (tmp_path / "own.html").write_text(
        "{% macro label(a, b, c) %}{{ a ~ b ~ c }}{% endmacro %}{% macro other(a, b, c) %}{{ a ~ b ~ c }}{% endmacro %}"
    )
    call = "{{ label('meeting', 'status', 'held') }}"
    assert render(source.replace("CALL", call), say="{}{}{}".format) == "meetingstatusheld"


def test_a_label_that_does_not_exist_is_told_with_its_line_only_where_it_is_shown(
    render: Render, tmp_path: Path
) -> None:
    assert render("{% if false %}{{ label('meeting', 'status', 'lost') }}{% endif %}") == ""
    with pytest.raises(KeyError):
        render("{{ label('meeting', 'status', 'lost') }}")
    with pytest.raises(UndefinedError) as raised:
        render("a\n{{ _('Decisions') }}\n{{ r.no }}", r={})
    assert str(failure_of(raised.value, tmp_path)) == "t.html:3: 'dict object' has no attribute 'no'"


@pytest.fixture
def environments(tmp_path: Path) -> Iterator[Callable[..., Environment]]:
    codes: dict[str, bytes] = {}

    def made(language: str = "fr", assets: dict[str, str] = ASSETS) -> Environment:
        return environment(tmp_path, catalogue(language), KINDS, assets, codes)

    yield made


def test_a_compiled_template_serves_the_next_process(
    environments: Callable[..., Environment], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "t.html").write_text("{{ _('Decisions') }} {{ asset('site.css') }} {{ a }}", "utf-8")
    first = environments().get_template("t.html").render(a="<")
    again = environments()
    monkeypatch.setattr(type(again), "_generate", lambda *_, **__: pytest.fail("compiled again"))
    assert again.get_template("t.html").render(a="<") == first == "Décisions /theme/site.0123456789.css &lt;"


def test_a_compiled_template_is_not_taken_for_another(environments: Callable[..., Environment], tmp_path: Path) -> None:
    template = tmp_path / "t.html"
    template.write_text("{{ _('Decisions') }} {{ asset('site.css') }}", "utf-8")
    assert environments().get_template("t.html").render() == "Décisions /theme/site.0123456789.css"
    assert environments("en").get_template("t.html").render() == "Decisions /theme/site.0123456789.css"
    assert environments(assets={"site.css": "/x.css"}).get_template("t.html").render() == "Décisions /x.css"
    template.write_text("{{ _('Decisions') }}", "utf-8")
    assert environments().get_template("t.html").render() == "Décisions"
