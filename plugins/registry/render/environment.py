"""The Jinja2 environment: autoescape, strict names, translated texts, and a few filters.

A page is a function of (``site``, ``page``, template, language): nothing else is in reach of a template.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, MutableMapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from registry.dates import Width, format_date, format_period
from registry.i18n import Catalogue
from registry.numbers import format_number, format_percentage
from registry.render.policy import CSP, CSP_SEARCH
from registry.render.templates import Compiled, TemplateEnvironment
from registry.schema.kinds import Kinds


def environment(
    templates: Path,
    catalogue: Catalogue,
    kinds: Kinds,
    assets: Mapping[str, str],
    compiled: MutableMapping[str, bytes] | None = None,
) -> Environment:
    """The environment of one site. ``assets`` gives the published address of each file of theme/static.

    ``compiled`` has templates that were compiled before, and takes those that are compiled now. It serves any
    process with the same code and libraries; what a template was made from besides them is part of its key.
    """
    env = TemplateEnvironment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=None if compiled is None else Compiled(compiled, _made_from(catalogue, kinds, assets)),
    )
    env.globals = {name: env.globals[name] for name in ("_", "namespace", "range")}
    env.install_gettext_callables(  # type: ignore[attr-defined]
        catalogue.gettext,
        catalogue.ngettext,
        newstyle=True,
        pgettext=catalogue.pgettext,
        npgettext=catalogue.npgettext,
    )
    env.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
    language = catalogue.language
    known: dict[str, Callable[..., str]] = {
        "asset": assets.__getitem__,
        "label": _kept(partial(_label, kinds, catalogue)),
        "field_title": _kept(partial(_field_title, kinds, catalogue)),
    }
    env.constants = {**known, "_": lambda text: Markup(catalogue.gettext(text)) % {}}
    env.globals.update(
        known,
        csp=CSP,
        csp_search=CSP_SEARCH,
        timespan=_kept(lambda start, end: format_period(start, end, language, catalogue, "full")),
        period=_kept(lambda start, end: format_period(start, end, language, catalogue)),
    )
    env.filters.update(
        date=_kept(partial(_time, language)),
        plaindate=lambda value, width="long": format_date(str(value), language, width),
        prose=lambda value: Markup(value["html"]),
        number=_kept(partial(format_number, language=language)),
        percent=_kept(partial(format_percentage, language=language)),
        upper_first=lambda text: text[:1].upper() + text[1:],
        host=lambda url: (urlsplit(url).hostname or url).removeprefix("www."),
        tel=lambda number: "tel:" + re.sub(r"[^0-9+]", "", number.replace("(0)", "")),
    )
    return env


_kept = lru_cache(maxsize=4096, typed=True)
"""For what many pages ask alike: a date, a label, a number."""


def _made_from(catalogue: Catalogue, kinds: Kinds, assets: Mapping[str, str]) -> str:
    """A digest of what a compiled template says besides its source."""
    digest = hashlib.sha256(json.dumps([catalogue.language, dict(assets)]).encode())
    for kind in kinds:
        digest.update(json.dumps(kind.schema).encode())
    for path in catalogue.paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


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
