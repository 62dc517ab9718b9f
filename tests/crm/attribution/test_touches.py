"""First and last touch: kept as they come, corrected by an advisor, both kept when two files are one."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from crm.applications.answers import Answers
from crm.applications.intake import attach, receive
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journeys.models import Acquisition, AcquisitionKind, Touch, TouchKind, Track
from crm.journeys.origins import acquisition_of
from crm.journeys.services import open_journey
from crm.journeys.sources import Source, correct_source
from crm.journeys.touch_words import touches_around, touches_of
from crm.journeys.touches import Arrival, arrived
from crm.people.merging.services import merge
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import UserFactory, make_person

pytestmark = pytest.mark.django_db

T = timezone.now() - timedelta(days=40)


def by(kind=AcquisitionKind.WORD_OF_MOUTH, **told):
    return Acquisition.objects.create(kind=kind, at=T, **told)


def test_a_code_names_its_item_and_an_unknown_one_is_the_site(leaflets, article, edition):
    found = {
        code: acquisition_of(code, at=T)
        for code in ("d-murat", f"c-{article.pk}", "f-5", "l-99999", "e-7", "c-99999", "d-", "zz")
    }

    assert [one.kind for one in found.values()] == [
        "leaflet", "press", "forum", "newsletter", "newsletter", "web", "web", "web",
    ]  # fmt: skip
    assert found["d-murat"].item == leaflets
    assert found[f"c-{article.pk}"].item == article
    assert found["f-5"].item == edition
    assert found["l-99999"].item is None
    assert found["zz"].code == "zz"


def test_what_an_address_names_comes_before_what_is_declared(article, edition):
    one = acquisition_of(f"c-{article.pk}", "forum", "à la radio", at=T, edition=edition)
    other = acquisition_of("", "partner", "l’office", at=T)

    assert (one.kind, one.coverage, one.edition, one.declared_text) == (
        "press", article, None, "à la radio",
    )  # fmt: skip
    assert (other.kind, other.declared_text) == ("partner", "l’office")


def test_opening_a_journey_is_its_first_touch_and_there_is_one_opening_a_journey():
    source = by()
    journey = open_journey(make_person(), Track.INDEPENDENT, source=source, at=T)
    open_journey(journey.person, Track.INDEPENDENT, source=by(), at=T)

    touch = Touch.objects.get()
    assert (touch.kind, touch.acquisition, touch.at) == (TouchKind.OPENING, source, T)
    with pytest.raises(IntegrityError), transaction.atomic():
        Touch.objects.create(
            person=journey.person, journey=journey, kind="opening", acquisition=source, at=T
        )


def test_a_later_application_is_the_last_touch_before_it(leaflets):
    journey = open_journey(make_person(), Track.INDEPENDENT, source=by(), at=T)
    person = journey.person
    email = person.contact_points.get().value
    answers = Answers(first_name="Ana", last_name="Rey", email=email)
    row = receive(uuid.uuid4(), answers, None, origin="d-murat", at=T + timedelta(days=9))
    attach(row, person, by=None, at=T + timedelta(days=10))

    around = touches_around(journey, touches_of(person))

    assert around.first.label == "bouche-à-oreille"
    assert (around.last.label, around.last.item) == ("dépliant", "Salons du printemps")
    assert around.last_label == "dernier avant candidature"


def test_an_act_that_is_filed_twice_or_after_its_journey_opened_is_one_touch(leaflets):
    person = make_person()
    arrival = Arrival(TouchKind.CONTACT, "d-murat", T)

    arrived(person, arrival)
    arrived(person, arrival)
    assert Touch.objects.count() == 1
    arrived(person, Arrival(TouchKind.CONTACT, "d-murat", T + timedelta(days=1)))
    assert Touch.objects.count() == 2
    arrived(person, Arrival(TouchKind.CONTACT, "", T))
    assert Touch.objects.count() == 2


def test_a_source_is_corrected_down_to_the_article_and_the_former_one_stays_in_the_journal(article):
    journey = open_journey(make_person(), Track.INDEPENDENT, source=by(code="zz"), at=T)
    agent = UserFactory()

    correct_source(
        journey, Source(AcquisitionKind.PRESS, "au journal", coverage=article),
        by=agent, reason="Elle l’a dit au téléphone",
    )  # fmt: skip

    source = Touch.objects.get().acquisition
    assert (source, source.coverage, source.code) == (journey.source, article, "zz")
    entry = Entry.objects.get(action=Action.CHANGED, fields=["source"])
    assert (entry.before, entry.after) == ("word_of_mouth", f"press {article.pk}")
    assert (entry.actor, entry.reason) == (agent, "Elle l’a dit au téléphone")


def test_a_journey_without_a_source_gets_one_from_the_day_it_opened(edition):
    journey = open_journey(make_person(), Track.INDEPENDENT, at=T)

    correct_source(journey, Source(AcquisitionKind.FORUM, edition=edition), by=None)

    touch = Touch.objects.get()
    assert (touch.at, touch.acquisition, touch.acquisition.edition) == (T, journey.source, edition)


def test_an_item_of_another_kind_is_refused(article):
    journey = open_journey(make_person(), Track.INDEPENDENT, source=by(), at=T)

    with pytest.raises(Refused, match="« presse »"):
        correct_source(journey, Source(AcquisitionKind.FORUM, coverage=article), by=None)


def test_the_source_is_corrected_from_the_file_and_a_fault_comes_back_as_typed(article):
    advisor = colleague()
    journey = open_journey(make_person(), Track.INDEPENDENT, owner=advisor, at=T)
    desk = at_the_desk(advisor)
    address = reverse("crm_journey_source", args=[journey.pk])
    told = {"source": "forum", "coverage": article.pk, "declared_text": "au journal", "reason": ""}

    refused = desk.post(address, told)
    assert refused.status_code == 422
    assert "Un article ne va qu" in refused.content.decode()
    assert 'value="au journal"' in refused.content.decode()

    desk.post(address, told | {"source": "press"})
    journey.refresh_from_db()
    assert journey.source.coverage == article
    file = desk.get(reverse("crm_person", args=[journey.person_id])).content.decode()
    assert "Le Quotidien d’essai, Ils reviennent" in file


def test_two_files_made_one_keep_what_brought_both():
    kept = open_journey(make_person(), Track.INDEPENDENT, source=by(), at=T)
    ended = open_journey(make_person(), Track.INDEPENDENT, source=by(AcquisitionKind.PARTNER), at=T)

    merge(kept.person, ended.person, by=None)

    assert {touch.acquisition.kind for touch in touches_of(kept.person)} == {
        "word_of_mouth", "partner",
    }  # fmt: skip
