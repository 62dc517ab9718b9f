"""When somebody who receives is away, and when they come all the same."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from telecentre.models import ServicesHousePage, Weekday
from telecentre.permanences import on_duty
from tests.site_pages import published, queries_of, text_of
from tests.telecentre.factories import (
    ExceptionalDateFactory,
    HoursFactory,
    OrganisationAbsenceFactory,
    PermanenceAbsenceFactory,
    PermanenceFactory,
)

pytestmark = pytest.mark.django_db

MONDAY = datetime(2011, 3, 28, 8, 30, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture
def site():
    return HoursFactory().site


def line(site, at=MONDAY):
    return on_duty(site, at).groups[0].lines[0]


def away(day: int, last: int, **known):
    return {"starts_on": date(2011, 3, day), "ends_on": date(2011, 4, last)} | known


def test_the_next_permanence_is_told(site):
    PermanenceFactory()

    assert line(site).coming == "aujourd’hui"
    assert line(site, MONDAY.replace(hour=13)).coming == "lundi 4 avril".replace(
        " ", "\N{NO-BREAK SPACE}"
    )


@pytest.mark.parametrize("make", [OrganisationAbsenceFactory, PermanenceAbsenceFactory])
def test_an_absence_is_announced_and_the_next_date_follows_it(site, make):
    row = PermanenceFactory()
    whose = (
        {"permanence": row}
        if make is PermanenceAbsenceFactory
        else {"organisation": row.organisation}
    )
    make(**whose, **away(28, 4, reason="congés"))

    duty = on_duty(site, MONDAY)

    assert duty.today == []
    assert duty.groups[0].lines[0].coming.replace("\N{NO-BREAK SPACE}", " ") == "lundi 11 avril"
    assert [one.replace("\N{NO-BREAK SPACE}", " ") for one in duty.groups[0].lines[0].away] == [
        "Pas de permanence du 28 mars au 4 avril 2011 : congés."
    ]


def test_the_next_permanence_is_not_on_a_day_when_the_house_is_shut(site):
    row = PermanenceFactory()
    PermanenceAbsenceFactory(permanence=row, **away(28, 18))

    # Easter Monday is the 25th of April; the site is closed on the 2nd of May.
    site.closures.create(starts_on=date(2011, 5, 2), ends_on=date(2011, 5, 2))
    site.closes_soon = True

    assert line(site).coming.endswith("9\N{NO-BREAK SPACE}mai")


def test_an_exceptional_date_is_held_at_its_own_hours_during_an_absence_too(site):
    row = PermanenceFactory()
    PermanenceAbsenceFactory(permanence=row, **away(28, 4))
    ExceptionalDateFactory(permanence=row, on=date(2011, 3, 28), note="remplace le 21 mars")

    (turn,) = on_duty(site, MONDAY).today

    assert (turn.opens_at, turn.note, turn.state) == (time(14), "remplace le 21 mars", "later")
    assert line(site).coming.startswith("aujourd’hui, 14")


def test_an_organisation_that_receives_on_request_has_no_next_date(site):
    PermanenceFactory(weekday=None, opens_at=None, closes_at=None, by_appointment=True)

    assert line(site).coming == ""


def test_the_absence_of_one_permanence_leaves_the_others(site):
    row = PermanenceFactory()
    PermanenceFactory(organisation=row.organisation, pole=row.pole, opens_at=time(10))
    PermanenceAbsenceFactory(permanence=row, **away(28, 4))

    assert [turn.opens_at for turn in on_duty(site, MONDAY).today] == [time(10)]


@pytest.mark.parametrize(
    ("make", "known", "constraint"),
    [
        (OrganisationAbsenceFactory, {"starts_on": date(2011, 3, 2), "ends_on": date(2011, 3, 1)}, "absence_ends"),
        (PermanenceAbsenceFactory, {"starts_on": date(2011, 3, 2), "ends_on": date(2011, 3, 1)}, "absence_ends"),
        (ExceptionalDateFactory, {"on": date(2011, 3, 2), "closes_at": time(9)}, "exceptional_date"),
    ],
)  # fmt: skip
def test_the_database_refuses_impossible_days(make, known, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        make(**known)


def test_a_day_is_given_once():
    row = ExceptionalDateFactory(on=date(2011, 3, 2))

    with pytest.raises(ValidationError, match="déjà donné"):
        ExceptionalDateFactory.build(permanence=row.permanence, on=row.on).full_clean()


def test_the_page_says_it_and_costs_as_much_for_many(client, site, time_machine):
    time_machine.move_to(MONDAY, tick=False)
    house = published(ServicesHousePage(title="Maison", slug="maison", place=site))
    for _ in range(12):
        row = PermanenceFactory(weekday=Weekday.MONDAY)
        PermanenceAbsenceFactory(permanence=row, **away(28, 4, reason="congés"))

    assert "Pas de permanence du 28 mars au 4 avril 2011" in text_of(client, house).replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert queries_of(client, house) <= 13


def test_absences_are_written_with_the_permanence(admin_client):
    row = PermanenceFactory()

    shown = admin_client.get(reverse("permanences:edit", args=[row.pk])).content.decode()

    assert "Jours sans permanence" in shown
    assert "Dates exceptionnelles" in shown
