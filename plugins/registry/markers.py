"""Markers for texts that are translated later: they return their text, the extraction finds them."""

from __future__ import annotations


def N_(text: str) -> str:
    """A message for :meth:`Catalogue.gettext`."""
    return text


def pN_(context: str, text: str) -> str:
    """A message for :meth:`Catalogue.pgettext` in ``context``."""
    return text
