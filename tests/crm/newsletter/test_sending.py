"""Sending an issue from the desk: seen first, tried on oneself, launched once, left in two steps."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from crm.consents.models import Consent, Purpose, SuppressionReason
from crm.consents.services import note
from crm.consents.suppression import suppress
from crm.journal.refusal import Refused
from crm.letters.delivery import send_due
from crm.letters.models import Letter
from crm.mailings.models import Mailing
from crm.newsletter import issues
from crm.newsletter.models import SubscriberState
from crm.newsletter.services import leave
from tests.crm.factories import UserFactory, make_person
from tests.crm.newsletter.factories import asked, subscribed
from tests.news.factories import a_home_page
from tests.newsletter.factories import an_index, an_issue

pytestmark = pytest.mark.django_db

DESK = "/admin/communication/lettre/"


@pytest.fixture
def issue():
    a_home_page()
    return an_issue(an_index(), title="Venir voir", subject="Venir voir avant de décider")


@pytest.fixture
def writer():
    return UserFactory(groups=["Chargés de communication"], email="claire@example.org")


@pytest.fixture
def desk(writer):
    client = Client()
    client.force_login(writer)
    return client


def text(answer):
    return re.sub("\u00a0|\u202f|&nbsp;", " ", answer.content.decode())


def delivered():
    """The letters of mailings that leave within a minute; those that ask to confirm have no page."""
    send_due(timezone.now() + timedelta(minutes=1))
    return {one.to[0]: one for one in mail.outbox if getattr(one, "alternatives", None)}


def test_an_issue_leaves_for_those_who_agree_and_the_others_are_counted(desk, issue):
    person = make_person(first_name="Ada", email="ada@example.org")
    note(person, Purpose.NEWSLETTER, given=True, channel="au téléphone")
    subscribed("rose@example.org")
    subscribed("opposee@example.org")
    asked("attend@example.org")
    suppress("opposee@example.org", reason=SuppressionReason.OBJECTION)

    page = text(desk.get(f"{DESK}{issue.pk}/"))
    assert "Envoyer à 2 adresses" in page
    assert "1 : adresse écartée" in page
    answer = desk.post(f"{DESK}{issue.pk}/envoyer/")

    mailing = Mailing.objects.get()
    assert answer["Location"] == f"/admin/communication/envois/{mailing.pk}/"
    assert (mailing.key, mailing.audience) == (f"issue-{issue.pk}", "newsletter")
    assert mailing.left_out == {"adresse écartée": 1}
    sent = delivered()
    assert set(sent) == {"ada@example.org", "rose@example.org"}
    letter = sent["rose@example.org"]
    assert letter.subject == "Venir voir avant de décider"
    assert f"/lettre/{issue.slug}/?origine=l-{issue.pk}" in letter.body
    assert "Dix bureaux fermés." in letter.alternatives[0][0]


def test_an_issue_leaves_once(desk, issue, writer):
    subscribed()
    issues.send(issue, by=writer)

    desk.post(f"{DESK}{issue.pk}/envoyer/")

    assert Mailing.objects.count() == 1
    with pytest.raises(Refused, match="déjà parti"):
        issues.send(issue, by=writer)
    page = text(desk.get(f"{DESK}{issue.pk}/"))
    assert "Un numéro ne part qu’une fois." in page
    assert "Envoyer à" not in page


def test_a_correction_made_after_the_sending_is_told(desk, issue, writer):
    subscribed(at=timezone.now() - timedelta(days=3))
    issues.send(issue, by=writer, at=timezone.now() - timedelta(days=2))
    assert "Sa page a changé depuis" not in text(desk.get(f"{DESK}{issue.pk}/"))

    issue.save_revision().publish()

    assert "Sa page a changé depuis" in text(desk.get(f"{DESK}{issue.pk}/"))


def test_a_draft_waits_and_so_does_an_issue_with_something_to_put_right(desk, issue, writer):
    subscribed()
    draft = an_issue(live=False)
    empty = an_issue(body=[], introduction="")

    for page, sentence in ((draft, "Publiez d’abord ce numéro"), (empty, "Le numéro est vide")):
        assert sentence in text(desk.get(f"{DESK}{page.pk}/"))
        with pytest.raises(Refused, match=sentence):
            issues.send(page, by=writer)

    assert not Mailing.objects.exists()


def test_nobody_is_written_to_when_nobody_agreed(desk, issue):
    assert "aucune adresse n’est abonnée" in text(desk.get(f"{DESK}{issue.pk}/"))

    desk.post(f"{DESK}{issue.pk}/envoyer/")

    assert not Mailing.objects.exists()
    assert not Letter.objects.exists()


@pytest.mark.parametrize("sample", ["personne", "abonne"])
def test_the_letter_is_seen_as_it_will_be(desk, issue, sample):
    page = desk.get(f"{DESK}{issue.pk}/apercu/{sample}/courriel/")
    plain = desk.get(f"{DESK}{issue.pk}/apercu/{sample}/texte/")

    assert "Ne plus recevoir ces messages" in text(page)
    assert "<script" not in text(page)
    assert "default-src 'none'" in page["Content-Security-Policy"]
    assert plain["Content-Type"].startswith("text/plain")
    assert "Dix bureaux fermés." in text(plain)
    assert desk.get(f"{DESK}{issue.pk}/apercu/autre/courriel/").status_code == 400


def test_one_sends_it_to_oneself_first(desk, issue, writer):
    subscribed()

    desk.post(f"{DESK}{issue.pk}/essai/")
    send_due()

    assert mail.outbox[-1].to == ["claire@example.org"]
    assert "[Essai]" in mail.outbox[-1].subject
    assert not Mailing.objects.exists()
    writer.email = ""
    writer.save()
    answer = desk.post(f"{DESK}{issue.pk}/essai/", follow=True)
    assert "n’a pas d’adresse électronique" in text(answer)


def test_leaving_by_the_foot_of_the_letter_takes_two_steps_and_ends_both(client, issue, writer):
    person = make_person(email="rose@example.org")
    note(person, Purpose.NEWSLETTER, given=True, channel="au téléphone")
    row = subscribed()
    issues.send(issue, by=writer)
    body = delivered()["rose@example.org"].body
    address = re.search(r"/desabonnement/[^\s/]+/", body)[0]

    assert client.get(address).status_code == 200
    row.refresh_from_db()
    assert row.state == SubscriberState.CONFIRMED
    client.post(address)

    row.refresh_from_db()
    assert (row.state, row.email) == (SubscriberState.UNSUBSCRIBED, "")
    assert not Consent.objects.filter(person=person).order_by("-at", "-pk")[0].given


def test_who_left_while_it_was_leaving_is_not_written_to(issue, writer):
    subscribed()
    subscribed("ada@example.org")
    issues.send(issue, by=writer)

    leave("rose@example.org", "téléphone", timezone.now())

    assert "rose@example.org" not in delivered()
    assert "ada@example.org" in delivered()
