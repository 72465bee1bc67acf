"""Files about addresses: site map, robots, redirections, headers for hosts that read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from registry.produce.artefact import Artefact, Rendered, as_is
from registry.render.html import Renderer
from registry.render.links import rebase
from registry.render.policy import CSP_HEADER, CSP_SEARCH_HEADER
from registry.urls import API, output_path
from registry.view.base import View, Views
from registry.view.former import moved_files, redirections
from registry.view.pages import sources


def about_addresses(views: Views, renderer: Renderer) -> Iterator[Artefact]:
    """Files that tell browsers, crawlers and hosts of the site's addresses."""
    site = renderer.site
    with views.registry.reads.apart():
        pairs = redirections(views)
        moved = sorted(moved_files(views))
        yield as_is("sitemap", "sitemap.xml", sitemap([url for url, _ in sources(views)], site, last_changes(views)))
    yield as_is("robots", "robots.txt", robots(site))
    yield as_is("headers", "_headers", headers(site))
    for old, target in pairs:
        view: View = {"target": target, "url": old}
        yield Artefact(f"redirect {old}", partial(dict, view), partial(_redirect_page, renderer), untracked=True)
    if pairs:
        lines = "".join(f"{renderer.base}{old} {renderer.base}{target} 301\n" for old, target in [*pairs, *moved])
        yield as_is("redirects", "_redirects", lines.encode())


def _redirect_page(renderer: Renderer, view: View) -> Rendered:
    """A small page at an old address, for hosts that know no redirections."""
    html = renderer.env.get_template("redirect.html").render(site=renderer.site, page=view)
    return Rendered([(output_path(view["url"]), rebase(html, renderer.base).encode())])


def last_changes(views: Views) -> dict[str, str]:
    """Address → the moment at which what stands there last changed, of records and of their lists."""
    found: dict[str, str] = {}
    for kind in views.registry.kinds.with_pages:
        of_kind = []
        for record in views.registry.of_kind(kind.name):
            moment = views.moments(record)["modified"]
            if moment and not record.data.get("section"):
                found[views.urls.record(kind.name, record.id)] = moment
                of_kind.append(moment)
        if of_kind and kind.url and kind.index == "list":
            found[views.urls.collection(kind.name)] = max(of_kind)
    return found


def sitemap(urls: list[str], site: View, changes: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """Every page but the 404 page, as of the sitemaps.org protocol; paths only while the site has no address.
    ``changes`` has the moments of last changes that are known."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for url in sorted(urls):
        if url != "/404.html":
            moment = f"<lastmod>{changes[url]}</lastmod>" if url in changes else ""
            lines.append(f"<url><loc>{escape(site['url'] + url)}</loc>{moment}</url>")
    return ("\n".join([*lines, "</urlset>"]) + "\n").encode()


def robots(site: View) -> bytes:
    """A preview asks not to be indexed; the published site names its site map."""
    if not site["publish"]:
        return b"User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\nSitemap: {site['url']}/sitemap.xml\n".encode()


def headers(site: View) -> bytes:
    """``_headers`` as several static hosts read it.

    Where several rules fit an address, some hosts take the narrowest, others all: for these, ``!`` takes back what a
    wider rule set (https://developers.cloudflare.com/pages/configuration/headers/).
    """
    base = urlsplit(site["url"]).path
    search = (
        f"{base}{site['urls']['search']}*\n"
        "  ! Content-Security-Policy\n"
        f"  Content-Security-Policy: {CSP_SEARCH_HEADER}\n"
    )
    return (
        "/*\n"
        f"  Content-Security-Policy: {CSP_HEADER}\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Referrer-Policy: strict-origin-when-cross-origin\n"
        "  Permissions-Policy: geolocation=(), camera=(), microphone=()\n"
        + (search if site["search"] else "")
        + f"{base}/theme/*\n"
        "  Cache-Control: public, max-age=31536000, immutable\n"
        f"{base}{API}/*.json\n"
        "  Content-Type: application/json; charset=utf-8\n"
        "  Access-Control-Allow-Origin: *\n"
        f"{base}{API}/*.csv\n"
        "  Content-Type: text/csv; charset=utf-8; header=present\n"
        "  Access-Control-Allow-Origin: *\n"
        f"{base}/version.json\n"
        "  Content-Type: application/json; charset=utf-8\n"
        "  Access-Control-Allow-Origin: *\n"
        f"{base}/sha256sums.txt\n"
        "  Content-Type: text/plain; charset=utf-8\n"
        "  Access-Control-Allow-Origin: *\n"
        "/*.ics\n"
        "  Content-Type: text/calendar; charset=utf-8\n"
        "  Access-Control-Allow-Origin: *\n"
        "/*/atom.xml\n"
        "  Content-Type: application/atom+xml; charset=utf-8\n"
        "  Access-Control-Allow-Origin: *\n"
    ).encode()
