"""Whom an advisor may invite, to see what, until when."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.circle import inviting
from crm.circle.choosing import Chosen
from crm.circle.models import Helper, ItemKind
from crm.journal.refusal import Refused
from tests.crm.circle.factories import family, helped, invitation, invited
from tests.crm.needs.factories import needing

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def sees(helper):
    return Helper.objects.seeing(TODAY).filter(pk=helper.pk).exists()


def test_a_partner_is_invited_once_to_a_journey():
    helper, _ = helped()

    with pytest.raises(Refused, match="déjà invitée"):
        invited(helper.journey, email="ECOLE@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        Helper.objects.create(
            journey=helper.journey, name="x", email="ecole@example.org", email_key=helper.email_key,
            role="x", starts_on=TODAY, ends_on=TODAY, invited_at=timezone.now(),
        )  # fmt: skip


@pytest.mark.parametrize("days", [-1, 400, 2_000_000])
def test_an_access_has_an_end_not_too_far(days):
    journey, _ = family()

    with pytest.raises(Refused, match="L’accès finit"):
        invited(journey, days=days)


def test_nobody_is_invited_to_see_nothing_nor_the_need_of_another_household():
    journey, _ = family()

    with pytest.raises(Refused, match="au moins une chose"):
        inviting.invite(journey, invitation(), [], said_by="en entretien", by=None)
    with pytest.raises(Refused, match="pas de ce foyer"):
        invited(journey, Chosen(ItemKind.NEED, need=needing()))
    assert not Helper.objects.exists()


def test_somebody_whom_no_letter_reaches_is_asked_in_conversation():
    journey, _ = family(email="")

    with pytest.raises(Refused, match="recueillez son accord"):
        invited(journey, said_by="")
    assert sees(invited(journey))
