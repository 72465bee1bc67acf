"""What a publication needs and a preview can do without."""

from __future__ import annotations

from collections.abc import Iterator

from registry.legal import missing_legal_fields
from registry.problem import Finding
from registry.validate.context import Context


def legal_notice_is_complete(context: Context) -> Iterator[Finding]:
    """The legal notice is complete: a warning in preview, an error in publish."""
    network = context.corpus.one("network")
    missing = missing_legal_fields(network.data) if network and not network.broken else []
    if network and missing:
        yield network.finding("P001", ("legal_notice",), of_key=True, missing=", ".join(missing))


def site_has_an_address(context: Context) -> Iterator[Finding]:
    """The address of the published site is known: a warning in preview, an error in publish."""
    network = context.corpus.one("network")
    if network and not network.broken and "site_url" not in network.data:
        yield network.finding("P002", ("site_url",), of_key=True)
