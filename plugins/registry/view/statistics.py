"""The network in figures: what its charts show, and the same as tables.

A chart by year is ``{"years", "rows": [{"label", "values"}], "before"}``: ``before`` is the first of the years that
were left out, or ``None``.
"""

from __future__ import annotations

from registry.markers import N_
from registry.tallies import ALL
from registry.view.base import View, Views

YEARS_SHOWN = 30
ROWS_SHOWN = 12
"""Types of partner that have a chart of their own."""
PARTNERS_SHOWN, COMMISSIONS_SHOWN = 100, 12
"""The largest table of partners and commissions; of more, each commission has the number of partners by type."""
BLOCK = 24
"""Partners below the heads of commissions, which then come again."""
LINES_SHOWN = 40
"""Commissions in that table; projects in the chart of where they spread."""


def statistics(views: Views) -> View:
    """``{"figures", "partners", "meetings", "results", "together", "spread"}``; each is empty where nothing is known.
    ``figures`` are those that a source states."""
    network = views.registry.get("network", "network")
    return {
        "figures": [views.entry(entry, network, "figures", "*") for entry in network.data.get("figures", ())],
        "partners": partners(views),
        "meetings": _work(views, {"plenary": N_("Plenary meetings"), "commission": N_("Commission meetings")}),
        "results": _work(views, {"decisions": N_("Decisions"), "actions": N_("Actions to carry out")}),
        "together": together(views),
        "spread": spread(views),
    }


def partners(views: Views) -> View | None:
    """Partners by year: all, then by type; without the ``undated`` ones, of whom nobody noted when they came."""
    table = views.registry.index("partners_by_year", ALL)
    if len(table["years"]) < 2:
        return None
    rows = [
        {"label": _type(views, entry)["plural"], "values": table["counts"][entry]}
        for entry in _types(views)
        if entry in table["counts"]
    ]
    rows.sort(key=lambda row: -row["values"][-1])
    total = [sum(column) for column in zip(*table["counts"].values(), strict=True)]
    shown = rows[:ROWS_SHOWN] if len(rows) > 1 else []
    label = views.catalogue.gettext("All partners")
    chart = _chart(table["years"], [{"label": label, "values": total}, *shown])
    return {**chart, "undated": table["undated"]}


def _work(views: Views, names: dict[str, str]) -> View | None:
    table = views.registry.index("work_by_year", ALL)
    rows = [
        {"label": views.catalogue.gettext(label), "values": table["counts"][name]}
        for name, label in names.items()
        if any(table["counts"][name])
    ]
    return _chart(table["years"], rows) if rows and len(table["years"]) > 1 else None


def together(views: Views) -> View | None:
    """Who works in which commission, ``{"commissions", "blocks", "types", "cells", "alone", "several", "others"}``.

    ``blocks`` are lists of ``{"title", "rows": [{"partner", "marks"}]}``, by type of partner; a mark is
    ``"facilitator"``, ``"member"`` or ``None``, in the order of ``commissions``. In a larger network there are none,
    and ``cells`` are the numbers of partners by commission and type of ``types``; ``others`` commissions are not
    shown. ``several`` partners are in more than one commission, ``alone`` in none.
    """
    table = views.registry.index("working_together", ALL)
    taken = {id_: members for id_, members in table["commissions"].items() if members}
    if not taken:
        return None
    found: dict[str, list[str]] = {}
    for commission, members in taken.items():
        for partner in members:
            found.setdefault(partner, []).append(commission)
    view: View = {
        "blocks": [],
        "types": [],
        "cells": [],
        "alone": table["alone"],
        "several": sum(len(commissions) > 1 for commissions in found.values()),
        "others": 0,
    }
    if len(found) <= PARTNERS_SHOWN and len(taken) <= COMMISSIONS_SHOWN:
        return view | {"commissions": _mentions(views, taken), "blocks": _blocks(_groups(views, taken, found))}
    most = sorted(taken, key=lambda id_: (-len(taken[id_]), id_))[:LINES_SHOWN]
    shown = {id_: members for id_, members in taken.items() if id_ in most}
    return view | {"commissions": _mentions(views, shown), "others": len(taken) - len(shown), **_by_type(views, shown)}


def spread(views: Views) -> list[View]:
    """``{"project", "places"}``: how many places are noted that took it up, the most first."""
    rows = views.registry.index("spread", ALL)[:LINES_SHOWN]
    return [{"project": views.summary(views.registry.get("project", id_)), "places": count} for id_, count in rows]


def _chart(years: list[str], rows: list[View]) -> View:
    left_out = max(0, len(years) - YEARS_SHOWN)
    cut = [{**row, "values": row["values"][left_out:]} for row in rows]
    return {"years": years[left_out:], "rows": cut, "before": years[0] if left_out else None}


def _types(views: Views) -> list[str]:
    return [str(entry["id"]) for entry in views.registry.network["classifications"]]


def _type(views: Views, id_: str) -> View:
    return views.vocabulary("classifications", id_)


def _mentions(views: Views, commissions: dict[str, dict[str, bool]]) -> list[View]:
    return [views.summary(views.registry.get("commission", id_)) for id_ in commissions]


def _groups(views: Views, taken: dict[str, dict[str, bool]], found: dict[str, list[str]]) -> list[View]:
    rows: dict[str, list[View]] = {}
    for id_ in found:
        partner = views.summary(views.registry.get("partner", id_))
        marks = [
            None if id_ not in members else "facilitator" if members[id_] else "member" for members in taken.values()
        ]
        rows.setdefault(partner["classification"]["id"], []).append({"partner": partner, "marks": marks})
    for group in rows.values():
        group.sort(key=lambda row: (row["marks"].count(None), row["partner"]["label"].casefold()))
    return [
        {"title": _type(views, type_)["plural"], "rows": rows[type_][start : start + BLOCK]}
        for type_ in _types(views)
        if type_ in rows
        for start in range(0, len(rows[type_]), BLOCK)
    ]


def _blocks(groups: list[View]) -> list[list[View]]:
    """The groups in blocks of at most so many lines as a screen or a sheet of paper holds."""
    blocks: list[list[View]] = []
    for group in groups:
        if not blocks or sum(len(other["rows"]) for other in blocks[-1]) + len(group["rows"]) > BLOCK:
            blocks.append([])
        blocks[-1].append(group)
    return blocks


def _by_type(views: Views, shown: dict[str, dict[str, bool]]) -> View:
    type_of = {
        id_: views.registry.get("partner", id_).data["classification"] for members in shown.values() for id_ in members
    }
    counts = {commission: [type_of[id_] for id_ in members] for commission, members in shown.items()}
    types = [type_ for type_ in _types(views) if type_ in set(type_of.values())]
    types = sorted(types, key=lambda type_: -sum(found.count(type_) for found in counts.values()))[:ROWS_SHOWN]
    return {
        "types": [_type(views, type_)["plural"] for type_ in types],
        "cells": [[found.count(type_) for type_ in types] for found in counts.values()],
    }
