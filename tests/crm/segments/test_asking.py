"""What a segment keeps, reads again and counts; what is not understood finds nobody."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from crm.segments.asking import counts, people_asked, people_of, read
from crm.segments.criteria import CRITERIA
from editorial.typography import french
from tests.crm.desk import journey_of
from tests.crm.factories import (
    UserFactory,
    make_person,
)
from tests.crm.segments.factories import asks, segment_of

pytestmark = pytest.mark.django_db


def test_counting_segments_asks_the_same_questions_for_two_and_for_twenty():
    user = UserFactory()
    made = [
        segment_of(user, asks("journey", owner="personne"), asks("application", state=["refused"]))
        for _ in range(20)
    ]
    journey_of()

    with CaptureQueriesContext(connection) as two:
        counts(made[:2], timezone.now())
    with CaptureQueriesContext(connection) as twenty:
        told = counts(made, timezone.now())

    assert len(two) == len(twenty)
    assert set(told.values()) == {0}


def test_a_segment_is_counted_as_its_people():
    user = UserFactory()
    journey_of()
    make_person()
    one, broken = segment_of(user, asks("journey", state="open")), segment_of(user)
    broken.criteria = [asks("application", session="999999")]
    broken.save(update_fields=["criteria"])

    told = counts([one, broken], timezone.now())

    assert told == {one.pk: 1, broken.pk: None}
    assert people_of(one, timezone.now()).count() == 1
    assert people_of(broken, timezone.now()).count() == 0


@pytest.mark.parametrize(
    "kept",
    [
        asks("notes", text="divorce"),
        asks("application", session="999999"),
        asks("journey", track=["t9"]),
        asks("sign", after="31/02/2011"),
        asks("sign", after="2011-03-02", before="2011-03-01"),
        asks("department", departments="15'--"),
        asks("trade", trade="ab"),
        asks("status"),
        {},
    ],
)
def test_what_is_not_understood_finds_nobody(kept):
    make_person()

    assert read([kept]) is None
    assert people_asked(read([asks("reachable"), kept]), timezone.now()).count() == 0


def test_a_look_up_that_no_form_declares_is_not_read():
    make_person()
    kept = asks("reachable", person__birth_year__gt="1900", anonymised_at__isnull="False")

    asked = read([kept])

    assert asked is not None
    assert asked[0].kept()["told"] == {}


def test_no_question_is_nobody():
    make_person()

    assert people_asked([], timezone.now()).count() == 0


def test_every_criterion_says_its_answers_and_its_label_is_its_own():
    labels = [one.label for one in CRITERIA.values()]
    asked = read([asks("journey", track=["t1", "t2"], opened_after="2011-03-01", exclude=True)])
    assert asked is not None

    assert len(set(labels)) == len(labels)
    assert asked[0].words() == french(
        "sauf : Parcours et étape (parcours : télétravail indépendant ou télétravail salarié ; "
        "ouvert à partir du : 1er\u00a0mars\u00a02011)"
    )
