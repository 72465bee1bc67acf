"""Where a record's source file is: in the repository, in the forge's web editor, in the site's form."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from registry.link import Record
from registry.schema.kinds import Kind
from registry.view.base import View, Views


@dataclass(frozen=True)
class Forge:
    """How a forge's web editor is addressed, a folder (``tree``), a ``commit`` or all ``versions`` of a file.

    ``name`` and ``text`` are the parameters that fill in a new file's path and content; an edit page takes no content
    anywhere.
    """

    label: str
    edit: str
    tree: str
    commit: str
    versions: str
    new: str
    name: str
    text: str | None = None


FORGES = {
    # isaacs/github#1527 (filename, value); editing forks the repository where the visitor may not write.
    "github": Forge(
        "GitHub",
        "{url}/edit/{branch}/",
        "{url}/tree/{branch}/",
        "{url}/commit/",
        "{url}/commits/{branch}/",
        "{url}/new/{branch}",
        "filename",
        "value",
    ),
    # gitlab-org/gitlab#594214: the page takes file_name, and no longer any content.
    "gitlab": Forge(
        "GitLab",
        "{url}/-/edit/{branch}/",
        "{url}/-/tree/{branch}/",
        "{url}/-/commit/",
        "{url}/-/commits/{branch}/",
        "{url}/-/new/{branch}",
        "file_name",
    ),
    # docs.gitea.com, Integrations: « Pre-Fill New File name and contents » (go-gitea/gitea#16556, before the fork).
    "forgejo": Forge(
        "Forgejo",
        "{url}/_edit/{branch}/",
        "{url}/src/branch/{branch}/",
        "{url}/commit/",
        "{url}/commits/branch/{branch}/",
        "{url}/_new/{branch}/",
        "filename",
        "value",
    ),
}


def forge(views: Views) -> View | None:
    """``{"name", "label", "edit", "tree", "commit", "new", "name_parameter", "text_parameter"}`` of the network's
    repository; ``edit`` and ``tree`` wait for a path at their end, ``commit`` for an id."""
    repository = views.registry.network.get("repository")
    if not repository:
        return None
    found = FORGES[repository["forge"]]
    place = {"url": repository["url"].rstrip("/"), "branch": quote(repository["branch"])}
    return {
        "name": repository["forge"],
        "label": found.label,
        "edit": found.edit.format(**place),
        "tree": found.tree.format(**place),
        "commit": found.commit.format(**place),
        "new": found.new.format(**place),
        "name_parameter": found.name,
        "text_parameter": found.text,
    }


def edit_link(views: Views, path: str, record: Record | None = None) -> View:
    """``{"path", "url", "form"}``: no URL as long as the network names no repository, no form but for
    records whose kind has one."""
    found = forge(views)
    address = form_link(views, record.kind) if record else None
    return {
        "path": path,
        "url": found["edit"] + quote(path) if found else None,
        "form": f"{address}?id={record.id}" if record and address else None,
    }


def versions_link(views: Views, path: str) -> str | None:
    """Where the forge shows all versions of a file, once the network names its repository."""
    repository = views.registry.network.get("repository")
    if not repository:
        return None
    place = {"url": repository["url"].rstrip("/"), "branch": quote(repository["branch"])}
    return FORGES[repository["forge"]].versions.format(**place) + quote(path)


def data_links(views: Views, kind: Kind | None = None) -> list[View]:
    """``[{"path", "url"}]`` of the file or folder that a page gets its records from; of the folders with all records
    for a page that shows many kinds. No URL without a repository."""
    if kind is None:
        used = (kind for kind in views.registry.kinds if views.registry.of_kind(kind.name))
        paths = sorted({f"{(kind.file or kind.folder or '').partition('/')[0]}/" for kind in used})
    else:
        paths = [kind.file or f"{kind.folder}/"] if views.registry.of_kind(kind.name) else []
    found = forge(views)
    return [
        {"path": path, "url": found["tree" if path.endswith("/") else "edit"] + quote(path) if found else None}
        for path in paths
    ]


def form_link(views: Views, kind: Kind) -> str | None:
    """The empty form of a kind, if it has one."""
    return views.urls.form(kind.name) if kind.form else None


def add_link(views: Views, kind: Kind) -> View | None:
    """``{"label", "url"}`` of the way to add a record of a kind."""
    if not kind.form:
        return None
    label = kind.form["add"]
    return {"label": views.catalogue.pgettext("schema", label), "url": views.urls.form(kind.name)}
