"""A base drawn from a seed holds what the services would have written, and its screens open."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from crm.applications.models import Enrolment, SessionSeat
from crm.applications.seats import lock_roster
from crm.appointments.models import Appointment
from crm.demo.volume import AlreadyFilled, NoTerritory, Sizes, fill
from crm.demo.volume.cast import Cast
from crm.demo.volume.sizes import THICK_FILE
from crm.indicators.counting import compute
from crm.journal.models import Action, Entry
from crm.journeys import facts
from crm.journeys.facts import missing
from crm.journeys.models import CloseReason, Interaction, Journey, Stage
from crm.journeys.services import move
from crm.letters.models import Letter
from crm.lodging.models import Stay
from crm.mailings.models import Recipient
from crm.newsletter.models import Subscriber
from crm.people.contacts import normalise_email, normalise_phone
from crm.people.models import ContactKind, ContactPoint, Person
from crm.people.names import name_key
from crm.people.services import Identity, open_file
from crm.press.models import PressContact
from crm.residences.models import Residence
from crm.visits.models import Visit
from crm.workspaces.models import Booking, BookingSlot, BookingState, Presence
from editorial.search.pages import search_pages
from news.models import NewsPage
from territory.origin import origin_of
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import make_person, make_territory
from tests.news.factories import a_news_index, a_news_item
from tests.telecentre.factories import SpaceFactory

pytestmark = pytest.mark.django_db

SIZES = Sizes(people=120, journeys=60, enrolments=30, journal=50)
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


def test_the_rest_of_the_house_follows_the_number_of_people(volume):
    read = Entry.objects.filter(action__in=[Action.READ, Action.EXPORTED])

    assert Visit.objects.count() == Stay.objects.count() == SIZES.of("visits")
    assert Residence.objects.count() == SIZES.of("residences")
    assert Appointment.objects.count() == SIZES.of("appointments")
    assert Letter.objects.filter(batch="").count() == SIZES.of("letters")
    assert Recipient.objects.count() == 10 * SIZES.of("recipients")
    assert Subscriber.objects.count() == SIZES.of("subscribers")
    assert PressContact.objects.count() == SIZES.of("journalists")
    assert read.count() == SIZES.journal


def test_an_office_is_kept_by_bookings_whose_half_days_were_worked(adviser):
    make_territory()
    SpaceFactory(valid_from=timezone.localdate() - timedelta(days=200))
    fill(SIZES, timezone.now())

    used = BookingSlot.objects.filter(booking__state=BookingState.USED)

    assert Booking.objects.count() == SIZES.of("bookings")
    assert used.exists()
    for slot in used:
        assert Presence.objects.filter(
            person_id=slot.booking.person_id, date=slot.date, half=slot.half
        ).exists()
    assert not BookingSlot.objects.filter(booking__state=BookingState.CANCELLED).exists()


def test_news_are_pages_like_the_others(adviser):
    make_territory()
    index = a_news_index()
    a_news_item(index)

    fill(Sizes(people=5, journeys=0, enrolments=0, news=3), timezone.now())

    last = NewsPage.objects.get(slug="actualite-3")
    assert Client().get(last.url).status_code == 200
    assert Client().get(index.url).context["asked"].found.count() == 4
    assert not any(Page.find_problems())
    assert last in search_pages(NewsPage.objects.all(), last.title)


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

    elsewhere = {
        Stage.VISITING,
        Stage.RESIDENCE,
    }  # those who visit or reside stand elsewhere in the volume
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
