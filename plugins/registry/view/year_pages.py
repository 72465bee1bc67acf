"""The pages of a year: of a register, of who was a partner, of a commission."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from registry.dates import format_date
from registry.link import Record
from registry.view import findable, journal, registers, special, standing, subscriptions
from registry.view.base import View, Views
from registry.view.commission_year import commission_year, years
from registry.view.edit import data_links
from registry.view.frame import introduction, page


def sources(views: Views) -> Iterator[tuple[str, Callable[[], View]]]:
    """(address, what makes the view) of each."""
    urls = views.urls
    registers_: tuple[tuple[str, list[str], Callable[[Views, str], View]], ...] = (
        ("decisions", registers.decision_years(views), registers.decisions_in),
        ("actions", registers.action_periods(views), registers.actions_in),
        ("journal", journal.archive(views), journal.journal_of),
    )
    for name, found, build in registers_:
        for year in found:
            yield urls.year(name, year), partial(_register, views, name, build, year)
    for span in standing.partner_years(views):
        yield urls.year("partners", span.year), partial(_partners, views, span.year)
    for commission in views.registry.of_kind("commission"):
        for year in years(views, commission):
            yield (
                urls.record_year(commission.kind.name, commission.id, year),
                partial(_commission, views, commission, year),
            )


def _register(views: Views, name: str, build: Callable[[Views, str], View], year: str) -> View:
    intro, values = introduction(views, name), build(views, year)
    if name == "decisions":
        values["find"] = findable.of_decisions(values["years"][0]["decisions"])
    register = intro.get("title") or special.title(views, name)
    return page(
        f"{name}.html",
        views.urls.year(name, year),
        views.catalogue.gettext("Actions asked for in {period}", period=format_date(year, views.language))
        if name == "actions"
        else views.catalogue.gettext("{register} in {year}", register=register, year=year),
        section=name,
        breadcrumbs=[{"title": register, "url": views.urls.sections[name]}],
        data=data_links(views, None if name == "journal" else views.registry.kinds["meeting"]),
        feeds=subscriptions.of_section(views, name),
        **{key: intro[key] for key in ("example", "draft") if key in intro},
        **values,
    )


def _partners(views: Views, year: str) -> View:
    kind = views.registry.kinds["partner"]
    intro = introduction(views, kind.plural)
    parent = intro.get("title") or views.catalogue.pgettext("schema", kind.title)
    return page(
        "partners_year.html",
        views.urls.year("partners", year),
        views.catalogue.gettext("Partners in {year}", year=year),
        section="partner",
        breadcrumbs=[{"title": parent, "url": views.urls.collection("partner")}],
        data=data_links(views, kind),
        **standing.partners_in(views, year),
    )


def _commission(views: Views, commission: Record, year: str) -> View:
    kind, name = commission.kind, views.label(commission)
    return page(
        "commission_year.html",
        views.urls.record_year(kind.name, commission.id, year),
        views.catalogue.gettext("{commission} commission: the year {year}", commission=name, year=year),
        section=kind.name,
        breadcrumbs=[
            {"title": views.catalogue.pgettext("schema", kind.title), "url": views.urls.collection(kind.name)},
            {"title": name, "url": views.urls.record(kind.name, commission.id)},
        ],
        example=commission.example,
        draft=commission.draft,
        data=data_links(views, views.registry.kinds["meeting"]),
        **commission_year(views, commission, year),
    )
