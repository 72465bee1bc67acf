"""Which kind and which id are meant, or why not."""

from __future__ import annotations

import os
import re
from pathlib import Path

from registry.i18n import Catalogue
from registry.load.files import is_id
from registry.schema.kinds import Kind, Kinds
from registry.slugs import MAX_ID, slug
from registry.suggest import nearest

_DATE = re.compile(r"\A([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)(?:-|\Z)")


class Refused(Exception):
    """No record can be made; the text says why, in the network's language."""


def kind_of(name: str, kinds: Kinds, catalogue: Catalogue) -> Kind:
    """The kind that is called so, by its name or its title. Raises :class:`Refused`."""
    called: dict[str, Kind] = {}
    for kind in kinds:
        titles = (kind.schema["title"], kind.title)
        for word in (kind.name, kind.plural, *titles, *(catalogue.pgettext("schema", title) for title in titles)):
            called.setdefault(slug(word), kind)
    found = called.get(slug(name))
    if found is None:
        known = ", ".join(kind.name for kind in kinds if kind.folder)
        told = catalogue.gettext("There is no kind of record “{name}”. The kinds are: {known}.", name=name, known=known)
        near = nearest(name, called)
        raise Refused(f"{told} {_did_you_mean(called[near].name, catalogue)}" if near else told)
    if not found.folder:
        raise Refused(catalogue.gettext("All of this stands in one file, {file}: add to it there.", file=found.file))
    return found


def path_of(root: Path, kind: Kind, id_: str, catalogue: Catalogue) -> str:
    """The path of the new file below the site, where there is none. Raises :class:`Refused`."""
    if not is_id(id_):
        told = catalogue.gettext(
            "“{id}” cannot be part of an address: small letters without accents, digits and hyphens only, "
            "{limit} at most.",
            id=id_,
            limit=MAX_ID,
        )
        near = slug(os.path.splitext(id_)[0] if id_.endswith((".yaml", ".yml", ".md")) else id_)
        raise Refused(f"{told} {_did_you_mean(near, catalogue)}" if near else told)
    path = f"{kind.folder}/{id_}{kind.suffix}"
    folder = root
    for part in str(kind.folder).split("/"):
        folder /= part
        if folder.is_symlink() or (os.path.lexists(folder) and not folder.is_dir()):
            raise Refused(catalogue.gettext("“{path}” is not an ordinary folder.", path=kind.folder))
    for name in sorted(os.listdir(folder)) if folder.is_dir() else ():
        if os.path.splitext(name)[0].casefold() == id_:
            raise Refused(catalogue.gettext("There is a file already: {path}.", path=f"{kind.folder}/{name}"))
    return path


def date_in(id_: str) -> str | None:
    """The date that an id begins with: ``2026-03-12-housing`` → ``2026-03-12``."""
    found = _DATE.match(id_)
    return found[1] if found else None


def date_field(kind: Kind) -> str | None:
    """The field whose date belongs at the beginning of an id: the one that the kind's lists are sorted by."""
    first = kind.sort[0] if kind.sort and kind.index == "list" else ""
    form = kind.schema.get("properties", {}).get(first, {}).get("format")
    return first if form in ("partial-date", "partial-datetime") else None


def _did_you_mean(near: str, catalogue: Catalogue) -> str:
    return catalogue.gettext("Did you mean “{near}”?", near=near)
