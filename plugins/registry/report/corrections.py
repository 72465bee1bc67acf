"""What was corrected, file by file, for a person at a terminal."""

from __future__ import annotations

from itertools import groupby

from registry.fix.site import Change, Fixed
from registry.i18n import Catalogue
from registry.report.as_text import PLAIN, Style, clean, summary


def corrections(fixed: Fixed, left: list[str], catalogue: Catalogue, style: Style = PLAIN, *, dry: bool = False) -> str:
    """Each file with its lines before and after, then what remains; ``left`` names files that were not written."""
    untouched = {fixed.renamed.get(path, path) for path in left}
    shown = [change for change in fixed.changes if change.path not in untouched]
    parts = []
    for path, changes in groupby(
        sorted(shown, key=lambda change: (change.path, change.line)), lambda change: change.path
    ):
        parts.append(
            style.paint(clean(path), "\x1b[1m") + "\n" + "".join(_lines(change, catalogue, style) for change in changes)
        )
    for path in left:
        parts.append(
            catalogue.gettext("{path}: changed meanwhile, or not an ordinary file; it is left alone.", path=clean(path))
            + "\n"
        )
    if not shown:
        parts.append(catalogue.gettext("Nothing here can be corrected with certainty.") + "\n")
    elif dry:
        count = catalogue.ngettext(
            "{n} correction possible; nothing was written.",
            "{n} corrections possible; nothing was written.",
            len(shown),
        )
        parts.append(count + "\n")
    else:
        parts.append(catalogue.ngettext("{n} correction made.", "{n} corrections made.", len(shown)) + "\n")
    if fixed.checked.problems:
        parts.append(
            catalogue.gettext("What remains (make check tells it):")
            + " "
            + summary(fixed.checked.problems, catalogue, style)
            + "\n"
        )
    return "\n".join(parts)


def _lines(change: Change, catalogue: Catalogue, style: Style) -> str:
    if change.note:
        return f"  {catalogue.format(change.note, name=change.name)}\n"
    before, after = (clean(text.replace("\t", "⇥")) for text in (change.before, change.after))
    old, new = style.paint(f"- {before}", "\x1b[31m"), style.paint(f"+ {after}", "\x1b[32m")
    return f"{change.line:>5} {old}\n      {new}\n"
