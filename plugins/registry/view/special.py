"""The pages that are not records: home, registers, indexes."""

from __future__ import annotations

from itertools import groupby, islice

from registry.legal import missing_legal_fields
from registry.markers import N_
from registry.text.anchors import glossary_anchors
from registry.view.base import View, Views
from registry.view.lists import commission_line, figure_for, project_line
from registry.view.meetings import by_start, decisions_of, line

SHOWN = 3
DECISIONS_SHOWN = 5


def home(views: Views) -> View:
    """What the network is, what comes next, what it did."""
    registry = views.registry
    network = views.record(registry.get("network", "network"))
    meetings = by_start(registry.of_kind("meeting"))
    planned = [meeting for meeting in meetings if meeting.data["status"] == "planned"]
    held = [meeting for meeting in reversed(meetings) if meeting.data["status"] == "held"]
    charters = [record for record in registry.of_kind("charter") if views.urls.is_latest("charter", record.id)]
    commissions = [record for record in registry.of_kind("commission") if "end_date" not in record.data]
    join = registry.find("page", views.catalogue.pgettext("url", "join"))
    news = list(reversed(registry.of_kind("news")))
    return {
        "figures": network["figures"],
        "method": network["method"],
        "quotes": network["quotes"],
        "milestones": network["milestones"],
        "upcoming": [line(views, meeting) for meeting in planned[:SHOWN]],
        "latest": [line(views, meeting) for meeting in held[:SHOWN]],
        "decisions": list(islice(decisions_of(views, held), DECISIONS_SHOWN)),
        "commissions": [commission_line(views, record) for record in commissions],
        "projects": [project_line(views, record) for record in registry.of_kind("project")],
        "news": [views.summary(record) for record in news[:SHOWN]],
        "partners_count": sum(
            "end_date" not in record.data and not record.hidden for record in registry.of_kind("partner")
        ),
        "partner_figure": figure_for(views, "partner"),
        "charter": views.summary(charters[0]) if charters else None,
        "join_url": views.urls.record("page", join.id) if join else None,
    }


def glossary(views: Views) -> View:
    """Terms by their first letter."""
    found = views.registry.find("glossary", "glossary")
    terms = views.record(found)["terms"] if found else []
    anchors = glossary_anchors(term["term"] for term in terms)
    for term in terms:
        term["anchor"] = anchors[term["term"]]
    terms.sort(key=lambda term: (term["anchor"], term["term"]))
    return {
        "letters": [
            {"letter": letter.upper(), "terms": list(group)}
            for letter, group in groupby(terms, key=lambda term: term["anchor"][0])
        ]
    }


def legal(views: Views) -> View:
    """The legal notice, with what is missing."""
    record = views.registry.get("network", "network")
    notice = views.record(record)["legal_notice"]
    empty = dict.fromkeys(("publisher", "seat", "phone", "director"), None) | {
        "host": dict.fromkeys(("name", "address", "phone"), None)
    }
    notice = {**empty, **(notice or {})}
    notice["host"] = notice["host"] or empty["host"]
    properties = record.kind.schema["properties"]["legal_notice"]["properties"]
    titles = []
    for name in missing_legal_fields(record.data):
        first, _, inner = name.partition(".")
        steps = [properties[first], *([properties[first]["properties"][inner]] if inner else [])]
        texts = [str(step["title"]) for step in steps]
        titles.append(" – ".join(views.catalogue.pgettext("schema", text) for text in texts))
    return {"notice": notice, "missing": titles}


def accessibility(views: Views) -> View:
    """The accessibility statement; without a declaration the site claims nothing."""
    network = views.record(views.registry.get("network", "network"))
    statement = network["accessibility"] or {
        "status": "none",
        "audit_date": None,
        "auditor": None,
        "rate": None,
        "statement_date": None,
        "limitations": [],
    }
    notice = network["legal_notice"] or {}
    return {"statement": statement, "publisher": notice.get("publisher"), "contact": network["contact"]}


TITLES = {
    "home": N_("Home"),
    "decisions": N_("Decisions"),
    "actions": N_("Actions to carry out"),
    "statistics": N_("In figures"),
    "glossary": N_("Glossary"),
    "data": N_("Open data"),
    "contribute": N_("Contribute"),
    "journal": N_("Journal"),
    "changes": N_("What changed"),
    "help": N_("Who can help?"),
    "search": N_("Search"),
    "legal": N_("Legal notice"),
    "accessibility": N_("Accessibility statement"),
    "origin": N_("Where this site comes from"),
    "messages": N_("Check messages"),
    "404": N_("Page not found"),
}

DESCRIPTIONS = {
    "decisions": N_("Everything the meetings decided. Each decision has an address that does not change."),
    "actions": N_("Who does what after the meetings, and by when."),
    "statistics": N_("What can be counted from the records, year by year."),
    "glossary": N_("The acronyms and words that partners use, in plain terms."),
    "data": N_("All that this site shows can be reused: the same facts, as files."),
    "contribute": N_("This site belongs to the partners: each of them can correct or complete it."),
    "journal": N_("The life of the network, date by date."),
    "changes": N_("What was added, changed or removed on this site, and when."),
    "help": N_("A question, a need, an idea: whom to turn to, and what the partners share."),
    "search": N_("How to find a page, a decision or a word on this site."),
    "legal": N_("Who publishes this site, who hosts it and what may be reused of it."),
    "accessibility": N_("How accessible this site is, and how to report a defect."),
    "origin": N_("How this site is made, and from which version of its files."),
    "messages": N_("What the check can say, and how to mend it."),
    "form": N_(
        "Fill in what you know; the rest can come later. "
        "Nothing is published before somebody of the network has read it."
    ),
    "404": N_("This page does not exist, or no longer."),
}


def description(views: Views, name: str) -> str | None:
    """What search engines are told of a built-in page, unless a page of prose says it; none for the home page."""
    text = DESCRIPTIONS.get(name)
    return views.catalogue.gettext(text) if text else None


def title(views: Views, name: str) -> str:
    """What a built-in page is called, unless a page of prose says otherwise."""
    text = TITLES[name]
    return views.catalogue.gettext(text)
