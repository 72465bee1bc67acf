"""Make a new record of a site."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from registry.fix.site import attempts_for
from registry.i18n import Catalogue
from registry.new.answers import Answers
from registry.new.names import Refused, date_field, date_in, kind_of, path_of
from registry.new.placeholders import placeholder
from registry.new.questions import Read, ask, ask_id, ask_kind, suggested_id
from registry.new.skeleton import skeleton
from registry.problem import Severity
from registry.project import Project
from registry.report.as_text import as_text
from registry.report.unwritable import unwritable
from registry.schema.kinds import Kind, Kinds
from registry.slugs import slug
from registry.suggest import nearest
from registry.validate.check import Checked, check
from registry.validate.wording import DID_YOU_MEAN


@dataclass(frozen=True)
class Made:
    """The path below the site, what to tell, and whether the record is without errors."""

    path: str
    told: str
    ok: bool


def make(
    root: Path, project: Project, kind_name: str, id_: str, settings: list[str], *, read: Read | None = None
) -> Made:
    """Write a record of a kind. ``settings`` are ``field=value``; ``read`` asks for what is missing.

    Placeholders stand in for what is missing still, and the record is then a draft. Raises :class:`Refused`,
    and what ``read`` raises.
    """
    checked = check(root, project)
    catalogue, kinds = checked.catalogue, checked.corpus.kinds
    kind = kind_of(kind_name, kinds, catalogue) if kind_name else _asked_kind(kinds, catalogue, read)
    attempts = attempts_for(checked)
    answers = Answers(kind, attempts.structure, attempts.values)
    if id_:
        path_of(root, kind, id_, catalogue)
    data = _set(settings, answers)
    _ask(data, answers, id_, read)
    id_ = id_ or _asked_id(root, data, answers, read)
    path = path_of(root, kind, id_, catalogue)
    drafted = _fill(data, answers, id_)
    text = skeleton(answers, data, draft=drafted, schema_path=_schema_path(root, path, kind, project))
    try:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        with (root / path).open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise Refused(unwritable(error, catalogue)) from None
    return _told(root, project, path, kind, id_, drafted)


def _asked_kind(kinds: Kinds, catalogue: Catalogue, read: Read | None) -> Kind:
    """The kind that a person chooses; asked again as long as there is none of that name."""
    offered = [kind for kind in kinds if kind.folder]
    if read is None:
        names = "|".join(kind.name for kind in offered)
        raise Refused(catalogue.gettext("Say what to make: KIND={kinds}.", kinds=names))
    while True:
        answer = ask_kind([(kind.name, str(kind.schema["title"])) for kind in offered], catalogue, read, print)
        try:
            return kind_of(answer, kinds, catalogue)
        except Refused as refused:
            print(f"  {refused}")


def _set(settings: list[str], answers: Answers) -> dict[str, Any]:
    """The fields that were given, checked."""
    data: dict[str, Any] = {}
    catalogue, fields = answers.catalogue, answers.kind.schema["properties"]
    for setting in settings:
        name, equals, answer = setting.partition("=")
        if not equals or name not in fields:
            near = nearest(name, fields)
            told = catalogue.gettext("There is no field “{field}” here.", field=name)
            raise Refused(f"{told} {catalogue.format(DID_YOU_MEAN, near=near)}" if near else told)
        value = answers.value(name, answer)
        if wrong := answers.wrong(name, value):
            raise Refused(f"{name}: {wrong}")
        data[name] = value
    return data


def _ask(data: dict[str, Any], answers: Answers, id_: str, read: Read | None) -> None:
    """Ask for each field that is needed, those included that an answer makes necessary."""
    dated = date_field(answers.kind)
    if dated and dated not in data and date_in(id_):
        data[dated] = date_in(id_)
    left: set[str] = set()
    while read is not None and (missing := [name for name in answers.missing(data) if name not in left]):
        value = ask(missing[0], answers, read, print)
        if value is None:
            left.add(missing[0])
        else:
            data[missing[0]] = value


def _asked_id(root: Path, data: dict[str, Any], answers: Answers, read: Read | None) -> str:
    """The id that a person gives or accepts; asked again as long as it cannot be one."""
    catalogue, suggested = answers.catalogue, suggested_id(answers, data)
    if read is None:
        example = suggested or slug(catalogue.gettext("name of the file"))
        raise Refused(catalogue.gettext("Give the file a name: ID={id}.", id=example))
    while True:
        id_ = ask_id(suggested, answers, read, print)
        try:
            path_of(root, answers.kind, id_, catalogue)
        except Refused as refused:
            print(f"  {refused}")
        else:
            return id_


def _fill(data: dict[str, Any], answers: Answers, id_: str) -> bool:
    """Put placeholders where something is still missing; whether any was put."""
    drafted = False
    while missing := answers.missing(data):
        value = placeholder(missing[0], answers, date_in(id_) or str(date.today().year))
        if value is None:
            target = answers.field(missing[0]).get("x-ref", "")
            raise Refused(
                answers.catalogue.gettext(
                    "“{field}” needs a record that is there: make {kind} first.", field=missing[0], kind=target
                )
            )
        data[missing[0]] = value
        drafted = True
    return drafted


def _schema_path(root: Path, path: str, kind: Kind, project: Project) -> str | None:
    """The way from the record's folder to its schema, if both lie in the project and editors know the language."""
    folder = (root / path).resolve().parent
    if kind.format != "yaml" or not folder.is_relative_to(project.root):
        return None
    return Path(os.path.relpath(project.schemas / f"{kind.name}.schema.json", folder)).as_posix()


def _told(root: Path, project: Project, path: str, kind: Kind, id_: str, drafted: bool) -> Made:
    checked: Checked = check(root, project)
    catalogue = checked.catalogue
    lines = [catalogue.gettext("{path} is written.", path=path)]
    if drafted:
        lines.append(
            catalogue.gettext(
                "Fill it in, then take the line “draft: true” away. "
                "make check tells what is wrong, make serve shows the page."
            )
        )
    else:
        lines.append(
            catalogue.gettext("Fill in what you know. make check tells what is wrong, make serve shows the page.")
        )
    if date_field(kind) and not date_in(id_):
        lines.append(
            catalogue.gettext(
                "These records are found more easily if their name begins with the date: {id}.", id=f"2026-03-12-{id_}"
            )
        )
    problems = [problem for problem in checked.problems if problem.path == path]
    if problems:
        lines += ["", as_text(problems, catalogue, root).rstrip("\n")]
    return Made(path, "\n".join(lines), not any(problem.severity is Severity.ERROR for problem in problems))
