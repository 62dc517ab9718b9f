"""Refuses to start half-configured: every secret and address comes from the environment."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import CONTENT_SECURITY_POLICY, LOGGING, STORAGES, env

DEBUG = False
if env.bool("DEBUG", default=False):
    raise ImproperlyConfigured("DEBUG ne peut pas être activé en production.")

SECRET_KEY = env("SECRET_KEY", default="")
if len(SECRET_KEY) < 50 or "refused-in-production" in SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY doit être une clé propre à ce site, d’au moins 50 caractères."
    )
# The former keys, while what they wrote is still read.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEMO_ALLOWED = env.bool("DEMO", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS doit nommer les adresses du site.")
CSRF_TRUSTED_ORIGINS = env.list(
    "CSRF_TRUSTED_ORIGINS", default=[f"https://{host}" for host in ALLOWED_HOSTS]
)

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
if env.bool("BEHIND_PROXY", default=True):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    PROXY_HOPS = env.int("PROXY_HOPS", default=1)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=True)
# The editor shows its preview in a frame of this site.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
CONTENT_SECURITY_POLICY["DIRECTIVES"]["upgrade-insecure-requests"] = True

LOGGING["formatters"]["line"]["()"] = "editorial.logs.JsonLine"

STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}


def bucket(name: str, **options: Any) -> dict[str, Any]:
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": name,
            "endpoint_url": env("S3_ENDPOINT_URL", default=None),
            "access_key": env("S3_ACCESS_KEY", default=None),
            "secret_key": env("S3_SECRET_KEY", default=None),
            **options,
        },
    }


if public := env("S3_BUCKET", default=""):
    private = env("S3_PRIVATE_BUCKET", default="")
    if private in ("", public):
        raise ImproperlyConfigured(
            "S3_PRIVATE_BUCKET doit nommer un autre compartiment que S3_BUCKET, fermé au public."
        )
    STORAGES["default"] = bucket(public)
    STORAGES["private"] = bucket(private, default_acl="private", file_overwrite=False)
    STORAGES["erasures"] = bucket(private, default_acl="private", location="effacements")
