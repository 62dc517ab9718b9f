"""Tariffs with dates: two of them never hold on the same day for the same people."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from telecentre.models import Tariff, TariffProduct
from tests.telecentre.factories import TariffFactory

pytestmark = pytest.mark.django_db


def tariff(**known):
    return TariffFactory.build(**({"valid_from": date(2012, 1, 1)} | known))


@pytest.mark.parametrize(
    ("known", "first"),
    [
        ({}, {}),
        ({"valid_from": date(2011, 1, 1)}, {}),
        ({"valid_from": date(2011, 1, 1), "valid_to": date(2011, 12, 2)}, {}),
        ({}, {"valid_to": date(2012, 1, 2)}),
    ],
)
def test_two_tariffs_on_one_day_are_refused(known, first):
    TariffFactory(**first)

    with pytest.raises(ValidationError, match="donnez-lui d’abord une fin"):
        tariff(**known).full_clean()


@pytest.mark.parametrize(
    ("known", "first"),
    [
        ({"audience": "demandeurs d’emploi"}, {}),
        ({"product": TariffProduct.DAY}, {}),
        ({}, {"valid_to": date(2012, 1, 1)}),
        ({"valid_from": date(2011, 1, 1), "valid_to": date(2011, 12, 1)}, {}),
    ],
)
def test_tariffs_that_follow_each_other_or_are_for_others_are_kept(known, first):
    TariffFactory(**first)

    tariff(**known).full_clean()


def test_a_tariff_is_changed_without_meeting_itself():
    row = TariffFactory()
    row.price_cents = 1100

    row.full_clean()


def test_the_refusal_is_said_on_the_form_and_nothing_is_written(admin_client):
    TariffFactory()
    typed = {
        "product": "half_day",
        "price_cents": "1200",
        "audience": "",
        "valid_from": "2012-01-01",
    }

    shown = admin_client.post(reverse("tariffs:add"), typed).content.decode()

    assert "donnez-lui d’abord une fin" in shown
    assert Tariff.objects.count() == 1
