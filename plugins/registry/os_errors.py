"""Why the operating system refuses a file: msgids in place of its own words, which are in its own language."""

from __future__ import annotations

import errno
from collections.abc import Mapping

from registry.markers import N_

_REASONS: Mapping[str, str] = {
    "EACCES": N_("you are not allowed to"),
    "EPERM": N_("you are not allowed to"),
    "ENOENT": N_("it is not there"),
    "EEXIST": N_("something of that name is there already"),
    "EISDIR": N_("it is a folder"),
    "ENOTDIR": N_("what should be a folder on the way to it is none"),
    "ENOTEMPTY": N_("the folder is not empty"),
    "ELOOP": N_("it is a link, or a link on the way to it leads round in a circle"),
    "ENAMETOOLONG": N_("its name is too long"),
    "ENOSPC": N_("the disk is full"),
    "EDQUOT": N_("no more room is granted to you on the disk"),
    "EFBIG": N_("it would be too large"),
    "EROFS": N_("the disk can only be read"),
    "EIO": N_("the disk does not work as it should"),
    "EBUSY": N_("another program uses it"),
    "ETXTBSY": N_("another program uses it"),
    "EMFILE": N_("too many files are open"),
    "ENFILE": N_("too many files are open"),
    "ENOMEM": N_("the memory is full"),
    "ESTALE": N_("the disk is no longer reached"),
    "ETIMEDOUT": N_("the disk is no longer reached"),
}


def reason(error: OSError) -> str:
    """The msgid of a reason, to stand behind a colon; the system's name of a rarer error, which no language has."""
    name = errno.errorcode.get(error.errno or 0, "")
    return _REASONS.get(name) or name or str(error)
