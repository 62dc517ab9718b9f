"""A cache in front of the site (Varnish, a content network), which a publish purges. None by default."""

from typing import Any

import environ

env = environ.Env()

BACKENDS = "wagtail.contrib.frontend_cache.backends."
WAGTAILFRONTENDCACHE: dict[str, dict[str, Any]] = {}

if location := env("FRONT_CACHE_URL", default=""):
    WAGTAILFRONTENDCACHE["front"] = {
        "BACKEND": f"{BACKENDS}HTTPBackend",
        "LOCATION": location,
    }
if zone := env("CLOUDFLARE_ZONE", default=""):
    WAGTAILFRONTENDCACHE["cloudflare"] = {
        "BACKEND": f"{BACKENDS}CloudflareBackend",
        "ZONEID": zone,
        "BEARER_TOKEN": env("CLOUDFLARE_TOKEN"),
    }
if distribution := env("CLOUDFRONT_DISTRIBUTION", default=""):
    WAGTAILFRONTENDCACHE["cloudfront"] = {
        "BACKEND": f"{BACKENDS}CloudfrontBackend",
        "DISTRIBUTION_ID": distribution,
    }

# How long that cache may answer by itself: what no publish purges (a seat taken, an hour that comes) waits for it.
FRONT_CACHE_SECONDS = env.int("FRONT_CACHE_SECONDS", default=30) if WAGTAILFRONTENDCACHE else 0
