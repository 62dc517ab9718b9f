import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.test import Client, override_settings
from django.urls import path

from config.urls import *  # noqa: F403 – handlers and addresses of the site
from config.urls import urlpatterns as site_urls

FORM = "application/x-www-form-urlencoded"


def echo(request):
    from django.http import HttpResponse

    return HttpResponse(str(len(request.POST)))


def raise_error(error):
    def view(request):
        raise error

    return view


urlpatterns = [
    path("echo/", echo),
    path("admin/echo/", echo),
    path("interdit/", raise_error(PermissionDenied)),
    path("panne/", raise_error(RuntimeError("panne"))),
    path("base-absente/", raise_error(OperationalError("database is locked"))),
    *site_urls,
]

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.editorial.test_errors")]


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("address", ["/%00", "/a%00b/", "/?q=%00", "/echo/?a=b%00", "/echo/?%00=1"])
def test_a_null_byte_in_an_address_is_refused(visitor, address):
    response = visitor.get(address)
    assert response.status_code == 400
    assert "pas compris cette demande" in response.content.decode()


@pytest.mark.parametrize("body", ["nom=%00", "n%00m=a", "nom=\0"])
@pytest.mark.parametrize("address", ["/echo/", "/admin/echo/"])
def test_a_null_byte_in_a_form_is_refused(visitor, address, body):
    assert visitor.post(address, body, content_type=FORM).status_code == 400


@pytest.mark.parametrize("address", ["/echo/", "/admin/echo/"])
def test_a_null_byte_in_a_form_with_files_is_refused(visitor, address):
    assert visitor.post(address, {"nom": "a\0b"}).status_code == 400


@pytest.mark.parametrize("body", ['{"nom": "a\\u0000"}', '{"nom": "\0"}'])
def test_a_null_byte_in_json_is_refused(visitor, body):
    assert visitor.post("/echo/", body, content_type="application/json").status_code == 400


def test_a_null_byte_in_a_cookie_is_refused_before_a_session_is_looked_up(visitor):
    visitor.cookies.load({settings.SESSION_COOKIE_NAME: "abcdefgh\0"})
    assert visitor.get("/admin/").status_code == 400


def test_signing_in_is_a_public_form(visitor):
    body = "&".join(f"f{n}=x" for n in range(201))
    assert visitor.post("/admin/login/", body, content_type=FORM).status_code == 400


@pytest.mark.parametrize("as_form", [True, False])
def test_the_editor_itself_has_a_limit(visitor, as_form):
    fields = {f"f{n}": "x" for n in range(10_001)}
    body = "&".join(f"{name}=x" for name in fields)
    sent = {"data": body, "content_type": FORM} if as_form else {"data": fields}
    assert visitor.post("/admin/echo/", **sent).status_code == 400


def test_a_plain_form_passes(visitor):
    assert visitor.post("/echo/", "nom=Vidal&nom=Roux", content_type=FORM).content == b"1"


@pytest.mark.parametrize(("count", "status"), [(200, 200), (201, 400)])
def test_a_public_form_has_at_most_two_hundred_fields(visitor, count, status):
    fields = {f"f{n}": "x" for n in range(count)}
    body = "&".join(f"{name}=x" for name in fields)
    assert visitor.post("/echo/", body, content_type=FORM).status_code == status
    assert visitor.post("/echo/", fields).status_code == status


def test_the_editor_may_send_more(visitor):
    body = "&".join(f"f{n}=x" for n in range(500))
    assert visitor.post("/admin/echo/", body, content_type=FORM).content == b"500"


@pytest.mark.parametrize("address", ["/echo/", "/admin/echo/"])
def test_a_field_of_three_megabytes_is_too_large(visitor, address):
    heavy = "x" * 3_000_000
    response = visitor.post(address, f"nom={heavy}", content_type=FORM)
    assert response.status_code == 413
    assert "trop lourd" in response.content.decode()


def test_a_field_of_three_megabytes_among_files_is_too_large(visitor):
    assert visitor.post("/echo/", {"nom": "x" * 3_000_000}).status_code == 413


def test_a_broken_form_is_refused(visitor):
    broken = "multipart/form-data"
    assert visitor.post("/echo/", b"x", content_type=broken).status_code == 400


def test_an_unknown_page_offers_a_search_and_ways_on(visitor):
    page = visitor.get("/nulle-part/").content.decode()
    assert 'action="/recherche/"' in page
    assert 'href="/"' in page


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nulle-part/", 404, "Ce chemin ne mène nulle part"),
        ("/interdit/", 403, "Cette page est réservée"),
        ("/panne/", 500, "Une panne, de notre côté"),
        ("/base-absente/", 503, "Le site fait une courte pause"),
    ],
)
def test_an_error_says_in_french_what_happened(visitor, address, status, words):
    response = visitor.get(address)
    assert response.status_code == status
    assert words in response.content.decode()
    assert response.content.decode().count("<h1>") == 1


@pytest.mark.parametrize("address", ["/panne/", "/base-absente/", "/?q=%00"])
def test_a_page_of_trouble_asks_nothing_of_the_database(
    visitor, address, django_assert_num_queries
):
    with django_assert_num_queries(0):
        visitor.get(address)


def test_a_pause_says_when_to_come_back(visitor):
    assert visitor.get("/base-absente/")["Retry-After"] == "60"


def test_a_fault_shows_a_page_even_without_templates(visitor):
    with override_settings(TEMPLATES=[]):
        response = visitor.get("/panne/")
    assert response.status_code == 500
    assert "Une panne" in response.content.decode()


def test_an_expired_form_says_what_to_do():
    careful = Client(enforce_csrf_checks=True)
    response = careful.post("/echo/", {"nom": "Vidal"})
    assert response.status_code == 403
    assert "Ce formulaire a expiré" in response.content.decode()
