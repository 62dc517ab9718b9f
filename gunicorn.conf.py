"""What gunicorn reads by itself when it starts here; the command line has the last word.

One JSON object a line: the method, the path without its query nor its secret link, the status, the milliseconds.
Neither the address of the visitor, nor the browser, nor the page they come from.
"""

from typing import Any

pythonpath = "site"
control_socket_disable = True
accesslog = "-"
logger_class = "editorial.access_log.Discreet"
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
