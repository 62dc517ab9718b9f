"""The same headers on every answer: pages, refusals, errors, files; and cookies that nobody else reads."""

from __future__ import annotations

import json

import pytest
from django.conf import settings
from django.test import Client

from editorial.access_log import discreet
from tests.pages import lacking
from tests.test_configuration import COMPLETE, production

FORM = "application/x-www-form-urlencoded"
READ = """
import django, json; django.setup()
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in %s}))
"""


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.urls("tests.editorial.test_errors")
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/echo/", 200),
        ("/?q=%00", 400),
        ("/interdit/", 403),
        ("/nulle-part/", 404),
        ("/panne/", 500),
        ("/base-absente/", 503),
        ("/robots.txt", 200),
        ("/donnees-ouvertes/communes.csv", 200),
        ("/admin/", 302),
    ],
)
def test_every_answer_carries_its_headers(visitor, address, status):
    answer = visitor.get(address)

    assert answer.status_code == status
    assert lacking(answer) == set()


@pytest.mark.django_db
@pytest.mark.urls("tests.editorial.test_errors")
def test_a_form_that_is_too_heavy_is_refused_with_its_headers(visitor):
    answer = visitor.post("/echo/", "nom=" + "x" * 3_000_000, content_type=FORM)

    assert (answer.status_code, lacking(answer)) == (413, set())


def test_a_static_file_carries_its_headers(visitor, settings, tmp_path):
    (tmp_path / "a.css").write_text("p {}")
    settings.STATIC_ROOT, settings.WHITENOISE_AUTOREFRESH = tmp_path, True
    settings.WHITENOISE_USE_FINDERS = False
    answer = Client().get("/static/a.css")

    assert (answer.status_code, lacking(answer)) == (200, set())


@pytest.mark.parametrize("secure", [True, False])
def test_an_invented_host_is_refused_with_its_headers(visitor, settings, secure):
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["murat.example.org"], True
    answer = Client(raise_request_exception=False).get(
        "/sante/", headers={"host": "ailleurs.example"}, secure=secure
    )

    assert (answer.status_code, lacking(answer)) == (400, set())
    assert "Traceback" not in answer.content.decode()


@pytest.mark.django_db
def test_a_browser_is_told_to_come_back_by_https(settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    client = Client()

    told = [client.get("/nulle-part/", secure=True).headers.get("Strict-Transport-Security")]
    told.append(client.get("/sante/").headers.get("Strict-Transport-Security"))

    assert told[0].startswith("max-age=31536000")
    assert told[1] is None


@pytest.mark.django_db
def test_the_camera_alone_is_allowed_and_to_this_site_alone(client):
    allowed = client.get("/robots.txt").headers["Permissions-Policy"].split(", ")

    assert [one for one in allowed if not one.endswith("=()")] == ["camera=(self)"]


def test_production_keeps_its_cookies_to_itself_and_to_https():
    names = [f"{cookie}_COOKIE_{rule}" for cookie in ("SESSION", "CSRF")
             for rule in ("NAME", "SECURE", "SAMESITE", "PATH", "DOMAIN")]  # fmt: skip
    names += ["SESSION_COOKIE_HTTPONLY", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "DEBUG"]
    answer = production("-c", READ % names, **COMPLETE)
    read = json.loads(answer.stdout)

    # A browser takes « __Host- » only when secure, for « / » and without a domain.
    for cookie in ("SESSION", "CSRF"):
        assert read[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
        assert read[f"{cookie}_COOKIE_SECURE"] is True
        assert (read[f"{cookie}_COOKIE_PATH"], read[f"{cookie}_COOKIE_DOMAIN"]) == ("/", None)
        assert read[f"{cookie}_COOKIE_SAMESITE"] in {"Lax", "Strict"}
    assert (read["SESSION_COOKIE_HTTPONLY"], read["SECURE_SSL_REDIRECT"]) == (True, True)
    assert (read["SECURE_HSTS_SECONDS"] >= 31_536_000, read["DEBUG"]) == (True, False)


@pytest.mark.django_db
def test_a_session_is_out_of_reach_of_scripts_and_of_other_sites(client):
    token = client.get("/connexion/").cookies["csrftoken"]

    assert token["samesite"] == settings.SESSION_COOKIE_SAMESITE == "Lax"
    assert settings.SESSION_COOKIE_HTTPONLY


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/.git/HEAD", "/.git/config", "/.env", "/var/pays-de-murat.sqlite3", "/medias/../.env",
     "/static/../../.git/HEAD", "/static/%2e%2e/%2e%2e/.env", "/medias/documents/a.pdf",
     "/manage.py", "/gunicorn.conf.py", "/prive/papers/a.pdf"],
)  # fmt: skip
def test_nothing_of_the_project_is_served(client, address):
    assert client.get(address).status_code in {400, 404}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "where", ["https://ailleurs.example/", "//ailleurs.example", "/\\ailleurs.example"]
)
def test_nobody_is_sent_elsewhere_after_signing_in(client, admin_user, where):
    client.force_login(admin_user)
    answer = client.get("/admin/login/", {"next": where}, follow=True)

    assert answer.redirect_chain
    assert not [url for url, _ in answer.redirect_chain if url.startswith(("//", "/\\", "http"))]


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("/relecture/aZ09-secret_secret/", "/relecture/***/"),
        ("/actualites/le-forum/", "/actualites/le-forum/"),
        ("/a\n127.0.0.1 GET /admin/", "/a?127.0.0.1 GET /admin/"),
        ("/é.xyz", "/é.xyz"),
    ],
)
def test_the_access_log_keeps_no_secret_and_is_not_forged(path, written):
    assert discreet(path) == written
