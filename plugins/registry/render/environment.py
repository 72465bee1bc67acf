"""The Jinja2 environment: autoescape, strict names, translated texts, and a few filters.

A page is a function of (``site``, ``page``, template, language): nothing else is in reach of a template.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from registry.dates import Width, format_date, format_period
from registry.i18n import Catalogue
from registry.numbers import format_number, format_percentage
from registry.render.policy import CSP
from registry.schema.kinds import Kinds


def environment(templates: Path, catalogue: Catalogue, kinds: Kinds, assets: Mapping[str, str]) -> Environment:
    """The environment of one site. ``assets`` gives the published address of each file of theme/static."""
    env = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    env.globals = {name: env.globals[name] for name in ("_", "namespace", "range")}
    env.install_gettext_callables(  # type: ignore[attr-defined]
        catalogue.gettext,
        catalogue.ngettext,
        newstyle=True,
        pgettext=catalogue.pgettext,
        npgettext=catalogue.npgettext,
    )
    language = catalogue.language
    env.globals.update(
        asset=assets.__getitem__,
        label=partial(_label, kinds, catalogue),
        field_title=partial(_field_title, kinds, catalogue),
        csp=CSP,
        timespan=lambda start, end: format_period(start, end, language, catalogue, "full"),
        period=lambda start, end: format_period(start, end, language, catalogue),
    )
    env.filters.update(
        date=partial(_time, language),
        plaindate=lambda value, width="long": format_date(str(value), language, width),
        prose=lambda value: Markup(value["html"]),
        number=partial(format_number, language=language),
        percent=partial(format_percentage, language=language),
        upper_first=lambda text: text[:1].upper() + text[1:],
        host=lambda url: (urlsplit(url).hostname or url).removeprefix("www."),
        tel=lambda number: "tel:" + re.sub(r"[^0-9+]", "", number.replace("(0)", "")),
    )
    return env


def _time(language: str, value: str, width: Width = "long") -> Markup:
    """``<time>`` with the date in words; ``datetime`` has the precision of the source."""
    machine = str(value).replace(" ", "T")
    return Markup('<time datetime="{}">{}</time>').format(machine, format_date(str(value), language, width))


def _label(kinds: Kinds, catalogue: Catalogue, kind: str, field: str, value: str) -> str:
    """The name of a value of an enumerated field: ``label("meeting", "decisions.result", "adopted")``."""
    schema = _property(kinds, kind, field)
    text: str = schema["x-enum-labels"][value]
    return catalogue.pgettext("schema", text)


def _field_title(kinds: Kinds, catalogue: Catalogue, kind: str, field: str) -> str:
    """The title of a field: ``field_title("partner", "identifiers.siren")``."""
    title: str = _property(kinds, kind, field)["title"]
    return catalogue.pgettext("schema", title)


def _property(kinds: Kinds, kind: str, field: str) -> dict[str, Any]:
    schema = kinds[kind].schema
    for step in field.split("."):
        schema = schema.get("items", schema)["properties"][step]
    return schema
