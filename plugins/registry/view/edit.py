"""Where a record's source file is, in the repository and in the forge's web editor."""

from __future__ import annotations

from urllib.parse import quote

from registry.view.base import View, Views

_EDITORS = {
    "github": "{url}/edit/{branch}/{path}",
    "gitlab": "{url}/-/edit/{branch}/{path}",
    "forgejo": "{url}/_edit/{branch}/{path}",
}


def edit_link(views: Views, path: str) -> View:
    """``{"path", "url"}``; no URL as long as the network names no repository."""
    repository = views.registry.network.get("repository")
    url = None
    if repository:
        url = _EDITORS[repository["forge"]].format(
            url=repository["url"].rstrip("/"), branch=quote(repository["branch"]), path=quote(path)
        )
    return {"path": path, "url": url}
