"""Settings of the stock Pelican site: every record an article, its fields as JSON in one line of metadata."""

import json
from typing import Any

from pelican import signals  # type: ignore[import-untyped]

PATH = "content"
SITENAME = "Réseau"
SITEURL = "https://reseau.example.org"
THEME = "theme"
THEME_STATIC_DIR = ""
TIMEZONE = "Europe/Paris"
DEFAULT_LANG = "fr"
LOCALE = ["C.UTF-8", "C"]
DEFAULT_PAGINATION = False
ARTICLE_URL = "{category}/{slug}/"
ARTICLE_SAVE_AS = "{category}/{slug}/index.html"
CATEGORY_URL = "{slug}/"
CATEGORY_SAVE_AS = "{slug}/index.html"
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = TAG_SAVE_AS = TAGS_SAVE_AS = ARCHIVES_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"
FEED_ALL_ATOM = "index.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
SECTIONS = {"partenaires": "Partenaires", "commissions": "Commissions", "reunions": "Réunions", "projets": "Projets"}


def refer(generator: Any) -> None:
    """Decode the fields of every article and note what refers to it, for the templates."""
    known: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    for article in generator.articles:
        if isinstance(article.fields, str):  # the preview connects this function anew at each build
            article.fields = json.loads(article.fields)
        article.commissions, article.projects, article.meetings, article.actions = [], [], [], []
        article.decisions, article.series = [], []
        known[article.category.slug][article.slug] = article
    partners, commissions, meetings, projects = (known[section] for section in SECTIONS)
    for commission in sorted(commissions.values(), key=lambda article: article.title):
        for entry in commission.fields["members"]:
            partners[entry["partner"]].commissions.append(commission)
    for project in sorted(projects.values(), key=lambda article: article.title):
        fields = project.fields
        names = [fields["lead"], *fields["supporters"], *(entry["partner"] for entry in fields["partners"])]
        for partner in dict.fromkeys(names):
            partners[partner].projects.append(project)
        for commission in fields["commissions"]:
            commissions[commission].projects.append(project)
    plenaries: list[Any] = []
    for meeting in sorted(meetings.values(), key=lambda article: article.date, reverse=True):
        fields = meeting.fields
        meeting.series = commissions[fields["commission"]].series if "commission" in fields else plenaries
        meeting.place = len(meeting.series)
        meeting.series.append(meeting)
        for how in ("present", "excused"):
            for partner in fields.get(how, ()):
                partners[partner].meetings.append((meeting, how))
        for item in fields.get("action_items", ()):
            partners[item["partner"]].actions.append((meeting, item))
        for item in fields.get("decisions", ()):
            for project in item["projects"]:
                projects[project].decisions.append((meeting, item))
    generator.context["known"] = known


class Referring:
    """The plugin."""

    @staticmethod
    def register() -> None:
        """Run after the articles were read."""
        signals.article_generator_finalized.connect(refer)


Referring.__name__ = "referring"
PLUGINS = [Referring]
