"""The content security policy of the published site and of its preview."""

from __future__ import annotations

_NEVER_FRAMED = "frame-ancestors 'none'"
"""It works as a header only."""

CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
"""As ``<meta>``; a host that takes headers also gets :data:`CSP_HEADER`."""

CSP_HEADER = f"{CSP}; {_NEVER_FRAMED}"

CSP_SEARCH = CSP.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
"""Of the search page alone: the search is a program in WebAssembly, of this site like all scripts."""

CSP_SEARCH_HEADER = f"{CSP_SEARCH}; {_NEVER_FRAMED}"
