"""The search index: what pages say is to be found, made into an index by Pagefind, kept while nothing of it changes.

It is made after the pages, of which it is no part: a site without it is whole, and an edit never waits for it.
"""

from importlib.util import find_spec


def available() -> bool:
    """Whether there is a Pagefind for this machine."""
    return find_spec("pagefind_bin") is not None
