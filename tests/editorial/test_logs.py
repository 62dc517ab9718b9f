"""The technical log: a line is a line, whatever visitors send, and nobody is named in it."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.test import Client, RequestFactory
from django.utils.log import configure_logging
from django.views.debug import ExceptionReporter

from editorial.logs import JsonLine, OneLine
from tests.files import ROOT

FORGED = "Jean\r\nCRITICAL django.security Compte admin ouvert\x1b[2J\x85\u2028fin"


def record(message: str, *args: Any, error: BaseException | None = None) -> logging.LogRecord:
    raised = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("essai", logging.ERROR, "f.py", 1, message, args, raised)


def raised(error: Exception) -> Exception:
    try:
        raise error
    except Exception as caught:
        return caught


@pytest.mark.parametrize("formatter", [OneLine(), JsonLine()])
def test_the_end_of_a_line_in_what_a_visitor_sends_does_not_begin_another(formatter):
    text = formatter.format(record("Refusé à %s", FORGED))

    assert len(text.splitlines()) == 1
    assert not any(ord(sign) < 32 for sign in text)


@pytest.mark.parametrize("formatter", [OneLine(), JsonLine()])
def test_what_breaks_is_told_by_its_kind_and_its_place_never_by_its_words(formatter):
    broken = raised(ValueError(f"{FORGED} Sylvie Rey"))

    text = formatter.format(record("Non écrit", error=broken))

    assert "ValueError" in text
    assert "test_logs.py" in text
    assert "Sylvie" not in text
    assert not any(line.startswith("CRITICAL") for line in text.splitlines())


def test_a_database_tells_what_it_refused_without_the_row():
    words = 'duplicate key violates "one_file"\nDETAIL: Failing row contains (7, Sylvie, Rey).'

    text = JsonLine().format(record("Non écrit", error=raised(IntegrityError(words))))

    assert "one_file" in text
    assert "Sylvie" not in text


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Not Found: /actualites/?q=Sylvie+Rey", "Not Found: /actualites/?…"),
        ("courrier à sylvie.rey@example.org refusé", "courrier à [adresse] refusé"),
        ("rappeler le 06 39 98 12 34 demain", "rappeler le [téléphone] demain"),
        ("Gone: /suivi/vK3x9ZtQpLm2RrB8sWn5aA/", "Gone: /suivi/[lien]/"),
        ("Not Found: /le-forum/les-rencontres-du-teletravail-2011/", None),
    ],
)
def test_nobody_is_named(said, kept):
    assert json.loads(JsonLine().format(record(said)))["message"] == (kept or said)


@pytest.mark.django_db
def test_a_page_that_is_not_found_is_one_line_whatever_its_address_and_browser(capfd):
    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)

    Client().get(
        "/rien%0aCRITICAL%20faux/?nom=Rey", headers={"user-agent": FORGED, "referer": "x@y.fr"}
    )

    (line,) = [one for one in capfd.readouterr().err.splitlines() if "rien" in one]
    assert line.startswith("WARNING django.request")
    assert "Rey" not in line


def test_a_report_of_error_holds_no_value_of_a_form():
    request = RequestFactory().post("/candidater/", {"nom": "Rey", "password": "secret"})
    name = "Sylvie Rey"  # a variable of the frame that fails
    try:
        raise RuntimeError
    except RuntimeError:
        text = ExceptionReporter(request, *sys.exc_info()).get_traceback_text()

    assert name not in text
    assert "secret" not in text
    assert "nom" in text


def test_no_letter_tells_an_error():
    configured = settings.LOGGING["loggers"]["django"]
    handlers = logging.getLogger("django").handlers

    assert configured["handlers"] == []
    assert not any(type(one).__name__ == "AdminEmailHandler" for one in handlers)


def test_in_production_each_line_is_an_object():
    said = (
        "import django; django.setup(); import logging;"
        "logging.getLogger('essai').warning('un\\ndeux'); "
        "from gunicorn.app.wsgiapp import WSGIApplication as App;"
        "import sys; sys.argv = ['gunicorn', 'config.wsgi'];"
        "from gunicorn.glogging import Logger; log = Logger(App().cfg);"
        "log.access_log.info('GET /suivi/vK3x9ZtQpLm2RrB8sWn5aA/ 200'); log.error('a\\nb')"
    )
    run = subprocess.run(
        [sys.executable, "-c", said],
        cwd=ROOT,
        env={
            "PYTHONPATH": "site:.", "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "SECRET_KEY": "k" * 25 + "murat-2011-" * 3, "ALLOWED_HOSTS": "murat.example.org",
        },
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    told = [json.loads(line)["message"] for line in run.stderr.splitlines()]
    assert told == ["un\ndeux", "GET /suivi/[lien]/ 200", "a\nb"]
