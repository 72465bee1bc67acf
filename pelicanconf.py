"""Settings of Pelican. What a network says of itself stands in its data/network.yaml, not here.

Environment: SITE, the folder that holds data/ and content/ (this one by default); OUTPUT, where the site goes.
"""

import os
import sys
from pathlib import Path

_here = Path(__file__).resolve().parent
if str(_here / "plugins") not in sys.path:
    sys.path.insert(0, str(_here / "plugins"))

NETWORK_SITE = os.path.abspath(os.environ.get("SITE") or _here)
NETWORK_PUBLISH = False

PATH = os.path.join(NETWORK_SITE, "content") if os.path.isdir(os.path.join(NETWORK_SITE, "content")) else NETWORK_SITE
OUTPUT_PATH = os.path.abspath(os.environ.get("OUTPUT") or "output")
PLUGINS = ["site_build", "site_pages", "site_api", "site_files", "site_addresses"]

# Pelican's own generators have nothing to do: no article, no page, no template, no static file, no feed of theirs.
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
THEME = str(_here / "theme")
THEME_STATIC_PATHS: list[str] = []
CACHE_CONTENT = False
DELETE_OUTPUT_DIRECTORY = False
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ARCHIVES_SAVE_AS = AUTHORS_SAVE_AS = ""
CATEGORIES_SAVE_AS = TAGS_SAVE_AS = YEAR_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_SAVE_AS = DAY_ARCHIVE_SAVE_AS = ""
TYPOGRIFY = False
SITEURL = ""
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
LOCALE = ["C.UTF-8", "C"]
