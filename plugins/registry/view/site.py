"""What every page shows: the network, its menus, its addresses."""

from __future__ import annotations

from registry.view.base import View, Views
from registry.view.origin import version
from registry.view.special import title

FOOTER = (
    "help",
    "decisions",
    "actions",
    "journal",
    "statistics",
    "glossary",
    "data",
    "contribute",
    "search",
    "origin",
    "legal",
)


def site(views: Views) -> View:
    """The value ``site`` of every template."""
    registry, urls = views.registry, views.urls
    network = views.record(registry.get("network", "network"))
    has = {kind.name: bool(registry.of_kind(kind.name)) for kind in registry.kinds}
    pages = [record for record in registry.of_kind("page") if not record.data.get("section")]

    def menu(where: str) -> list[View]:
        return [
            {
                "id": record.id,
                "title": record.data.get("menu_title", record.data["title"]),
                "url": urls.record("page", record.id),
            }
            for record in pages
            if record.data.get("menu") == where
        ]

    kinds = [kind for kind in registry.kinds.with_pages if kind.url and has[kind.name]]
    nav = [
        {"id": kind.name, "title": views.catalogue.pgettext("schema", kind.title), "url": urls.collection(kind.name)}
        for kind in kinds
    ]
    footer = [
        {"id": name, "title": title(views, name), "url": urls.sections[name]}
        for name in FOOTER
        if name != "glossary" or has["glossary"]
    ]
    return {
        **{
            name: network[name]
            for name in (
                "name", "acronym", "expansion", "tagline", "purpose", "language", "place", "founding_date",
                "contact", "logo", "colours", "data_licence", "accessibility", "repository",
            )
        },
        "url": (network["site_url"] or "").rstrip("/") if views.publish else "",
        "publish": views.publish,
        "version": version(views) if views.publish else None,
        "nav": [*nav, *menu("main")],
        "footer_nav": [*footer, *menu("footer")],
        "has": has,
        "urls": dict(urls.sections),
    }  # fmt: skip
