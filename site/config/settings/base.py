"""What every environment shares. Each variable read here is described in docs/configuration.md."""

from importlib import import_module
from pathlib import Path
from typing import Any

import environ

from .caches import *  # noqa: F403
from .cms import *  # noqa: F403
from .door import *  # noqa: F403
from .front_cache import *  # noqa: F403
from .logs import *  # noqa: F403
from .places import *  # noqa: F403
from .terms import *  # noqa: F403
from .watch import *  # noqa: F403

env = environ.Env()

# The plugins named here add their rooms below; the site serves without any of them.
PLUGINS: list[str] = env.list("PLUGINS", default=["crm"])
PLUGIN_APPS = [app for plugin in PLUGINS for app in import_module(plugin).APPS]

INSTALLED_APPS = [
    *PLUGIN_APPS,
    "home",
    "news",
    "forum",
    "training",
    "telecentre",
    "desk",
    "newsletter",
    "signin",
    "editorial",
    "editorial.admin_policy",
    "territory",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "signin.apps.AccountsConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail_modeladmin",
    "import_export",
    "django_tasks_db",
    # modeladmin’s filters on foreign keys need it; no address serves it, nothing is discovered.
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    # First, so that refusals, errors and files carry the same headers as pages.
    "editorial.headers.EveryAnswer",
    "editorial.headers.Policy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Nginx does it too, where there is one; Django pads the answer so that its length tells nothing.
    "django.middleware.gzip.GZipMiddleware",
    # Pages that it keeps are compressed once, and hold nothing of anybody.
    "editorial.page_cache.middleware.PageCache",
    "editorial.middleware.RefuseNullBytes",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "signin.middleware.EndOldSessions",
    "signin.middleware.AskSecondFactor",
    "editorial.middleware.KnowTheSite",
    "editorial.middleware.CountReadings",
    "editorial.middleware.KeepRobotsOut",
    "editorial.middleware.FollowOldAddresses",
    "desk.checks.middleware.ShowWhatStops",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "editorial.context_processors.site_frame",
            ],
        },
    },
]

# One file by default; DATABASE_URL moves the same code to PostgreSQL.
DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'pays-de-murat.sqlite3'}")
}
# What is deleted is overwritten: no page of the file keeps it.
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;"
ON_SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if ON_SQLITE:
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": SQLITE_PRAGMAS,
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Wagtail's own jobs run at once; the CRM's letters wait in the database for a worker.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "letters": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
# A mail server that does not answer must not hold the visitor who waits.
EMAIL_TIMEOUT = 10
# True: the process that wrote a letter also sends it, after its commit. For a single machine without a worker.
LETTERS_IN_PROCESS = env.bool("LETTERS_IN_PROCESS", default=False)

# The folder of the territory that this site serves; see fixtures/README.md.
CONTENT_DIR = Path(env("CONTENT_DIR", default=BASE_DIR / "fixtures" / "site"))

# One switch keeps a whole site from search engines: a trial, a copy before it opens.
NOINDEX = env.bool("NOINDEX", default=False)

# The demonstration brings accounts whose passwords are printed on the screen.
DEMO_ALLOWED = env.bool("DEMO", default=True)

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES = [("fr", "Français")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français")]
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "editorial.bundles.StylesheetBundleFinder",
]
MEDIA_URL = "/medias/"
MEDIA_ROOT = Path(env("MEDIA_DIR", default=VAR_DIR / "medias"))
# Archives of the whole site, personal data included: a folder that nobody else reads.
BACKUP_DIR = Path(env("BACKUP_DIR", default=VAR_DIR / "sauvegardes"))
# « private »: papers of families, files to import. No address serves it; a view that checks rights does.
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": env("PRIVATE_DIR", default=str(VAR_DIR / "prive")),
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    # Which files were forgotten, without a name: what a restored backup must forget again. Never in a backup.
    "erasures": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": env("ERASURES_DIR", default=str(VAR_DIR / "effacements")),
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}

CSRF_FAILURE_VIEW = "editorial.views.errors.csrf_failure"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
# How many proxies of ours stand in front: what X-Forwarded-For says beyond them is not believed.
PROXY_HOPS = env.int("PROXY_HOPS", default=0)
# Wagtail's editor posts one field a block; public forms count theirs themselves.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Styles alone are let loose under the admin: editorial/headers.py.
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    },
}

DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="ne-pas-repondre@example.org")
vars().update(env.email("EMAIL_URL", default="consolemail://"))

# Names Wagtail’s own pages; everywhere else the name is that of the identity settings.
WAGTAIL_SITE_NAME = env("SITE_NAME", default="Site")
WAGTAILADMIN_BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000")
# In French on both: SQLite by stems of ours, PostgreSQL by the configuration that a migration makes.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "editorial.search.sqlite"}
    if ON_SQLITE
    else {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "site_french"}
}

IMPORT_EXPORT_USE_TRANSACTIONS = True
