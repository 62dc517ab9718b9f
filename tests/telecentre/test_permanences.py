"""Who receives at the services house, pole by pole and today."""

import json
import re
from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from telecentre.models import Permanence, ServicesHousePage, Weekday, Weeks
from tests.site_pages import published, queries_of, text_of, visited
from tests.telecentre.factories import (
    HoursFactory,
    OrganisationFactory,
    PermanenceFactory,
    PoleFactory,
)

pytestmark = pytest.mark.django_db

MONDAY_MORNING = "2011-03-28 08:30+02:00"


@pytest.fixture
def house():
    site = HoursFactory().site
    return published(ServicesHousePage(title="Maison", slug="maison", place=site))


@pytest.mark.parametrize(
    ("weeks", "days"),
    [
        (Weeks.EVERY, [1, 8, 15, 22, 29]),
        (Weeks.FIRST, [1]),
        (Weeks.FOURTH, [22]),
        (Weeks.FIRST_AND_THIRD, [1, 15]),
        (Weeks.SECOND_AND_FOURTH, [8, 22]),
    ],
)
def test_the_weeks_of_a_month_are_counted_by_the_weekday(weeks, days):
    row = Permanence(weekday=Weekday.TUESDAY, weeks=weeks)

    held = [day for day in range(1, 32) if row.is_held_on(date(2011, 3, day))]

    assert held == days


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"weekday": Weekday.MONDAY}, "le lundi"),
        ({"weekday": Weekday.TUESDAY, "weeks": Weeks.FIRST}, "le 1er mardi du mois"),
        (
            {"weekday": Weekday.TUESDAY, "weeks": Weeks.FIRST_AND_THIRD},
            "les 1er et 3e mardis du mois",
        ),
        ({"weekday": None}, "sur rendez-vous"),
    ],
)
def test_a_permanence_says_when_it_is_held(fields, words):
    assert Permanence(**fields).when == words


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"closes_at": time(8)}, "permanence_closes_after_it_opens"),
        ({"weekday": None}, "permanence_with_its_day_and_hours"),
        ({"opens_at": None}, "permanence_with_its_day_and_hours"),
        ({"weekday": None, "opens_at": None, "closes_at": None}, "permanence_with_its_day"),
        ({"valid_to": date(2005, 9, 1)}, "permanence_validity_in_order"),
    ],
)
def test_the_database_refuses_an_impossible_permanence(change, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        PermanenceFactory(**change)


def test_a_permanence_is_not_written_twice():
    row = PermanenceFactory()

    with pytest.raises(ValidationError, match="a déjà une permanence à ce moment"):
        PermanenceFactory.build(organisation=row.organisation, pole=row.pole).full_clean()


def test_an_organisation_receives_on_request_once():
    told = {"weekday": None, "opens_at": None, "closes_at": None, "by_appointment": True}
    row = PermanenceFactory(**told)

    with pytest.raises(IntegrityError):
        PermanenceFactory(organisation=row.organisation, pole=row.pole, **told)


def test_the_house_says_who_receives_today(client, house, time_machine):
    time_machine.move_to(MONDAY_MORNING, tick=False)
    PermanenceFactory(organisation__name="Mission locale", weekday=Weekday.MONDAY)
    PermanenceFactory(organisation__name="Urssaf", weekday=Weekday.TUESDAY)

    today = visited(client, house).context["duty"].today

    assert [(turn.permanence.organisation.name, turn.state) for turn in today] == [
        ("Mission locale", "later")
    ]


@pytest.mark.parametrize(
    ("moment", "state"), [("08:59", "later"), ("09:00", "now"), ("11:59", "now"), ("12:00", "over")]
)
def test_a_permanence_begins_and_ends_on_the_minute(client, house, time_machine, moment, state):
    time_machine.move_to(f"2011-03-28 {moment}+02:00", tick=False)
    PermanenceFactory(weekday=Weekday.MONDAY)

    (turn,) = visited(client, house).context["duty"].today

    assert turn.state == state


def test_nobody_receives_on_a_public_holiday(client, house, time_machine):
    time_machine.move_to("2011-04-25 09:30+02:00", tick=False)  # Easter Monday
    PermanenceFactory(weekday=Weekday.MONDAY)

    assert "La Maison est fermée aujourd’hui" in text_of(client, house)


def test_a_permanence_that_has_ended_is_not_shown(client, house):
    PermanenceFactory(organisation__name="Ancien organisme", valid_to=date(2008, 1, 1))

    assert "Ancien organisme" not in text_of(client, house)


def test_permanences_are_read_pole_by_pole(client, house):
    law = PoleFactory(slug="droit", name="Conseil juridique")
    PermanenceFactory(organisation__name="Conciliateur", pole=law)
    PermanenceFactory(organisation__name="Mission locale")

    groups = visited(client, house, pole="droit").context["duty"].groups

    assert [group.pole for group in groups] == [law]
    assert [row.organisation.name for row in groups[0].permanences] == ["Conciliateur"]


@pytest.mark.parametrize("junk", ["martien", "", "9" * 5000, "'; --", "é"])
def test_a_pole_that_does_not_exist_counts_for_none(client, house, junk):
    PermanenceFactory(organisation__name="Mission locale")

    assert "Mission locale" in text_of(client, house, pole=junk)


@pytest.mark.parametrize("count", [3, 40])
def test_the_house_costs_few_queries(client, house, count):
    PermanenceFactory.create_batch(count)

    assert queries_of(client, house) <= 10


def test_search_engines_read_the_hours_of_the_house(client, house):
    shown = visited(client, house).content.decode()

    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', shown)
    (office,) = [one for one in map(json.loads, blocks) if one["@type"] == "GovernmentOffice"]
    assert office["name"] == "Maison"
    assert office["openingHoursSpecification"][0]["dayOfWeek"].endswith("Monday")


@pytest.mark.parametrize("name", ["permanences", "organisations", "poles"])
def test_the_registers_of_the_house_open(admin_client, name):
    row = PermanenceFactory()
    rows = {"permanences": row, "organisations": row.organisation, "poles": row.pole}

    assert admin_client.get(reverse(f"{name}:index")).status_code == 200
    assert admin_client.get(reverse(f"{name}:edit", args=[rows[name].pk])).status_code == 200


def test_a_refusal_is_said_beside_the_form_and_nothing_is_lost(admin_client):
    typed = {
        "organisation": OrganisationFactory().pk,
        "pole": PoleFactory().pk,
        "weekday": "1",
        "weeks": "every",
        "opens_at": "14:00",
        "closes_at": "09:00",
        "mode": "both",
        "note": "sauf en août",
        "valid_from": "2011-01-01",
    }

    shown = admin_client.post(reverse("permanences:add"), typed).content.decode()

    assert "La fin de la permanence précède son début" in shown
    assert "sauf en août" in shown
