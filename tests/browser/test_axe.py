"""axe-core on the fullest page of each template, light and dark, wide and narrow: not one violation."""

from itertools import product
from typing import Literal

from playwright.sync_api import Browser
from support.quiet import ROOT

from browser import axe
from browser.served import Site
from browser.told import told
from browser.visits import context, script

RULES: dict[Literal["light", "dark"], dict[str, object]] = {"light": axe.EVERY, "dark": axe.COLOURS}
NOT_SHOWN = {"base.html", "footer.html", "redirect.html"}


def test_axe_finds_nothing(site: Site, browser: Browser, axe_source: str) -> None:
    problems = []
    # Without motion, or a colour may be measured while it changes.
    with context(browser, reduced_motion="reduce") as made:
        tab = made.new_page()
        for template, url in site.fullest.items():
            tab.goto(site.served + url)
            tab.evaluate(axe_source)
            for width, (scheme, rules) in product((1280, 360), RULES.items()):
                tab.set_viewport_size({"width": width, "height": 900})
                tab.emulate_media(color_scheme=scheme)
                found = tab.evaluate(script("axe"), rules)
                problems += [f"{url} ({template}, {scheme}, {width} px): {problem}" for problem in found]
    assert not problems, told(problems)


def test_every_template_was_looked_at(utopia: Site, skerrymoor: Site) -> None:
    folder = ROOT / "theme" / "templates"
    templates = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    parts = {name for name in templates if name.startswith(("macros/", "paper/"))}  # paper: tests/test_documents.py
    assert templates - parts - NOT_SHOWN == set(utopia.fullest) | set(skerrymoor.fullest)
