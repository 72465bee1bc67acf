"""Files about addresses: site map, robots, redirections, headers for hosts that read them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from jinja2 import Environment

from registry.link import Registry
from registry.render.links import rebase
from registry.render.policy import CSP_HEADER
from registry.urls import output_path
from registry.view.base import View


def sitemap(pages: list[View], site: View) -> bytes:
    """Every page but the 404 page, as of the sitemaps.org protocol; paths only while the site has no address."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for page in sorted(pages, key=lambda page: str(page["url"])):
        if page["url"] != "/404.html":
            lines.append(f"<url><loc>{escape(site['url'] + page['url'])}</loc></url>")
    return ("\n".join([*lines, "</urlset>"]) + "\n").encode()


def robots(site: View) -> bytes:
    """A preview asks not to be indexed; the published site names its site map."""
    if not site["publish"]:
        return b"User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\nSitemap: {site['url']}/sitemap.xml\n".encode()


def redirections(registry: Registry) -> list[tuple[str, str]]:
    """(old, final address) of each redirection; chains are shortened."""
    found = registry.find("redirects", "redirects")
    table = {entry["from"]: entry["to"] for entry in (found.data.get("redirects", []) if found else [])}
    result = []
    for old, target in sorted(table.items()):
        while target in table:
            target = table[target]
        result.append((old, target))
    return result


def redirect_pages(registry: Registry, env: Environment, site: View) -> Iterator[tuple[str, bytes]]:
    """A small page at each old address, for hosts that know no redirections, and a ``_redirects`` file."""
    base = urlsplit(site["url"]).path
    pairs = redirections(registry)
    for old, target in pairs:
        html = env.get_template("redirect.html").render(site=site, page={"target": target, "url": old})
        yield output_path(old), rebase(html, base).encode()
    if pairs:
        yield "_redirects", "".join(f"{base}{old} {base}{target} 301\n" for old, target in pairs).encode()


def headers() -> bytes:
    """``_headers`` as several static hosts read it."""
    return (
        "/*\n"
        f"  Content-Security-Policy: {CSP_HEADER}\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Referrer-Policy: strict-origin-when-cross-origin\n"
        "  Permissions-Policy: geolocation=(), camera=(), microphone=()\n"
        "/theme/*\n"
        "  Cache-Control: public, max-age=31536000, immutable\n"
        "/api/*\n"
        "  Access-Control-Allow-Origin: *\n"
    ).encode()
