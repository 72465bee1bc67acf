"""Ask a person at a terminal for what a record needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from registry.i18n import Catalogue
from registry.new.answers import Answers
from registry.slugs import slug

Read = Callable[[str], str]
"""As ``input``: shows a prompt and gives a line; raises ``EOFError`` or ``KeyboardInterrupt`` to give up."""
Tell = Callable[[str], None]


def ask(name: str, answers: Answers, read: Read, tell: Tell) -> Any:
    """The value of a field that was answered; ``None`` to leave it for later."""
    catalogue, schema = answers.catalogue, answers.field(name)
    title, description = (answers.schema_text(schema, key) for key in ("title", "description"))
    tell(f"\n{title} ({name})\n  {description}")
    choices = answers.choices(name)
    for number, (value, called) in enumerate(choices or (), start=1):
        tell(f"  {number:>2}. {called}" + (f" ({value})" if value != called else ""))
    tell("  " + catalogue.gettext("Enter alone: leave it for later."))
    while True:
        answer = read("> ").strip()
        if not answer:
            return None
        if choices and answer.isdigit() and 1 <= int(answer) <= len(choices):
            answer = choices[int(answer) - 1][0]
        value = answers.value(name, answer)
        wrong = answers.wrong(name, value)
        if wrong is None:
            return value
        tell(f"  {wrong}")


def ask_kind(kinds: Sequence[tuple[str, str]], catalogue: Catalogue, read: Read, tell: Tell) -> str:
    """The name of a kind, of those that are offered as (name, title), or what was answered instead."""
    tell(catalogue.gettext("What is to be made?"))
    for number, (name, title) in enumerate(kinds, start=1):
        tell(f"  {number:>2}. {catalogue.pgettext('schema', title)} ({name})")
    while not (answer := read("> ").strip()):
        pass
    if answer.isdigit() and 1 <= int(answer) <= len(kinds):
        return kinds[int(answer) - 1][0]
    return answer


def ask_id(suggested: str, answers: Answers, read: Read, tell: Tell) -> str:
    """The id, which is the file's name; the suggested one for an empty answer."""
    tell("\n" + answers.catalogue.gettext("The name of the file, which is the end of the page's address."))
    if suggested:
        tell("  " + answers.catalogue.gettext("Enter alone: {id}", id=suggested))
    return read("> ").strip() or suggested


def suggested_id(answers: Answers, data: dict[str, Any]) -> str:
    """The id that a record's fields suggest, as the kind's form makes it; may be empty."""
    fields = (answers.kind.form or {}).get("slug") or [*answers.kind.sort[:1], answers.kind.label]
    parts: list[str] = []
    for field in fields:
        name = next((name for name in field.split("|") if data.get(name)), None)
        if name:
            dated = answers.field(name).get("format", "").startswith("partial-date")
            part = slug(str(data[name])[: len("2026-03-12")] if dated else str(data[name]))
            parts += [part] if part not in parts else []
    return slug(" ".join(parts))
