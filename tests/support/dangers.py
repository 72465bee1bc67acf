"""What a browser would run, or fetch from elsewhere, in HTML that should hold none of it."""

from __future__ import annotations

from html.parser import HTMLParser

RUNS = ("javascript:", "data:", "vbscript:")
ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "cite", "background", "xlink:href")
WHOLE = ("style", "srcset", "srcdoc", "ping")


class Dangers(HTMLParser):
    """Gathers what could run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: (value or "").strip().lower() for name, value in attrs}
        ours = known.get("src", "").startswith("/theme/") or known.get("type", "").endswith("json")
        if tag in ("iframe", "object", "embed", "style", "base") or (tag == "script" and not ours):
            self.found.append(self.get_starttag_text() or tag)
        for name, value in known.items():
            if name.startswith("on") or name in WHOLE or (name in ADDRESSES and value.startswith(RUNS)):
                self.found.append(f"{tag} {name}={value}")
