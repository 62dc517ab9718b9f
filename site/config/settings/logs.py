"""What the site writes about itself while it runs."""

from typing import Any

import environ

env = environ.Env()

# One line an event, that nobody forges, without anything of anybody: editorial/logs.py.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "editorial.logs.OneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {
        # Django would write to ADMINS what visitors typed: errors go to the log alone.
        "django": {"handlers": [], "level": "INFO"},
        # One line a page published, a task done and a step of a drawing says nothing to who reads the log.
        **{
            name: {"level": "WARNING"}
            for name in ("wagtail", "django_tasks", "weasyprint.progress")
        },
    },
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "editorial.logs.NoValues"
