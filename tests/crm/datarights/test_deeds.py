"""What is done because of a request, and what stays of somebody who was erased."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from crm.consents import suppression
from crm.consents.models import Consent, Purpose
from crm.consents.services import note
from crm.datarights import answers, deeds, found, services
from crm.datarights.models import DeedKind, RightsState, Subject
from crm.funding.models import Operation
from crm.funding.services import enter
from crm.journal.refusal import Refused
from crm.journeys.models import Task, Track
from crm.journeys.services import open_journey
from crm.letters.models import Letter
from crm.newsletter.models import Subscriber
from crm.newsletter.services import confirm, subscribe
from crm.people.merging.services import merge
from crm.people.models import Person
from crm.welcome.contents import Message
from crm.welcome.intake import receive as receive_message
from crm.welcome.models import ContactRequest, RequestKind, Topic
from tests.crm.factories import UserFactory, make_person, make_territory

from .factories import ADDRESS, ask, known, officer

pytestmark = pytest.mark.django_db


def written_to_us() -> None:
    """A message and a subscription that no file holds."""
    import uuid

    message = Message(first_name="Ana", last_name="Rey", email=ADDRESS, text="Quetzalcoatl")
    receive_message(uuid.uuid4(), RequestKind.MESSAGE, Topic.OTHER, message)
    confirm(subscribe(ADDRESS, form_key=uuid.uuid4()))


def held_by_a_fund(person: Person) -> None:
    day = timezone.localdate()
    operation = Operation.objects.create(
        label="Opération",
        funder="Service",
        convention_no="1",
        starts_on=day,
        ends_on=day + timedelta(days=90),
    )
    enter(person, operation, day)


def test_nothing_of_a_file_is_handed_changed_or_erased_to_a_stranger():
    person, by = make_person(), officer()
    row = ask(Subject.ERASE)
    services.attach(row, person, by=by)

    for act in (
        lambda: deeds.handed(row, person, by=by),
        lambda: deeds.rectified(row, person, ["trade"], by=by),
        lambda: deeds.erase(row, person, by=by),
        lambda: deeds.clear_beside(row, by=by),
    ):
        with pytest.raises(Refused, match="identité"):
            act()


def test_no_act_reaches_a_file_that_is_not_tied_to_the_request():
    row, by = known(ask(), make_person(), by := officer()), by

    with pytest.raises(Refused, match="Rattachez"):
        deeds.restrict(row, make_person(), "Pourquoi.", by=by)


def test_an_erased_person_is_answered_and_the_register_keeps_no_name():
    person, by = make_person(email=ADDRESS, last_name="Quetzalcoatl"), officer()
    written_to_us()
    row = known(ask(Subject.ERASE, message="Effacez Quetzalcoatl."), person, by)
    deeds.erase(row, person, by=by)
    services.answer(row, answers.proposed(row), by=by)

    assert person.anonymised_at is None or Person.objects.get(pk=person.pk).last_name == ""
    assert not Subscriber.objects.exclude(email="").exists()
    assert ContactRequest.objects.get().payload == {}
    assert (row.name, row.email, row.message, row.answer) == ("", "", "", "")
    assert (row.subject, row.state) == (Subject.ERASE, RightsState.ANSWERED)
    assert row.deeds.get().kind == DeedKind.ERASED
    letter = Letter.objects.get(template__endswith="answer.txt")
    assert "Tout ce qui vous désigne est effacé" in letter.body
    assert list(Letter.objects.filter(to=ADDRESS)) == [letter]


def test_a_fund_holds_the_file_and_the_rest_goes_at_once():
    make_territory()
    person, by = make_person(email=ADDRESS), officer()
    held_by_a_fund(person)
    written_to_us()
    row = known(ask(Subject.ERASE), person, by)
    with pytest.raises(Refused, match="fonds européen"):
        deeds.erase(row, person, by=by)
    assert found.found(row)
    deed = deeds.clear_beside(row, by=by)

    assert "Lettre d’information" in deed.told
    assert not Subscriber.objects.exclude(email="").exists()
    assert found.found(row) == []
    person.refresh_from_db()
    assert person.anonymised_at is None


def test_an_open_request_keeps_whom_to_answer_when_its_file_is_erased():
    person, by = make_person(email=ADDRESS), officer()
    row = known(ask(Subject.ERASE), person, by)
    deeds.erase(row, person, by=by)
    row.refresh_from_db()

    assert (row.is_open, row.email) == (True, ADDRESS)


def test_a_closed_request_forgets_its_person_with_their_file():
    person, by = make_person(email=ADDRESS), officer()
    first = known(ask(Subject.ACCESS, message="Quetzalcoatl"), person, by)
    services.refuse(first, "Quetzalcoatl", "Quetzalcoatl", by=by)
    second = known(ask(Subject.ERASE), person, by)
    deeds.erase(second, person, by=by)
    first.refresh_from_db()

    assert (first.name, first.message, first.answer, first.closed_because) == ("", "", "", "Effacé")


def test_an_objection_ends_every_mailing_and_outlives_a_new_subscription():
    person, by = make_person(email=ADDRESS), officer()
    note(person, Purpose.NEWSLETTER, given=True, channel="au téléphone")
    row = ask(Subject.OBJECT)
    services.attach(row, person, by=by)
    deeds.object_to_mail(row, by=by)
    suppression.confirmed(ADDRESS, "newsletter")

    assert suppression.is_suppressed(ADDRESS, "newsletter")
    last = Consent.objects.filter(person=person).current().get()
    assert (last.purpose, last.given) == (Purpose.NEWSLETTER, False)


def test_an_agreement_is_withdrawn_with_the_request_as_its_proof():
    person, by = make_person(email=ADDRESS), officer()
    word = note(person, Purpose.TESTIMONY, given=True, channel="au téléphone")
    row = ask(Subject.WITHDRAW)
    services.attach(row, person, by=by)
    deeds.withdraw(row, [word], by=by)

    last = Consent.objects.filter(person=person).current().get()
    assert (last.given, row.reference in last.channel) == (False, True)
    with pytest.raises(Refused, match="tient encore"):
        deeds.withdraw(row, [word], by=by)


def test_a_correction_goes_to_whoever_follows_the_person():
    person, by, advisor = make_person(), officer(), UserFactory(groups=["Conseillers"])
    open_journey(person, Track.INDEPENDENT, owner=advisor)
    row = known(ask(Subject.RECTIFY, message="Le nom."), person, by)
    deeds.entrust(row, person, by=by)
    deeds.rectified(row, person, ["last_name", "contact_points"], by=by)

    assert Task.objects.get(person=person).assignee == advisor
    assert row.deeds.get().told == "nom, coordonnées"
    assert "nom, coordonnées" in answers.proposed(row)


def test_nothing_found_is_said_in_the_answer():
    assert "nous ne tenons aucune donnée sur vous" in answers.proposed(ask())


def test_files_made_one_leave_one_file_to_the_request():
    first, second, by = make_person(), make_person(), officer()
    row = ask()
    for person in (first, second):
        services.attach(row, person, by=by)
    merge(first, second, by=UserFactory(groups=["Conseillers"]))

    assert [link.person for link in row.files.all()] == [first]
