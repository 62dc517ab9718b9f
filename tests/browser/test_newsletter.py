"""Somebody receives the newsletter: asked for at the foot of a page, confirmed, received, left."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import caches
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from crm.letters.delivery import send_due
from crm.newsletter import issues
from crm.newsletter.models import Subscriber, SubscriberState
from editorial import form_key
from tests.crm.factories import UserFactory
from tests.news.factories import a_home_page
from tests.newsletter.factories import an_index, an_issue

pytestmark = pytest.mark.django_db(transaction=True)


def path_in(body, pattern):
    return re.search(pattern, body)[0]


def fits(page):
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_from_the_foot_of_a_page_to_the_last_letter(live_server, phone, axe):
    caches["limits"].clear()
    a_home_page()
    issue = an_issue(an_index(), title="Venir voir")
    phone.goto(f"{live_server.url}/lettre/{issue.slug}/")
    axe(phone)
    fits(phone)
    phone.get_by_label("Votre adresse électronique").fill("rose@example.org")
    phone.get_by_role("contentinfo").get_by_role("button", name="Recevoir la lettre").click()
    expect(phone.get_by_label("Adresse électronique")).to_have_value("rose@example.org")
    axe(phone)
    fits(phone)
    # A person takes more than three seconds: the key of this page is aged instead.
    aged = form_key.issue(timezone.now() - timedelta(seconds=20)).sign()
    phone.locator("[name=key]").evaluate("(field, key) => { field.value = key }", aged)
    phone.get_by_role("button", name="Recevoir la lettre").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Regardez vos courriels")

    call_command("worker", "--once")
    phone.goto(live_server.url + path_in(mail.outbox[-1].body, r"/lettre/abonnement/[\w-]+/"))
    axe(phone)
    phone.get_by_role("button", name="Confirmer mon abonnement").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("C’est confirmé")

    issues.send(issue, by=UserFactory())
    send_due(timezone.now() + timedelta(minutes=1))
    letter = mail.outbox[-1]
    assert letter.to == ["rose@example.org"]
    phone.goto(live_server.url + path_in(letter.body, r"/desabonnement/[^\s/]+/"))
    phone.get_by_role("button", name="Oui, me désabonner").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("C’est fait")
    assert Subscriber.objects.get().state == SubscriberState.UNSUBSCRIBED
