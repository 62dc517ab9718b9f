"""A document reaches the public with the page that uses it: not before, and no longer."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from wagtail.models import PageViewRestriction

from editorial.models import Embargo, StandardPage
from tests.editorial.factories import DocumentFactory
from tests.site_pages import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    return DocumentFactory()


def page_with(document, **fields) -> StandardPage:
    link = f'<p><a linktype="document" id="{document.pk}">Le dossier</a></p>'
    page = StandardPage(title="Le dossier", body=[("paragraph", link)], **fields)
    return published(page)


def status(client, document) -> int:
    return client.get(document.url).status_code


def test_nobody_gets_a_document_that_nothing_uses(client, document):
    assert status(client, document) == 404


def test_a_document_comes_and_goes_with_its_page(client, document):
    page = page_with(document, live=False)
    assert status(client, document) == 404

    page.save_revision().publish()
    assert status(client, document) == 200

    embargo = Embargo.objects.create(page=page, until=timezone.now() + timedelta(hours=1))
    assert status(client, document) == 404

    embargo.until = timezone.now() - timedelta(seconds=1)
    embargo.save()
    assert status(client, document) == 200

    page.refresh_from_db()
    page.unpublish()
    assert status(client, document) == 404


def test_a_page_that_has_expired_keeps_its_document(client, document):
    page_with(document, expire_at=timezone.now() - timedelta(minutes=1))

    assert status(client, document) == 404


def test_the_document_of_a_private_page_is_private(client, document):
    page = page_with(document)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert status(client, document) == 404


def test_one_visible_page_is_enough(client, document):
    page_with(document, live=False)
    page_with(document)

    assert status(client, document) == 200


def test_what_a_live_page_only_says_in_its_draft_is_not_public(client, document):
    page = page_with(DocumentFactory())
    page.body = [("files", {"files": [{"document": document, "title": "", "language": "fr"}]})]
    page.save_revision()
    assert status(client, document) == 404

    page.get_latest_revision().publish()
    assert status(client, document) == 200


def test_who_prepares_documents_sees_them_all_and_keeps_no_copy(admin_client, document):
    response = admin_client.get(document.url)

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


def test_a_member_of_staff_who_does_not_handle_documents_is_a_visitor(client, document):
    client.force_login(User.objects.create_user("advisor", is_staff=True))

    assert status(client, document) == 404


def test_a_document_is_sent_so_that_it_does_no_harm(client, document):
    page_with(document)
    response = client.get(document.url)

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("address", ["999999999/x.pdf", "99999999999999999999999/x.pdf", "0/x"])
def test_an_address_that_names_nothing_is_not_found(client, address):
    assert client.get(f"/documents/{address}").status_code == 404


def test_another_name_is_not_found(client, document):
    page_with(document)

    assert client.get(f"/documents/{document.pk}/autre.pdf").status_code == 404
