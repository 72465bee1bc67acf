"""A file that cannot be written, or read, in the network's language."""

from __future__ import annotations

from pathlib import Path

from registry.i18n import Catalogue
from registry.os_errors import reason


def unwritable(error: OSError, catalogue: Catalogue, sources: Path | None = None) -> str:
    """One line with the file and the reason; where a file is put in the place of another, with that one.

    What lies in the folder ``sources`` is only read.
    """
    text, path = catalogue.gettext(reason(error)), error.filename2 or error.filename
    if sources and isinstance(path, str) and Path(path).is_relative_to(sources):
        return catalogue.gettext("{address} cannot be read: {reason}.", address=path, reason=text)
    if path is None:
        return catalogue.gettext("The site cannot be written: {reason}.", reason=text)
    return catalogue.gettext("{path} cannot be written: {reason}.", path=path, reason=text)
