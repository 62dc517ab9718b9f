"""Each criterion keeps those whom it describes, and no one else; put together they narrow."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from crm.consents.models import Purpose
from crm.consents.services import note
from crm.journeys.models import CloseReason, Stage, Track
from crm.journeys.services import move
from crm.needs.models import NeedKind
from crm.needs.services import note_need
from crm.people.models import ContactPoint, HouseholdMember, MemberRole, Person
from crm.registrations.models import Registration
from crm.segments.asking import people_asked, read
from crm.support.models import PlanBasis, PlanState, Settlement, SupportPlan
from crm.workspaces.models import Presence
from tests.crm.desk import journey_of
from tests.crm.factories import (
    UserFactory,
    make_application,
    make_household,
    make_person,
    make_territory,
)
from tests.crm.segments.factories import asks
from tests.forum.factories import EditionFactory
from tests.telecentre.factories import SiteFactory
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db


def found(*criteria: dict[str, object]) -> set[Person]:
    asked = read(criteria)
    assert asked is not None
    return set(people_asked(asked, timezone.now()))


def test_a_journey_answers_all_the_questions_by_itself():
    advisor = UserFactory()
    both = make_person()
    wanted = journey_of(owner=advisor, track=Track.RELOCATION).person
    journey_of(both, owner=advisor, track=Track.INDEPENDENT)
    journey_of(both, track=Track.RELOCATION)

    assert found(asks("journey", track=["t3"], owner=str(advisor.pk))) == {wanted}
    assert found(asks("journey", track=["t3"], owner="personne")) == {both}
    assert found(asks("journey", track=["t3"], state="open")) == {wanted, both}


def test_a_closed_journey_is_found_by_its_reason():
    gone, here = journey_of(), journey_of()
    move(gone, Stage.CLOSED, close_reason=CloseReason.GAVE_UP, by=None)

    assert found(asks("journey", close_reason=["gave_up"])) == {gone.person}
    assert found(asks("journey", state="open")) == {here.person}


def test_days_are_those_of_here_and_both_ends_count():
    day = date(2011, 3, 10)
    late = datetime(2011, 3, 10, 23, 30, tzinfo=timezone.get_current_timezone())
    wanted = make_person(at=late)
    make_person(at=late + timedelta(hours=1))

    assert found(asks("opening", after=day.isoformat(), before=day.isoformat())) == {wanted}


def test_a_silence_is_counted_in_months():
    now = timezone.now()
    silent, recent = make_person(), make_person()
    Person.objects.filter(pk=silent.pk).update(last_inbound_at=now - timedelta(days=400))

    assert found(asks("sign", quiet="12")) == {silent}
    assert found(asks("sign", lately="12")) == {recent}


def test_people_are_found_by_who_they_are():
    places = make_territory()
    here = make_person(commune=places["murat"], trade="Graphiste d’édition")
    far = make_person(commune=places["lyon"], professional_status="employee", email="")

    assert found(asks("commune", commune=[places["murat"].pk])) == {here}
    assert found(asks("department", departments="15, 63")) == {here}
    assert found(asks("trade", trade="maçon, graphiste")) == {here}
    assert found(asks("status", status=["employee"])) == {far}
    assert found(asks("reachable")) == {here}
    assert found(asks("channel", channel=["email", "phone"])) == {here, far}


def test_an_address_in_error_is_none():
    person = make_person()
    ContactPoint.objects.filter(person=person).update(bounced_at=timezone.now())

    assert found(asks("reachable")) == set()


def test_the_last_word_on_a_purpose_counts():
    yes, no, never = make_person(), make_person(), make_person()
    for person, words in [(yes, (False, True)), (no, (True, False))]:
        for given in words:
            note(person, Purpose.FORUM, given=given, channel="au téléphone")

    assert found(asks("consent", purpose="forum")) == {yes}
    assert found(asks("consent", purpose="forum", exclude=True)) == {no, never}


def test_a_family_is_found_by_its_children_and_its_needs():
    parent, alone = make_person(), make_person()
    home = make_household(parent)
    make_household(alone)
    HouseholdMember.objects.create(
        household=home, role=MemberRole.CHILD, minor_birth_year=2004, starts_on=date(2010, 1, 1)
    )
    note_need(home, NeedKind.HOUSING, "une maison", by=None)

    assert found(asks("children")) == {parent}
    assert found(asks("need", kind=["housing"])) == {parent}
    assert found(asks("need", kind=["job"])) == set()


def test_an_application_answers_all_the_questions_by_itself():
    session = SessionFactory()
    wanted = make_application(session)
    make_application()

    assert found(asks("application", session=str(session.pk))) == {wanted.person}
    assert found(asks("application", session=str(session.pk), state=["refused"])) == set()
    assert found(asks("application", course=str(session.course_id))) == {wanted.person}


def test_support_and_settling():
    today = timezone.localdate()
    person, other = make_person(), make_person()
    home = make_household(person)
    SupportPlan.objects.create(
        person=person, basis=PlanBasis.SETTLED, state=PlanState.ACTIVE, months=24,
        starts_on=today - timedelta(days=700), ends_on=today + timedelta(days=20),
    )  # fmt: skip
    Settlement.objects.create(
        household=home, commune=make_territory()["murat"], state="moved_in",
        move_in_on=date(2010, 5, 1),
    )  # fmt: skip

    assert found(asks("plan", ends_within="30")) == {person}
    assert found(asks("plan", ends_within="10")) == set()
    assert found(asks("settled", after="2009-01-01")) == {person}
    assert found(asks("settled", state=["moved_in", "confirmed"], exclude=True)) == {other}


def test_the_telecentre_and_the_forum():
    person, other = make_person(), make_person()
    site, edition = SiteFactory(), EditionFactory()
    today = timezone.localdate()
    Presence.objects.create(person=person, site=site, date=today, half="am")
    Presence.objects.create(person=other, site=site, date=today - timedelta(days=90), half="am")
    Registration.objects.create(
        edition=edition, form_key="00000000-0000-4000-8000-000000000001", last_name="Roche",
        person=other, state="confirmed", registered_at=timezone.now(), confirmed_at=timezone.now(),
    )  # fmt: skip

    assert found(asks("telecentre", lately="30")) == {person}
    assert found(asks("forum", edition=[str(edition.pk)])) == {other}
    assert found(asks("forum", state=["cancelled"])) == set()


def test_criteria_narrow_and_except():
    places = make_territory()
    kept = journey_of(make_person(commune=places["murat"])).person
    make_person(commune=places["murat"])
    journey_of(make_person(commune=places["lyon"]))

    assert found(asks("journey", state="open"), asks("department", departments="15")) == {kept}
    assert found(
        asks("journey", state="open"), asks("department", departments="69", exclude=True)
    ) == {kept}


def test_those_who_were_merged_or_forgotten_are_in_no_segment():
    kept, merged, gone = make_person(), make_person(), make_person()
    Person.objects.filter(pk=merged.pk).update(merged_into=kept)
    Person.objects.filter(pk=gone.pk).update(anonymised_at=timezone.now())

    assert found(asks("channel", channel=["email"])) == {kept}
    assert found(asks("trade", trade="maçon", exclude=True)) == {kept}
