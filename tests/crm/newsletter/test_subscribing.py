"""Asking for the newsletter and confirming: one e-mail, one button, the same answer to every address."""

import re

import pytest
from django.core import mail
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from crm.consents.models import SuppressionReason
from crm.consents.suppression import suppress
from crm.journal.models import Entry
from crm.letters.delivery import send_due
from crm.letters.models import Letter
from crm.newsletter import services
from crm.newsletter.models import Channel, Subscriber, SubscriberState
from tests.crm.newsletter.factories import PAGE, asked, form, link_of, subscribed
from tests.news.factories import a_home_page
from tests.newsletter.factories import an_index, an_issue
from tests.site_pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tickets():
    caches["limits"].clear()


def link_received():
    send_due()
    return re.search(rf"{PAGE}[\w-]+/", mail.outbox[-1].body)[0]


def test_from_the_form_to_a_confirmed_address_with_its_proof(client):
    answer = client.post(PAGE, form(" Rose@Example.org", origine="f-3"), follow=True)
    row = Subscriber.objects.get()
    assert answer.redirect_chain == [(f"{PAGE}demande/", 302)]
    assert (row.email, row.state, row.origin) == ("rose@example.org", "pending", "f-3")

    link = link_received()
    assert "Confirmer mon abonnement" in client.get(link).content.decode()
    confirmed = client.post(link)

    row.refresh_from_db()
    assert "C’est confirmé" in confirmed.content.decode()
    assert row.state == SubscriberState.CONFIRMED
    assert (row.wording.code, row.wording.version) == ("lettre-abonnement", 1)
    assert row.confirmed_at >= row.asked_at
    assert row.form_key is not None
    moves = Entry.objects.about(row).moves()
    assert [(one.before, one.after) for one in moves] == [("pending", "confirmed")]


def test_a_scanner_that_follows_the_link_confirms_nothing(client):
    row = asked()
    link = link_of(row)

    for verb in (client.get, client.head):
        assert verb(link).status_code == 200

    row.refresh_from_db()
    assert row.state == SubscriberState.PENDING
    answer = client.get(link)
    assert answer["Referrer-Policy"] == "strict-origin"
    assert answer["Cache-Control"] == "no-store"


def test_pressing_the_button_twice_is_once(client):
    row = asked()
    link = link_of(row)

    assert [client.post(link).status_code for _ in range(2)] == [200, 200]

    assert Entry.objects.about(row).moves().count() == 1


def test_every_address_gets_the_same_answer(client):
    asked("attend@example.org")
    subscribed("abonnee@example.org")
    services.leave(subscribed("partie@example.org").email, "lien", timezone.now())
    suppress("opposee@example.org", reason=SuppressionReason.OBJECTION)
    known = ["attend", "abonnee", "partie", "opposee", "inconnue"]

    answers = [client.post(PAGE, form(f"{one}@example.org"), follow=True) for one in known]

    assert len({(one.status_code, str(one.redirect_chain), one.content) for one in answers}) == 1


def test_an_address_that_is_there_already_is_told_so_by_its_own_e_mail(client):
    row = subscribed()
    mail.outbox.clear()

    client.post(PAGE, form())
    send_due()

    assert mail.outbox[-1].subject == "Vous recevez déjà notre lettre"
    row.refresh_from_db()
    assert row.state == SubscriberState.CONFIRMED
    assert Subscriber.objects.count() == 1


def test_the_same_form_twice_is_one_letter(client):
    posted = form()
    for _ in range(3):
        assert client.post(PAGE, posted).status_code == 302

    assert Subscriber.objects.count() == 1
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("typed", ["", "rose", "rose@", "a@b"])
def test_a_bad_address_says_what_to_do_and_loses_nothing(client, typed):
    answer = client.post(PAGE, form(typed, origine="l-4"))

    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="error"' in text
    assert f'value="{typed}"' in text or not typed
    assert 'value="l-4"' in text
    assert not Subscriber.objects.exists()


def test_a_robot_is_thanked_and_nothing_is_kept(client):
    answer = client.post(PAGE, form(site_web="https://spam.example"))

    assert answer.status_code == 302
    assert not Subscriber.objects.exists()


def test_a_connection_that_insists_is_asked_to_wait(client):
    codes = [client.post(PAGE, form(f"a{rank}@example.org")).status_code for rank in range(9)]

    assert codes == [302] * 8 + [429]
    assert Subscriber.objects.count() == 8


def test_an_address_is_not_flooded(client):
    for _ in range(4):
        client.post(PAGE, form())

    assert Letter.objects.count() == 1


def test_a_made_up_origin_keeps_nobody_out(client):
    client.post(PAGE, form(origine="<script>", depuis="footer"))

    row = Subscriber.objects.get()
    assert (row.origin, row.channel) == ("", Channel.FOOTER)


def test_the_page_says_what_becomes_of_the_address_and_is_a_form_for_everybody(client):
    text = client.get(f"{PAGE}?origine=d-ab12").content.decode()

    assert "article 6.1.a du RGPD" in text
    assert 'autocomplete="email"' in text
    assert '<label for="id_email">' in text
    assert 'value="d-ab12"' in text


def test_the_short_form_of_every_page_leads_to_the_whole_one_and_changes_nothing(client):
    a_home_page()
    index = an_index()
    text = text_of(client, an_issue(index))
    [short] = re.findall(r'<form class="footer__form".*?</form>', text, re.DOTALL)
    assert '<label for="footer-email">' in short
    assert 'id="footer-email" type="email" name="email" autocomplete="email"' in short
    assert "csrfmiddlewaretoken" not in short

    outside = Client(enforce_csrf_checks=True)
    answer = outside.post(f"{PAGE}relire/", {"email": "rose@example.org"})

    assert 'value="rose@example.org"' in answer.content.decode()
    assert 'value="footer"' in answer.content.decode()
    assert not Subscriber.objects.exists()
    assert "footer__form" not in answer.content.decode()
