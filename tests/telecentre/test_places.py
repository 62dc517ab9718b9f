from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError

from telecentre.models import Space
from territory.models import Territory, TerritoryKind
from tests.telecentre.factories import (
    CommuneFactory,
    HoursFactory,
    SiteFactory,
    SpaceFactory,
    TariffFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "is_there"),
    [
        (date(2006, 8, 31), False),
        (date(2006, 9, 1), True),
        (date(2011, 11, 30), True),
        (date(2011, 12, 1), False),
    ],
)
def test_a_space_exists_from_its_first_day_to_the_eve_of_the_last_bound(day, is_there):
    SpaceFactory(valid_from=date(2006, 9, 1), valid_to=date(2011, 12, 1))

    assert Space.objects.valid_on(day).exists() == is_there


def test_a_space_without_end_still_exists():
    SpaceFactory(valid_to=None)

    assert Space.objects.valid_on(date(2100, 1, 1)).exists()


@pytest.mark.parametrize(
    ("factory", "change", "constraint"),
    [
        (SpaceFactory, {"seats": 0}, "space_has_seats"),
        (SpaceFactory, {"valid_to": date(2006, 9, 1)}, "space_validity_in_order"),
        (SiteFactory, {"closed_on": date(2006, 8, 31)}, "site_closes_after_it_opens"),
        (TariffFactory, {"valid_to": date(2011, 12, 1)}, "tariff_validity_in_order"),
        (HoursFactory, {"closes_at": time(9)}, "hours_close_after_they_open"),
    ],
)
def test_the_database_refuses_the_impossible(factory, change, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        factory(**change)


def test_a_tariff_is_given_once_a_product_an_audience_and_a_day():
    TariffFactory()

    with pytest.raises(IntegrityError):
        TariffFactory(price_cents=1200)


def test_two_ranges_of_a_day_do_not_start_at_the_same_hour():
    hours = HoursFactory()

    with pytest.raises(IntegrityError):
        HoursFactory(site=hours.site, closes_at=time(18))


def test_a_refusal_is_a_french_sentence():
    space = SpaceFactory.build(site=SiteFactory(), valid_to=date(2006, 9, 1))

    with pytest.raises(ValidationError, match="La fin de validité précède son début"):
        space.full_clean()


@pytest.mark.parametrize(("cents", "price"), [(1000, "10 €"), (1250, "12,50 €"), (1005, "10,05 €")])
def test_a_price_is_written_as_in_french(cents, price):
    assert TariffFactory.build(price_cents=cents).price == price


def test_a_site_that_has_spaces_cannot_be_deleted():
    space = SpaceFactory()

    with pytest.raises(ProtectedError):
        space.site.delete()


def test_a_commune_is_chosen_among_ours_and_the_one_that_a_row_has(admin_client):
    murat, paris = CommuneFactory(), CommuneFactory(insee="75056", name="Paris")
    home = Territory.objects.create(code="pays", kind=TerritoryKind.HOME, current=True)
    home.communes.add(murat)
    site = SiteFactory(commune=paris)

    pages = [
        admin_client.get(f"/admin/telecentre/sites/{path}/") for path in ("new", f"edit/{site.pk}")
    ]

    assert [">Murat<" in page.content.decode() for page in pages] == [True, True]
    assert [">Paris<" in page.content.decode() for page in pages] == [False, True]
