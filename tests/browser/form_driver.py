"""Forms as people use them: many at a time in hidden frames of one tab, which costs a third of going to each page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page as Tab

from browser.visits import script

Job = dict[str, Any]
"""See scripts/fill.js; ``url`` is a path of the site."""


@dataclass(frozen=True)
class Found:
    """What a form made of what was filled in."""

    url: str
    id: str
    errors: list[str]
    path: str
    text: str | None
    again: str | None = None


def propose(tab: Tab, served: str, jobs: Iterable[Job]) -> list[Found]:
    """Fill in each form and prepare its proposal."""
    tab.goto(f"{served}/robots.txt")  # the smallest page of the site, that frames may stand in
    return [Found(**found) for found in tab.evaluate(script("fill"), [_whole(job) for job in jobs])]


def _whole(job: Job) -> Job:
    return {**dict.fromkeys(("id", "values", "body", "press", "set", "again")), **job}


IMPORT = """
const load = (name) => import(document.querySelector(`link[rel=modulepreload][href*='/${name}.']`).href);
const definition = JSON.parse(document.getElementById("definition").textContent);
"""
"""Begins an expression that takes functions from the scripts of a form: ``load`` gives a module by its name."""
