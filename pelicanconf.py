"""Settings of Pelican. What a network says of itself stands in its data/network.yaml, not here.

Environment: SITE, the folder that holds data/ and content/ (this one by default); OUTPUT, where the site goes;
SEARCH=0, to build without a search index; PDF=1, to make documents, too.
"""

import os
import sys
from pathlib import Path

_here = Path(__file__).resolve().parent
if str(_here / "plugins") not in sys.path:
    sys.path.insert(0, str(_here / "plugins"))

NETWORK_SITE = os.path.abspath(os.environ.get("SITE") or _here)
NETWORK_PUBLISH = False
# Whether the charter and approved minutes are made as PDF, too: `make pdf` sees to what that needs.
NETWORK_DOCUMENTS = bool(os.environ.get("PDF"))
# What was read and made before: it may be deleted at any time, and costs time only.
NETWORK_CACHE = os.environ.get("CACHE") or os.path.join(_here, ".cache")

PATH = os.path.join(NETWORK_SITE, "content") if os.path.isdir(os.path.join(NETWORK_SITE, "content")) else NETWORK_SITE
# SEARCH=0 builds without a search index.
NETWORK_SEARCH = os.environ.get("SEARCH") != "0"
OUTPUT_PATH = os.path.abspath(os.environ.get("OUTPUT") or "output")
PELICAN_CLASS = "site_build.NetworkPelican"
PLUGINS = [
    "site_build",
    "site_pages",
    "site_api",
    "site_forms",
    "site_feeds",
    "site_files",
    "site_documents",
    "site_addresses",
    "site_origin",
]

THEME = str(_here / "theme")
THEME_STATIC_PATHS: list[str] = []
# The build removes what is no longer made itself, at the end: `pelican -d` must not empty the site before.
DELETE_OUTPUT_DIRECTORY = False
# No feed of Pelican's is made; unset, it would warn that they lack an address.
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
LOCALE = ["C.UTF-8", "C"]
TIMEZONE = "UTC"
