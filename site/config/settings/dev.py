"""One machine, an embedded database, nothing to install: what `make run` serves."""

from .base import *  # noqa: F403
from .base import VAR_DIR, env

DEBUG = env.bool("DEBUG", default=True)
# A template that is being written shows at once.
PAGE_CACHE = env.bool("PAGE_CACHE", default=not DEBUG)
SECRET_KEY = "dev-only-key-refused-in-production"  # noqa: S105  # nosec B105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
LETTERS_IN_PROCESS = env.bool("LETTERS_IN_PROCESS", default=True)
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "courriels"
# Passkeys on http://localhost: a browser wants https, or that name.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# A trial is not saved every night.
BACKUP_OLD_HOURS = env.int("BACKUP_OLD_HOURS", default=0)
