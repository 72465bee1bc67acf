"""Which published addresses no longer lead to their page, and where a redirection takes who follows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from registry.compare.sameness import Renamed

Owner = tuple[str, str]
"""What a page is of: kind and id of a record; ``""`` and a name for a page of the program's own."""


@dataclass(frozen=True)
class Addresses:
    """The published addresses of a site. Keys of both tables are addresses as servers may compare them.

    ``pages`` has each address as it is written and its owner, ``redirects`` the old address as it is written and the
    key of the new one. ``unsure(name)`` says that what is called so may be there and could not be read;
    ``redirects_unsure`` that redirections may.
    """

    pages: Mapping[str, tuple[str, Owner]]
    redirects: Mapping[str, tuple[str, str]]
    unsure: Callable[[str], bool] = lambda name: False
    redirects_unsure: bool = False


@dataclass(frozen=True)
class AddressChange:
    """The page at ``before`` is now at ``after`` (``None``: nowhere); ``record`` is (kind, id now) where it is one's.

    ``redirect`` is where redirections lead from there in the end, if that is a published page.
    """

    before: str
    after: str | None
    redirect: str | None
    record: Owner | None = None


def compare_addresses(before: Addresses, after: Addresses, renamed: Renamed) -> list[AddressChange]:
    """Addresses of pages and redirections that were published and are no longer pages, in their order.

    What cannot be read may well be there, and is left out.
    """
    places = {owner: url for url, owner in after.pages.values()}
    found: dict[str, AddressChange] = {}
    for key, (url, (kind, id_)) in before.pages.items():
        owner = (kind, renamed.get((kind, id_), id_))
        if key not in after.pages and not (kind and after.unsure(owner[1])):
            found[key] = AddressChange(url, places.get(owner), _final(key, after), owner if kind else None)
    for key, (source, _) in before.redirects.items():
        if key not in after.pages and key not in after.redirects and not after.redirects_unsure:
            found.setdefault(key, AddressChange(source, None, None))
    return [found[key] for key in sorted(found)]


def _final(key: str, addresses: Addresses) -> str | None:
    seen: set[str] = set()
    while key in addresses.redirects and key not in seen:
        seen.add(key)
        key = addresses.redirects[key][1]
    return addresses.pages[key][0] if key in addresses.pages else None
