"""axe-core on one page of each kind, light and dark, wide and narrow: no violation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from support.sites import BuiltSites

from browser.pages_of import SKERRYMOOR, UTOPIA, one_of_each

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """tags => axe.run(document, {runOnly: {type: "tag", values: tags}}).then(result => result.violations.map(
    violation => `${violation.id}: ${violation.help}\\n` + violation.nodes.map(
        node => `    ${node.target.join(" ")}\\n    ${node.html.slice(0, 160)}`).join("\\n")))"""


@pytest.fixture(scope="session", params=[(UTOPIA, False), (SKERRYMOOR, True)], ids=["utopia", "skerrymoor"])
def site(request: pytest.FixtureRequest, built_site: BuiltSites) -> Path:
    return built_site(*request.param)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_axe_finds_nothing(
    site: Path, width: int, scheme: str, browser: Browser, axe_source: str, serve_folder: Callable[[Path], str]
) -> None:
    # axe-core is injected: the site's own policy would not let it in.
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    base, found = serve_folder(site), []
    try:
        for url in one_of_each(site):
            page = context.new_page()
            page.goto(base + url)
            page.evaluate(axe_source)
            found += [f"{url} ({width} px, {scheme}): {told}" for told in page.evaluate(RUN, TAGS)]
            page.close()
    finally:
        context.close()
    assert not found, "\n".join(found)
