"""What the bench serves: the site without its comforts of development, its files as production sends them."""

from config.settings.dev import *  # noqa: F403
from config.settings.dev import STORAGES, VAR_DIR

DEBUG = False
STATIC_ROOT = VAR_DIR / "bench-static"
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
LETTERS_IN_PROCESS = False
