"""HTML as a tagged, accessible PDF: PDF/UA-1 (ISO 14289-1), by WeasyPrint, which is an optional set-up."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from registry.i18n import Catalogue


def missing(catalogue: Catalogue) -> str | None:
    """What this machine lacks to make PDF, in words; None if it lacks nothing."""
    try:
        import weasyprint  # type: ignore[import-untyped,unused-ignore]  # noqa: F401
    except ImportError:
        return catalogue.gettext("To make PDF files, WeasyPrint is missing: make pdf sets it up.")
    except OSError as error:  # a library of the system that it loads
        return catalogue.gettext(
            "To make PDF files, the system library Pango is missing ({reason}).\n"
            "On Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
            "with Homebrew: brew install pango.",
            reason=str(error).partition("\n")[0],
        )
    return None


def pdf(html: str, address: str, file: Callable[[str], bytes | None]) -> bytes:
    """The document. ``address`` is where it is published; ``file`` gives what lies at an address, or None.

    Nothing is fetched from anywhere else, and the bytes follow from ``html`` and those files alone, with the same
    libraries. Raises ``OSError`` where Pango is missing.
    """
    import weasyprint
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped,unused-ignore]

    class Own(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            content = file(url)
            if content is None:
                raise ValueError(url)
            kind = {"css": "text/css", "svg": "image/svg+xml"}.get(url.rpartition(".")[2], "application/octet-stream")
            return URLFetcherResponse(url, content, {"Content-Type": kind})

    # fonttools writes the time into fonts that are embedded: the same page is to be the same file.
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    document = weasyprint.HTML(string=html, base_url=address, url_fetcher=Own())
    made: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return made
