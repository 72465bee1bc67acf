"""Problems as Markdown: nothing that a record holds becomes markup."""

from __future__ import annotations

import markdown
import nh3
from registry.report.as_markdown import MOST, as_markdown
from support.problems import catalogue, problems


def test_a_count_then_each_problem_with_its_place_and_hint() -> None:
    text = as_markdown(problems()[1:2], catalogue())
    assert text == (
        "## Check of the records\n\n1 warning.\n\n"
        "- ⚠️ `data/network.yaml:1:1` **P002** The address of the site (site\\_url) is not known.  \n"
        "  Add site\\_url to data/network.yaml: https://www.example.org.\n"
    )


def test_what_a_record_holds_stays_letters() -> None:
    html = markdown.markdown(as_markdown(problems(), catalogue()))
    assert nh3.clean(html, tags={"h2", "p", "ul", "li", "code", "strong", "br"}) == html.replace("<br />", "<br>")
    assert "&lt;b&gt;*{0}* [a](1)" in html


def test_paths_begin_at_the_root_of_the_repository() -> None:
    assert "`networks/one/data/network.yaml:1:1`" in as_markdown(problems(), catalogue(), "networks/one/")


def test_a_very_long_list_is_cut() -> None:
    text = as_markdown(problems() * 100, catalogue("fr"))
    assert text.count("\n- ") == MOST
    assert text.endswith("\n\n… et 300 autres.\n")


def test_no_problem_is_said() -> None:
    assert as_markdown([], catalogue()) == "## Check of the records\n\nNo problem found.\n"
