"""What is kept aside, and who shares it."""

from typing import Any

import environ

from .places import VAR_DIR

env = environ.Env()

# Pages: shared by the processes of one machine, no query. Limits and locks: shared by all of them.
CACHES: dict[str, dict[str, Any]] = {
    "default": env.cache("CACHE_URL", default=f"filecache://{VAR_DIR / 'cache'}"),
    # The marks of what has changed, which every process reads: editorial/changes.py.
    "changes": env.cache(
        "CACHE_URL", default=f"filecache://{VAR_DIR / 'changements'}?max_entries=5000"
    ),
    # Whole pages, as anonymous visitors see them: editorial/page_cache/.
    "pages": env.cache("CACHE_URL", default=f"filecache://{VAR_DIR / 'pages'}?max_entries=1000"),
    # What is known of each size of each image.
    "renditions": env.cache(
        "CACHE_URL", default=f"filecache://{VAR_DIR / 'renditions'}?max_entries=5000"
    ),
    "limits": env.cache("LIMITS_CACHE_URL", default="dbcache://site_limits?max_entries=100000"),
}

# False: every page is rendered each time.
PAGE_CACHE = env.bool("PAGE_CACHE", default=True)
