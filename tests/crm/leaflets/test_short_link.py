"""`/d/<code>/`: where it leads, and what it counts."""

import pytest
from django.urls import reverse

from crm.leaflets.links import address_of, drawn
from crm.leaflets.models import BatchVisit
from crm.leaflets.services import close_batch
from tests.crm.leaflets.batches import BROWSER, batch

pytestmark = pytest.mark.django_db


def opened(client, code="MURAT", **headers):
    return client.get(f"/d/{code}/", **BROWSER | headers)


def test_it_leads_to_the_page_of_the_batch_with_its_code_and_sets_no_cookie(client, home):
    row = batch(target=home.page_ptr)

    answer = opened(client)

    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("/?origine=d-murat")
    assert not answer.cookies
    assert BatchVisit.objects.get(batch=row).count == 1


def test_small_letters_lead_there_too_and_each_visit_is_one_more_of_the_day(client):
    batch()

    for code in ("MURAT", "murat", "Murat"):
        assert "d-murat" in opened(client, code).headers["Location"]

    assert BatchVisit.objects.get().count == 3


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"HTTP_USER_AGENT": "curl/8.0"},
        {"HTTP_USER_AGENT": ""},
        {"HTTP_SEC_PURPOSE": "prefetch"},
    ],
)
def test_robots_are_led_there_and_not_counted(client, headers):
    batch()

    assert opened(client, **headers).status_code == 302
    assert not BatchVisit.objects.exists()


def test_asking_for_the_headers_alone_counts_nobody(client):
    batch()

    assert client.head("/d/MURAT/", **BROWSER).status_code == 302
    assert client.post("/d/MURAT/", **BROWSER).status_code == 405
    assert not BatchVisit.objects.exists()


def test_a_closed_batch_leads_to_the_site_and_counts_no_longer(client):
    row = batch()
    close_batch(row, by=None)

    assert "origine" not in opened(client).headers["Location"]
    assert not BatchVisit.objects.exists()


def test_a_code_that_was_misread_is_told_kindly(client):
    answer = opened(client, "NEANT")

    assert answer.status_code == 404
    assert "n’est celle d’aucun dépliant" in answer.content.decode()


def test_a_page_that_was_withdrawn_is_not_led_to(client, home):
    row = batch(target=home.page_ptr)
    home.unpublish()

    assert opened(client).headers["Location"] == "/?origine=d-murat"
    assert row.target_id == home.pk


def test_the_code_for_the_printer_is_a_drawing_of_the_whole_address(client):
    row = batch()

    assert address_of(row).endswith("/d/MURAT/")
    assert b"<svg" in drawn(row, "svg")
    assert drawn(row, "png").startswith(b"\x89PNG")
    assert reverse("leaflet_link", args=[row.short_code]) == "/d/MURAT/"
