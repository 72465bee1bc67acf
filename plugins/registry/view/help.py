"""Who can help: by theme, by need, by what partners share, whom to turn to and why they are in the network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

from registry.helping import ALL, Helper, Mean
from registry.view.base import View, Views
from registry.view.edit import data_links
from registry.view.frame import crumb, page
from registry.view.lists import commission_line, project_line

NEEDS = 12
"""Needs that the first page tells; the list of projects has all."""


def whom(views: Views) -> View:
    """Every theme and every sort of means with who is there, and the needs that projects answer."""
    told = [record for record in views.registry.of_kind("project") if "need" in record.data]
    return {
        "themes": [_theme(views, theme) for theme in _keys(views, "themed")],
        "means": [_sort_of_means(views, type_) for type_ in _keys(views, "means")],
        "needs": [{"need": record.data["need"], "project": project_line(views, record)} for record in told[:NEEDS]],
        "more_needs": len(told) > NEEDS,
    }


def pages_below(views: Views) -> Iterator[tuple[str, Callable[[], View]]]:
    """The address of the page of each theme, and of each sort of means, and what makes its view."""
    for theme in _keys(views, "themed"):
        yield views.urls.theme(theme), partial(_theme_page, views, theme)
    for type_ in _keys(views, "means"):
        yield _sort_of_means(views, type_)["url"], partial(_means_page, views, type_)


def _keys(views: Views, table: str) -> list[str]:
    return [key for (key,) in views.registry.index(table, ALL)]


def _helpers(views: Views, theme: str) -> list[Helper]:
    return [Helper(*row) for row in views.registry.index("themed", theme)]


def _theme(views: Views, theme: str) -> View:
    helpers = _helpers(views, theme)
    counts = Counter((helper.kind, helper.public) for helper in helpers)
    commissions = [views.registry.get("commission", helper.id) for helper in helpers if helper.kind == "commission"]
    return {
        **views.vocabulary("themes", theme),
        "url": views.urls.theme(theme),
        "commissions": [views.summary(record) for record in commissions],
        "institutions": counts["partner", True],
        "partners": counts["partner", False],
        "projects": counts["project", False],
    }


def _theme_page(views: Views, theme: str) -> View:
    found: dict[tuple[str, bool], list[View]] = {}
    for helper in _helpers(views, theme):
        record = views.registry.get(helper.kind, helper.id)
        if helper.kind == "commission":
            line = commission_line(views, record)
        elif helper.kind == "project":
            line = {**project_line(views, record), "need": record.data.get("need")}
        else:
            line = {**views.summary(record), **{name: record.data.get(name) for name in ("role", "reason")}}
        found.setdefault((helper.kind, helper.public), []).append(line)
    about = views.vocabulary("themes", theme)
    return page(
        "help_theme.html",
        views.urls.theme(theme),
        views.catalogue.gettext("{theme}: who can help?", theme=about["name"]),
        section="help",
        breadcrumbs=[crumb(views, "help")],
        data=data_links(views),
        theme=about,
        commissions=found.get(("commission", False), []),
        institutions=found.get(("partner", True), []),
        partners=found.get(("partner", False), []),
        projects=found.get(("project", False), []),
    )


def _sort_of_means(views: Views, type_: str) -> View:
    properties = views.registry.kinds["partner"].schema["properties"]
    labels = properties["offers"]["items"]["properties"]["type"]["x-enum-labels"]
    label = views.catalogue.pgettext("schema", labels[type_])
    counts = Counter(Mean(*row).field for row in views.registry.index("means", type_))
    return {
        "type": type_,
        "label": label,
        "url": views.urls.means(type_),
        "offers": counts["offers"],
        "seeks": counts["seeks"],
    }


def _means_page(views: Views, type_: str) -> View:
    about = _sort_of_means(views, type_)
    lists: dict[str, list[View]] = {"offers": [], "seeks": []}
    for row in views.registry.index("means", type_):
        mean = Mean(*row)
        record = views.registry.get("partner", mean.partner)
        text = record.data[mean.field][mean.place]["text"]
        lists[mean.field].append({"text": text, "partner": views.summary(record)})
    return page(
        "help_means.html",
        about["url"],
        views.catalogue.gettext("{means}: who shares, who is looking?", means=about["label"]),
        section="help",
        breadcrumbs=[crumb(views, "help")],
        data=data_links(views, views.registry.kinds["partner"]),
        **lists,
    )
