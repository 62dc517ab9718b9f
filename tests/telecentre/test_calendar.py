from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from telecentre.calendar import easter, opening, public_holidays
from telecentre.models import Closure, Weekday
from tests.telecentre.factories import HoursFactory, SiteFactory

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def site():
    """Open from Monday to Friday, 9 to 12 and 14 to 17.30."""
    site = SiteFactory()
    for weekday in list(Weekday)[:5]:
        HoursFactory(site=site, weekday=weekday)
        HoursFactory(site=site, weekday=weekday, opens_at=time(14), closes_at=time(17, 30))
    return site


def said(site, *moment):
    found = opening(site, datetime(*moment, tzinfo=PARIS))
    return found.is_open, found.sentence.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        ((2011, 3, 28, 8, 59), (False, "Fermé pour l’instant, ouvre à 9 h")),
        ((2011, 3, 28, 9, 0), (True, "Ouvert maintenant, jusqu’à 12 h")),
        ((2011, 3, 28, 12, 0), (False, "Fermé pour l’instant, ouvre à 14 h")),
        ((2011, 3, 28, 17, 29), (True, "Ouvert maintenant, jusqu’à 17 h 30")),
        ((2011, 3, 28, 17, 30), (False, "Fermé, ouvre demain à 9 h")),
        ((2011, 4, 1, 18, 0), (False, "Fermé, ouvre lundi 4 avril à 9 h")),
        # Easter Monday of 2011 is 25 April.
        ((2011, 4, 25, 10, 0), (False, "Fermé, ouvre demain à 9 h")),
    ],
)
@pytest.mark.django_db
def test_a_site_says_whether_it_is_open(site, moment, sentence):
    assert said(site, *moment) == sentence


@pytest.mark.django_db
def test_a_closure_shuts_the_site_on_its_last_day_too(site):
    Closure.objects.create(site=site, starts_on=date(2011, 3, 28), ends_on=date(2011, 3, 29))

    assert said(site, 2011, 3, 29, 10) == (False, "Fermé, ouvre demain à 9 h")


@pytest.mark.django_db
def test_a_site_that_has_closed_for_good_does_not_open_again():
    site = SiteFactory(closed_on=date(2011, 1, 1))
    HoursFactory(site=site)

    assert said(site, 2011, 3, 28, 10) == (False, "Fermé")


@pytest.mark.django_db
def test_days_alike_are_said_together(site):
    week = opening(site, datetime(2011, 3, 28, 10, tzinfo=PARIS)).week

    assert [days.name for days in week] == ["du lundi au vendredi", "samedi et dimanche"]
    assert [len(days.ranges) for days in week] == [2, 0]


@pytest.mark.parametrize(
    ("year", "day"),
    [(2011, date(2011, 4, 24)), (2024, date(2024, 3, 31)), (2038, date(2038, 4, 25))],
)
def test_easter_falls_on_its_sunday(year, day):
    assert easter(year) == day


def test_a_year_has_eleven_public_holidays():
    assert len(public_holidays(2011)) == 11
    assert date(2011, 6, 2) in public_holidays(2011)
