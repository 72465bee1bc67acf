"""Words for the change between two states of one site."""

from __future__ import annotations

from registry.tell.names import SiteNames
from registry.tell.style import Style
from registry.tell.words import Words
from registry.validate.check import Checked


def site_words(before: Checked, after: Checked, style: Style) -> Words:
    """In the language that the network has now."""
    names = (SiteNames(checked.corpus.kinds, checked.corpus.documents, after.catalogue) for checked in (before, after))
    return Words(after.catalogue, style, *names)
