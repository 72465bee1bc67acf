"""The content security policy of the published site and of its preview."""

from __future__ import annotations

CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
"""As ``<meta>``; a host that takes headers also gets :data:`CSP_HEADER`."""

CSP_HEADER = f"{CSP}; frame-ancestors 'none'"
"""``frame-ancestors`` works as a header only."""
