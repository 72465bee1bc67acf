"""Problems as Markdown: nothing that a record holds becomes markup."""

from __future__ import annotations

from dataclasses import replace

import markdown
import nh3
import pytest
from registry.problem import Severity
from registry.report.as_markdown import COMMENT_LIMIT, MOST, as_markdown, for_comment
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


def page(code: str) -> str:
    return f"https://club.example/messages/{code.lower()}/"


def test_a_comment_counts_what_stood_before_and_lists_the_rest_with_its_explanation() -> None:
    text = for_comment(problems(), catalogue(), help_url=page)
    assert text.startswith(
        "## Check of the records\n\n4 errors, 1 warning, 1 notice (it stood before this change).\n\n- "
    )
    assert "P001" not in text
    assert "**[S010](https://club.example/messages/s010/)**" in text
    assert text.endswith("\n\nIs a message unclear? Leave the proposal as it is, and say so here.\n")


@pytest.mark.parametrize("found", [[], [problem for problem in problems() if problem.severity is not Severity.ERROR]])
def test_only_errors_ask_for_more(found) -> None:
    assert "unclear" not in for_comment(found, catalogue(), help_url=page)


def test_a_comment_has_room_for_the_meaning_of_the_change() -> None:
    text = for_comment(problems("fr") * 1_000, catalogue("fr"), help_url=page)
    assert len(text.encode()) < COMMENT_LIMIT + 1_000
    assert "\n\n… et " in text


def test_nobody_is_notified_by_what_a_record_holds() -> None:
    (problem,) = problems()[1:2]
    text = as_markdown([replace(problem, message="@everyone, x@club.example")], catalogue())
    assert "@\u200beveryone, x@club.example" in text


def test_lines_to_copy_are_kept_as_lines_unless_they_hold_more_than_addresses() -> None:
    (problem,) = problems()[1:2]
    lines = "redirects:\n  - from: /old/\n    to: /new-one/"
    text = as_markdown([replace(problem, hint=f"Add this:\n{lines}"), problem], catalogue())
    block = text.partition("```yaml\n")[2].partition("  ```\n")[0]
    assert [line.removeprefix("  ") for line in block.splitlines()] == lines.splitlines()
    assert markdown.markdown(text).count("<li>") == 2
    told = as_markdown([replace(problem, hint="Add this:\n```\n<b>@you")], catalogue())
    assert "\n  ```" not in told
    assert "<b>" not in told
