"""The history of a site, read once and kept by commit: a later run reads the new commits only."""

from __future__ import annotations

import marshal
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from registry.cache.store import Store
from registry.dates import format_date
from registry.load.moves import Moves, moves
from registry.past import Past

if TYPE_CHECKING:
    from registry.validate.check import Checked

_KEY = b"known"


@dataclass(frozen=True)
class Wishes:
    """What a network wants of its history: in which ``language`` and time ``zone`` it is told, with the names of
    ``authors`` or without, from which ``since`` (a date) on; and whether it wants it at all."""

    language: str
    zone: str
    shown: bool = True
    authors: bool = False
    since: str = ""

    @classmethod
    def of(cls, checked: Checked) -> Wishes:
        """As ``network.yaml`` has them."""
        network = checked.corpus.one("network")
        data: dict[str, Any] = network.data if network else {}
        history = data.get("history", {})
        zone = data.get("place", {}).get("timezone", "UTC")
        options = history.get("shown", True), history.get("authors", False), str(history.get("since", ""))
        return cls(checked.catalogue.language, zone, *options)

    @property
    def section(self) -> str:
        """Where what is told so is kept."""
        return f"history {self.language} {self.zone} {self.authors:d}"


class Historian:
    """Knows the history of the site below ``root``. ``store`` remembers it for later runs, and this object as long as
    nothing moved."""

    def __init__(self, root: Path, store: Store) -> None:
        self._root, self._store = root, store
        self._last: tuple[Moves, Wishes, Past | None] | None = None
        self._reason = ""

    def past(self, checked: Checked) -> Past | None:
        """The history up to what is checked out; ``None`` where there is none, or none is wanted."""
        wishes, now = Wishes.of(checked), moves(self._root)
        if self._last is None or self._last[:2] != (now, wishes):
            self._last = (now, wishes, self._find(checked, wishes) if wishes.shown and now else None)
        return self._last[2]

    def remark(self, checked: Checked) -> str:
        """What an editor should know of the history: that it cannot be read, or not all of it; nothing if all is well
        or there is no repository."""
        past, catalogue = self.past(checked), checked.catalogue
        if self._reason:
            return catalogue.gettext("The history of the records is not shown: {reason}", reason=self._reason)
        if past is None or past.begins is None:
            return ""
        date = format_date(datetime.fromtimestamp(past.begins, UTC).date().isoformat(), catalogue.language)
        return catalogue.gettext(
            "This copy of the repository lacks older commits: what changed before {date} is not told.", date=date
        )

    def _find(self, checked: Checked, wishes: Wishes) -> Past | None:
        from registry.history.log import NoHistory

        self._reason = ""
        try:
            past = self._known(checked, wishes)
        except NoHistory as error:
            self._reason = str(error)
            return None
        return past.since(wishes.since) if wishes.since else past

    def _known(self, checked: Checked, wishes: Wishes) -> Past:
        from registry.history.log import is_on_main_line, steps, tip
        from registry.history.walk import Known

        found = tip(self._root)
        row = self._store.get(wishes.section, _KEY)
        known = Known(*marshal.loads(row)) if row else Known()
        if known.commit == found.commit and (known.prefix, known.shallow) == (found.prefix, found.shallow):
            return known.past()
        goes_on = (
            known.commit
            and (known.prefix, known.shallow) == (found.prefix, found.shallow)
            and is_on_main_line(self._root, known.commit, found.commit)
        )
        if not goes_on:
            known = Known(prefix=found.prefix, shallow=found.shallow)
        new = steps(self._root, found, known.commit or None, authors=wishes.authors)
        self._walk(checked, wishes, known, new)
        known.commit = found.commit
        self._store.change(wishes.section, [(_KEY, marshal.dumps(tuple(vars(known).values()), 2))])
        return known.past()

    def _walk(self, checked: Checked, wishes: Wishes, known: Any, new: list[Any]) -> None:
        from registry.history.blobs import blobs
        from registry.history.walk import Walk

        current = {document.digests[0]: document for document in checked.corpus.documents}
        walk = Walk(checked.corpus.kinds, checked.catalogue, ZoneInfo(wishes.zone), known, current)
        walk.go(new, blobs(self._root, list(walk.wanted(new))))
