"""Mailings and addresses set aside, at the desk."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from crm.consents.models import Suppression, SuppressionReason
from crm.consents.suppression import forget, is_suppressed, suppress
from crm.journal.models import Action, Entry
from crm.letters.delivery import move, send_due
from crm.letters.models import Letter, LetterState
from crm.mailings.audiences import Addressee
from crm.mailings.forgetting import forget_addresses
from crm.mailings.launching import launch, progress
from crm.mailings.models import MailingState, Nature, Recipient
from crm.mailings.tokens import token_of
from crm.privacy.purges import purge
from tests.crm.factories import UserFactory, make_person
from tests.telecentre.factories import SiteFactory

from .publics import people, plan

pytestmark = pytest.mark.django_db


def seated(client, group):
    user = UserFactory(groups=[group])
    client.force_login(user)
    return user


def served(key="essai-1", *addresses):
    known = [Addressee(one) for one in addresses or ("ana@example.org",)]
    return launch(plan(key, nature=Nature.SERVICE, audience="", per_minute=1), known, by=None)


def test_the_list_costs_the_same_for_one_and_for_many(client, django_assert_max_num_queries):
    seated(client, "Chargés de communication")
    served()
    client.get(reverse("crm_mailings"))
    with django_assert_max_num_queries(40) as first:
        client.get(reverse("crm_mailings"))
    for rank in range(10):
        served(f"autre-{rank}")

    with django_assert_max_num_queries(len(first)):
        page = client.get(reverse("crm_mailings")).content.decode()

    assert page.count("0 envoyé sur 1") == 11


def test_a_communications_officer_pauses_resumes_and_stops_with_a_reason(client):
    by = seated(client, "Chargés de communication")
    row = served("essai-1", "ana@example.org", "bob@example.org")
    act = reverse("crm_mailing_act", args=[row.pk])

    for gesture, state in (("pause", MailingState.PAUSED), ("resume", MailingState.SENDING)):
        client.post(act, {"act": gesture})
        row.refresh_from_db()
        assert row.state == state
    refused = client.post(act, {"act": "stop", "reason": " "})
    assert refused.status_code == 422
    assert "Dites pourquoi" in refused.content.decode()
    client.post(act, {"act": "autre"})
    client.post(act, {"act": "stop", "reason": "Une erreur de date"})

    row.refresh_from_db()
    assert (row.state, row.reason) == (MailingState.STOPPED, "Une erreur de date")
    assert Entry.objects.about(row).filter(actor=by, reason="Une erreur de date").exists()
    page = client.get(reverse("crm_mailing", args=[row.pk])).content.decode()
    assert "Une erreur de date" in page


def test_an_uncertain_letter_is_shown_masked_to_who_may_not_read_people_and_settled(client):
    row = served()
    letter = Letter.objects.get()
    move(letter.pk, LetterState.SENDING, claimed_at=timezone.now())
    move(letter.pk, LetterState.UNCERTAIN, last_error="SMTPServerDisconnected")
    page = reverse("crm_mailing", args=[row.pk])
    seated(client, "Responsables")
    assert "ana@example.org" in client.get(page).content.decode()

    seated(client, "Chargés de communication")
    seen = client.get(page).content.decode()
    assert "ana@example.org" not in seen
    assert "a•••@example.org" in seen
    assert "la liaison s’est coupée" in seen
    settle = reverse("crm_mailing_letter", args=[row.pk, letter.pk])
    client.post(settle, {"act": "autre"})
    assert progress(row).uncertain == 1
    client.post(settle, {"act": "left"})

    assert progress(row).sent == 1


def test_the_script_refreshes_the_same_figures(client):
    seated(client, "Chargés de communication")
    row = served("essai-1", "ana@example.org", "bob@example.org")
    send_due()

    seen = client.get(reverse("crm_mailing_progress", args=[row.pk])).content.decode()

    assert "<b>1</b> envoyé sur 2" in seen
    assert 'value="50"' in seen
    assert len(mail.outbox) == 1


def test_an_address_is_set_aside_looked_up_and_lifted_and_is_written_nowhere(client):
    by = seated(client, "Délégué à la protection des données")
    page, address = reverse("crm_suppressions"), "eve@example.org"
    wrong = client.post(page, {"act": "add", "address": "eve@", "scope": "all"})
    assert wrong.status_code == 422
    assert "eve@" in wrong.content.decode()

    client.post(
        page, {"act": "add", "address": " EVE@example.org", "scope": "all", "reason": "objection"}
    )
    assert is_suppressed(address, "forum")
    client.get(page)  # says once that it is done
    assert address not in client.get(page).content.decode()
    seen = client.post(page, {"act": "check", "address": address}).content.decode()
    assert "opposition" in seen
    client.post(reverse("crm_suppression_lift"), {"address": address, "scope": "all"})
    client.post(reverse("crm_suppression_lift"), {"address": address, "scope": "all"})

    assert not Suppression.objects.exists()
    lines = Entry.objects.filter(object_type="crm_consents.suppression", actor=by)
    assert list(lines.order_by("pk").values_list("action", flat=True)) == [
        Action.CREATED,
        Action.DELETED,
    ]
    assert address not in str(list(Entry.objects.values()))


def test_the_list_holds_keyed_traces_that_another_key_does_not_know(settings):
    settings.SUPPRESSION_KEY = "une clé"
    suppress("eve@example.org", reason=SuppressionReason.OBJECTION)
    assert is_suppressed(" Eve@Example.org ")
    assert "eve" not in Suppression.objects.get().digest

    settings.SUPPRESSION_KEY = "une autre"

    assert not is_suppressed("eve@example.org")


def test_a_lesser_reason_never_takes_the_place_of_an_objection_and_all_end_one_day(settings):
    now = timezone.now()
    suppress("eve@example.org", reason=SuppressionReason.BOUNCED, at=now)
    suppress("eve@example.org", reason=SuppressionReason.OBJECTION, at=now)
    suppress("eve@example.org", reason=SuppressionReason.BOUNCED, at=now)
    assert Suppression.objects.get().reason == SuppressionReason.OBJECTION

    assert forget(now + timedelta(days=30 * settings.SUPPRESSION_MONTHS)) == 0
    assert forget(now + timedelta(days=31 * settings.SUPPRESSION_MONTHS)) == 1


def test_six_months_later_addresses_and_letters_are_gone_and_the_file_still_tells(public, client):
    SiteFactory()
    past = timezone.now() - timedelta(days=200)
    one, other = people(public, 2)
    mailing = launch(plan(), [one, other], by=None, at=past)
    Letter.objects.filter(to=other.email).update(
        state=LetterState.WITHHELD, withheld_because="essai", next_try_at=None
    )
    send_due(past + timedelta(minutes=1))
    Letter.objects.filter(to=one.email).update(sent_at=past)

    done = purge()

    assert (done.letters, done.recipients) == (2, 2)
    assert set(Recipient.objects.values_list("email", flat=True)) == {""}
    assert (progress(mailing).sent, progress(mailing).withheld) == (1, 1)
    row = Recipient.objects.get(person=one.person)
    assert row.left_at == past
    client.post(f"/desabonnement/{token_of(row)}/")
    assert public.addresses == {other.email}


def test_who_was_written_to_without_a_file_is_found_by_their_address():
    served()
    person = make_person(email="ana@example.org")
    Recipient.objects.update(email="")

    forget_addresses(person.contact_points.values_list("normalised", flat=True))

    assert set(Recipient.objects.values_list("email", "digest")) == {("", "")}
