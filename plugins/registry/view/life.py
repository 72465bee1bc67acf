"""A project's life in the order of time, from its steps, decisions, results, news and the places it spread to."""

from __future__ import annotations

from collections.abc import Iterator

from registry.dates import parse
from registry.link import Record
from registry.markers import N_
from registry.view.base import View, Views

TYPES = {
    "start": N_("Start"),
    "step": N_("Step"),
    "decision": N_("Decision"),
    "result": N_("Result"),
    "news": N_("News item"),
    "spread": N_("Taken up elsewhere"),
    "end": N_("End"),
}
"""What each type of event is called, in the order in which those of one date are told."""


def life(views: Views, project: Record, decisions: list[View], news: list[View]) -> View:
    """``{"life", "steps"}``: dated events, the oldest first, then what is planned; and the steps that no date puts
    among them, in their order.

    An event is ``{"type", "label", "date", "title", "text", "ref", "status", "decision"}``. Where nothing has a date,
    all steps are ``steps``.
    """
    record = views.record(project)
    dated = sorted((event for event in _events(record, decisions, news) if event["date"]), key=_order)
    if not dated:
        return {"life": [], "steps": record["steps"]}
    planned = [_event("step", step) for step in record["steps"] if step["status"] == "planned"]
    undated = [step for step in record["steps"] if not step["date"] and step["status"] != "planned"]
    for event in (*dated, *planned):
        label = TYPES[event["type"]]
        event["label"] = views.catalogue.gettext(label)
    return {"life": [*dated, *planned], "steps": undated}


def _events(record: View, decisions: list[View], news: list[View]) -> Iterator[View]:
    yield _event("start", {"date": record["start_date"]})
    yield from (_event("step", step) for step in record["steps"] if step["status"] != "planned")
    yield from (_event("decision", {"date": item["date"], "decision": item}) for item in reversed(decisions))
    for result in record["results"]:
        yield _event("result", {"date": result["date"], "title": result["indicator"], "text": result["value"]})
    yield from (_event("news", {"date": item["date"], "ref": item}) for item in news)
    yield from (_event("spread", {"date": item["date"], "title": item["place"]}) for item in record["spread"])
    yield _event("end", {"date": record["end_date"]})


def _event(type_: str, values: View) -> View:
    names = ("date", "title", "text", "ref", "status", "decision")
    return {"type": type_, **{name: values.get(name) for name in names}}


def _order(event: View) -> tuple[object, ...]:
    """By time, and the less precise first where it could be either; what ends after all that its date may hold."""
    date = parse(event["date"])
    assert date is not None
    time = (*date.latest().timetuple()[:3], 0, 0) if event["type"] == "end" else date.sort_key
    return (time, list(TYPES).index(event["type"]))
