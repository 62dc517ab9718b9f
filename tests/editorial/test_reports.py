"""Accessibility reports: sent by anybody, answered by the site, forgotten after a year."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from editorial.models import AccessibilityReport, LegalSettings
from editorial.retention import forget
from tests.news.factories import a_home_page

pytestmark = pytest.mark.django_db
ADDRESS = "/nous-signaler-un-probleme-d-accessibilite/"


@pytest.fixture
def site():
    a_home_page()
    return Site.objects.get()


def filled(client, **fields):
    """The form as somebody fills it in, half a minute after it opened."""
    with time_machine.travel(timezone.now() - timedelta(seconds=30)):
        shown = client.get(ADDRESS)
    key = shown.context["form"].fresh_key
    return {
        "key": key,
        "address": "/contact/",
        "trouble": "Le bouton est muet.",
        "email": "",
    } | fields


def test_a_report_is_kept_and_told(site, client, mailoutbox, django_capture_on_commit_callbacks):
    legal = LegalSettings.for_site(site)
    legal.accessibility_contact = "acces@example.org"
    legal.save()

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(ADDRESS, filled(client, email="lea@example.org"))

    assert answer.url == f"{ADDRESS}merci/"
    assert AccessibilityReport.objects.get().state == "à traiter"
    assert [mail.to for mail in mailoutbox] == [["acces@example.org"]]
    assert "lea@example.org" not in mailoutbox[0].body


def test_the_same_form_sent_twice_is_one_report(site, client):
    answers = filled(client)
    client.post(ADDRESS, answers)
    client.post(ADDRESS, answers)

    assert AccessibilityReport.objects.count() == 1


def test_a_robot_is_thanked_and_forgotten(site, client):
    client.post(ADDRESS, filled(client, site_web="https://example.org"))

    assert not AccessibilityReport.objects.exists()


@pytest.mark.parametrize("key", ["", "faux", "𝒳", "a" * 9000])
def test_a_form_without_our_key_is_shown_again_with_what_was_typed(site, client, key):
    shown = client.post(ADDRESS, filled(client, key=key)).content.decode()

    assert "Le bouton est muet." in shown
    assert "envoyez-le encore une fois" in shown
    assert not AccessibilityReport.objects.exists()


def test_what_is_missing_is_said_beside_the_field(site, client):
    shown = client.post(ADDRESS, filled(client, trouble="", email="lea@")).content.decode()

    assert "Dites-nous ce qui ne va pas." in shown
    assert "Cette adresse est incomplète" in shown


def test_a_post_without_a_token_is_refused(site):
    assert Client(enforce_csrf_checks=True).post(ADDRESS, {}).status_code == 403


def test_an_answer_is_sent_and_dated(
    site, admin_client, mailoutbox, django_capture_on_commit_callbacks
):
    report = AccessibilityReport.objects.create(
        address="/contact/", trouble="Muet.", email="lea@example.org"
    )
    address = reverse("accessibility_reports:edit", args=[report.pk])

    refused = admin_client.post(address, {"answer": " "})
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(address, {"answer": "Le bouton parle.", "trouble": "Autre chose"})

    report.refresh_from_db()
    assert refused.status_code == 200
    assert report.state == "répondu"
    assert report.trouble == "Muet."
    assert report.answered_by.username == "admin"
    assert mailoutbox[0].to == ["lea@example.org"]
    assert "Le bouton parle." in mailoutbox[0].body


def test_an_answer_has_its_hour():
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessibilityReport.objects.create(address="/", trouble="x", answer="Réponse")


def test_a_report_is_forgotten_after_a_year(site):
    old = timezone.now() - timedelta(days=370)
    AccessibilityReport.objects.create(address="/", trouble="x", received_at=old)
    AccessibilityReport.objects.create(address="/", trouble="y")

    forget(timezone.now())

    assert [one.trouble for one in AccessibilityReport.objects.all()] == ["y"]
