"""How gunicorn logs: `gunicorn --config python:config.serving config.wsgi`.

The method, the path without its query, the status, the milliseconds. Neither the address of the visitor,
nor the browser, nor where they come from.
"""

from typing import Any

accesslog = "-"
access_log_format = "%(m)s %(U)s %(s)s %(M)s ms"
logconfig_dict: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "editorial.logs.JsonLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        name: {"handlers": ["console"], "level": "INFO", "propagate": False}
        for name in ("gunicorn.error", "gunicorn.access")
    },
}
