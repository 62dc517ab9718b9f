"""Fast hashes, letters kept in memory, a database in a file so that threads can meet in it."""

from .base import *  # noqa: F403
from .base import DATABASES, ON_SQLITE, STORAGES, VAR_DIR, env

DEBUG = False
SECRET_KEY = "test-only-key-refused-in-production"  # noqa: S105  # nosec B105
ALLOWED_HOSTS = ["*"]
# Two suites may run at once, each under its own name.
NAME = env("DB_NAME", default="murat")
DATABASES["default"]["TEST"] = {
    "NAME": str(VAR_DIR / f"test-{NAME}.sqlite3") if ON_SQLITE else f"test_{NAME}"
}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"},
    "changes": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "changes",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "whole-pages",
    },
    "renditions": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "renditions",
    },
    "limits": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "limits"},
}
# Tests of other rooms read pages as they are rendered.
PAGE_CACHE = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = VAR_DIR / f"test-medias-{NAME}"
STORAGES["private"]["OPTIONS"]["location"] = str(VAR_DIR / f"test-prive-{NAME}")
STORAGES["erasures"]["OPTIONS"]["location"] = str(VAR_DIR / f"test-effacements-{NAME}")
# Tests of other rooms come in by the window, and travel in time.
SESSION_IDLE_MINUTES = SESSION_HOURS = SUDO_MINUTES = 0
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# A machine that runs many tests at once is slow, not away.
HEALTH_SECONDS = 30
