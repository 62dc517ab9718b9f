"""A base drawn from a seed holds what the services would have written, and its screens open."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from crm.applications.models import Enrolment, SessionSeat
from crm.applications.seats import lock_roster
from crm.demo.volume import AlreadyFilled, NoTerritory, Sizes, fill
from crm.demo.volume.cast import Cast
from crm.demo.volume.sizes import THICK_FILE
from crm.indicators.counting import compute
from crm.journeys import facts
from crm.journeys.facts import missing
from crm.journeys.models import CloseReason, Interaction, Journey, Stage
from crm.journeys.services import move
from crm.people.contacts import normalise_email, normalise_phone
from crm.people.models import ContactKind, ContactPoint, Person
from crm.people.names import name_key
from crm.people.services import Identity, open_file
from territory.origin import origin_of
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import make_person, make_territory

pytestmark = pytest.mark.django_db

SIZES = Sizes(people=120, journeys=60, enrolments=30)
ENDS = {Stage.COMPLETED, Stage.CLOSED}


@pytest.fixture
def adviser():
    return colleague()


@pytest.fixture
def volume(adviser):
    make_territory()
    fill(SIZES, timezone.now())


def test_there_are_as_many_as_was_asked(volume):
    assert Person.objects.count() == SIZES.people
    assert Journey.objects.open().count() == SIZES.journeys
    assert Enrolment.objects.count() == SIZES.enrolments


def test_names_and_contacts_are_compared_as_services_compare_them(volume):
    for person in Person.objects.all():
        assert person.name_key == name_key(person.first_name, person.last_name)
    forms = {ContactKind.EMAIL: normalise_email, ContactKind.PHONE: normalise_phone}
    for point in ContactPoint.objects.all():
        assert point.normalised == forms[ContactKind(point.kind)](point.value)


def test_addresses_and_numbers_belong_to_nobody(volume):
    values = ContactPoint.objects.values_list("kind", "value")

    assert {kind for kind, _ in values} == {"email", "phone"}
    assert all(v.endswith("@example.org") for kind, v in values if kind == "email")
    assert all(v.startswith("06 39 98 ") for kind, v in values if kind == "phone")


def test_journeys_stand_where_their_facts_let_them(volume):
    now = timezone.now()
    rows = Journey.objects.select_related("person__commune")

    elsewhere = {Stage.VISITING, Stage.RESIDENCE}  # nobody visits nor resides in the volume
    assert {row.stage for row in rows} == {str(stage) for stage in facts.FACTS.keys() - elsewhere}
    for row in rows:
        assert row.origin == origin_of(row.person.commune, row.person.country)
        if row.stage not in ENDS and row.origin != "unknown":
            assert missing(row, Stage(row.stage), now) == ""


def test_every_row_would_pass_its_own_checks(volume):
    for model in (Person, ContactPoint, Journey, Interaction, Enrolment, SessionSeat):
        for row in model.objects.all()[:200]:
            row.validate_constraints()


def test_the_doors_go_on_from_there(volume, adviser):
    journey = Journey.objects.open().first()
    numbers = set(Person.objects.values_list("file_number", flat=True))

    move(journey, Stage.CLOSED, close_reason=CloseReason.GAVE_UP, by=adviser)
    person = open_file(Identity(last_name="Nouvelle"))
    roster = lock_roster(Enrolment.objects.first().roster.session)

    assert person.file_number not in numbers
    assert roster.seats.count() == roster.session.seats_max


def test_one_file_is_as_thick_as_years_of_exchanges(volume, adviser):
    thick = Journey.objects.open().order_by("opened_at").first()

    page = at_the_desk(adviser).get(reverse("crm_person", args=[thick.person_id]))

    assert page.status_code == 200
    assert thick.person.interactions.count() >= THICK_FILE


@pytest.mark.parametrize("name", ["crm_day", "crm_board", "crm_journeys", "crm_applications"])
def test_screens_open_on_a_volume(volume, adviser, name):
    assert at_the_desk(adviser).get(reverse(name)).status_code == 200


def test_the_figures_count_those_who_came(volume):
    assert compute(timezone.localdate())["I2"].value == SIZES.enrolments


def test_the_same_seed_draws_the_same_people(adviser):
    make_territory()
    now = timezone.now()
    drawn = []
    for _ in range(2):
        drawn.append([(a.last_name, a.lot, a.opened_at) for a in Cast(now).draw(SIZES)])

    assert drawn[0] == drawn[1]


def test_a_base_that_holds_a_file_is_left_alone(adviser):
    make_territory()
    make_person()

    with pytest.raises(AlreadyFilled):
        fill(SIZES, timezone.now())
    with pytest.raises(CommandError, match="rien n’est ajouté"):
        call_command("volume")
    assert Person.objects.count() == 1


def test_nobody_is_drawn_without_a_territory():
    with pytest.raises(NoTerritory):
        fill(SIZES, timezone.now())


def test_a_volume_is_refused_in_production(settings):
    settings.DEMO_ALLOWED = False

    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("volume")


@pytest.mark.parametrize("asked", [["--people=0"], ["--people=10", "--journeys=11"]])
def test_a_volume_that_cannot_be_is_refused(asked):
    with pytest.raises(CommandError, match="au moins une personne"):
        call_command("volume", *asked)
