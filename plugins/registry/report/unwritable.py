"""A file that cannot be written, in the network's language."""

from __future__ import annotations

from registry.i18n import Catalogue
from registry.os_errors import reason


def unwritable(error: OSError, catalogue: Catalogue) -> str:
    """One line with the file and the reason; where a file is put in the place of another, with that one."""
    text = catalogue.gettext(reason(error))
    return catalogue.gettext("{path} cannot be written: {reason}.", path=error.filename2 or error.filename, reason=text)
