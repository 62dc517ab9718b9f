"""The settings: every variable is documented, production refuses to start half-configured."""

import os
import re
import runpy
import subprocess
import sys

import pytest
import redis
from django.conf import settings
from django.core.cache.backends.redis import RedisCache

from editorial.access_log import Discreet
from tests.files import ROOT

READ = re.compile(r"env(?:\.\w+)?\(\s*[\"']([A-Z_0-9]+)[\"']")
DOCUMENTED = re.compile(r"^\| `([A-Z_0-9]+)`", re.MULTILINE)
COMPLETE = {"SECRET_KEY": "k" * 25 + "murat-2011-" * 3, "ALLOWED_HOSTS": "murat.example.org"}
REDIS = "redis://127.0.0.1:6379/9"


def production(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Start Python with the settings of production, and Django in it unless told otherwise."""
    return subprocess.run(
        [sys.executable, *(command or ("-c", "import django; django.setup()"))],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"site{os.pathsep}.",
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            **variables,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_variable_that_is_read_is_documented_and_no_other():
    files = (ROOT / "site/config/settings").glob("*.py")
    read = {name for path in files for name in READ.findall(path.read_text())}
    assert read == set(DOCUMENTED.findall((ROOT / "docs/configuration.md").read_text()))


def test_production_starts_once_it_is_configured():
    answer = production(**COMPLETE)
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY doit être une clé propre à ce site"),
        ({"SECRET_KEY": "dev-only-key-refused-in-production" * 2}, "SECRET_KEY doit être"),
        ({"DEBUG": "true"}, "DEBUG ne peut pas être activé en production"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS doit nommer"),
        ({"SECRET_KEY": "k" * 49}, "SECRET_KEY doit être"),
        ({"S3_BUCKET": "medias"}, "S3_PRIVATE_BUCKET doit nommer"),
        ({"S3_BUCKET": "medias", "S3_PRIVATE_BUCKET": "medias"}, "S3_PRIVATE_BUCKET doit nommer"),
    ],
)
def test_production_refuses_to_start_half_configured(change, sentence):
    answer = production(**COMPLETE | change)
    assert answer.returncode != 0
    assert sentence in answer.stderr


def test_django_has_nothing_to_say_of_production():
    answer = production("manage.py", "check", "--deploy", "--fail-level", "WARNING", **COMPLETE)
    assert (answer.returncode, "no issues" in answer.stdout) == (0, True), answer.stderr


@pytest.mark.parametrize("name", ["WAGTAIL_GRAVATAR_PROVIDER_URL", "WAGTAIL_ENABLE_UPDATE_CHECK"])
def test_the_back_office_calls_no_one(name):
    assert not getattr(settings, name)


def test_pages_can_be_kept_in_redis():
    cache = RedisCache(REDIS, {})
    try:
        cache.set("page", "<h1>Murat</h1>", timeout=5)
    except redis.ConnectionError as absent:
        pytest.skip(f"aucun serveur Redis : {absent}")
    assert cache.get("page") == "<h1>Murat</h1>"


def test_gunicorn_writes_neither_what_is_typed_nor_where_one_comes_from():
    read = runpy.run_path(str(ROOT / "gunicorn.conf.py"))
    written = set(re.findall(r"%\((.+?)\)s", read["access_log_format"]))

    assert written == {"m", "U", "s", "M"}
    assert read["logger_class"] == f"{Discreet.__module__}.{Discreet.__qualname__}"


@pytest.mark.parametrize("address", ["/nulle-part/agenda.ics", "/a/../b.ics", "/nulle-part.ics"])
@pytest.mark.django_db
def test_a_file_that_no_page_answers_is_not_found(client, address):
    assert client.get(address).status_code == 404
