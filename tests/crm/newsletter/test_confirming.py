"""What time and the database do to a subscription that waits, and how an address set aside comes back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.consents.models import SuppressionReason
from crm.consents.suppression import is_suppressed, suppress
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.letters.models import Letter, SecretLink
from crm.newsletter import jobs, services
from crm.newsletter.models import Subscriber
from tests.crm.newsletter.factories import PAGE, asked, link_of

pytestmark = pytest.mark.django_db


def test_a_link_lives_seven_days(client):
    now = timezone.now()
    row = asked(at=now - timedelta(days=7))

    answer = client.post(link_of(row))

    assert answer.status_code == 409
    assert "sous sept jours" in answer.content.decode()
    with pytest.raises(Refused):
        services.confirm(row, at=now)


def test_an_address_never_confirmed_is_erased_with_its_letter_and_its_link():
    now = timezone.now()
    late, young = asked(at=now - timedelta(days=8)), asked("ada@example.org", at=now)
    link_of(late)

    assert jobs.forget_unconfirmed(now) == 1
    assert jobs.forget_unconfirmed(now) == 0

    assert list(Subscriber.objects.all()) == [young]
    assert not Letter.objects.filter(to="rose@example.org").exists()
    assert not SecretLink.objects.exists()
    assert Entry.objects.filter(action=Action.DELETED).count() == 1


def test_a_link_of_nobody_opens_nothing(client):
    answer = client.get(f"{PAGE}inconnu/")

    assert answer.status_code == 404
    assert "Ce lien n’ouvre plus rien" in answer.content.decode()


@pytest.mark.parametrize(
    ("scope", "reason", "still"),
    [
        ("newsletter", SuppressionReason.UNSUBSCRIBED, False),
        ("all", SuppressionReason.BOUNCED, False),
        ("all", SuppressionReason.OBJECTION, True),
    ],
)
def test_an_address_set_aside_comes_back_by_its_own_e_mail_unless_it_objected(scope, reason, still):
    suppress("rose@example.org", scope=scope, reason=reason)
    row = asked()
    assert is_suppressed("rose@example.org", "newsletter")

    services.confirm(row)

    assert is_suppressed("rose@example.org", "newsletter") is still


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": ""},
        {"state": "unsubscribed", "confirmed_at": timezone.now(), "left_at": timezone.now()},
        {"state": "confirmed"},
        {"left_at": timezone.now()},
    ],
)
def test_the_database_refuses_what_cannot_be(wrong):
    known = {
        "email": "ada@example.org",
        "trace": "x",
        "form_key": "0" * 32,
        "asked_at": timezone.now(),
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        Subscriber.objects.create(**known | wrong)


def test_one_live_subscription_an_address():
    row = asked()

    with pytest.raises(IntegrityError), transaction.atomic():
        Subscriber.objects.create(
            email=row.email, trace="x", form_key="0" * 32, asked_at=timezone.now()
        )
