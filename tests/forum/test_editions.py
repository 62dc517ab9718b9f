from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from wagtail import hooks

from forum.models import Edition, EditionState
from tests.forum.factories import EditionFactory

pytestmark = pytest.mark.django_db

DATES = {
    "registration_opens_on": date(2010, 6, 1),
    "registration_closes_on": date(2010, 10, 1),
    "starts_on": date(2010, 10, 7),
    "ends_on": date(2010, 10, 8),
}


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2010, 5, 31), EditionState.ANNOUNCED),
        (date(2010, 6, 1), EditionState.OPEN),
        (date(2010, 10, 1), EditionState.OPEN),
        (date(2010, 10, 2), EditionState.CLOSED),
        (date(2010, 10, 6), EditionState.CLOSED),
        (date(2010, 10, 7), EditionState.UNDERWAY),
        (date(2010, 10, 8), EditionState.UNDERWAY),
        (date(2010, 10, 9), EditionState.ENDED),
    ],
)
def test_each_boundary_day_of_an_edition_has_one_state(day, state):
    assert EditionFactory.build(**DATES).state_on(day) == state


def test_an_edition_without_registration_is_announced_until_it_begins():
    edition = EditionFactory.build(starts_on=date(2009, 11, 5))

    assert edition.state_on(date(2009, 11, 4)) == EditionState.ANNOUNCED
    assert edition.state_on(date(2009, 11, 5)) == EditionState.UNDERWAY


def test_a_postponed_edition_says_so_until_its_old_date_has_gone():
    edition = EditionFactory.build(postponed=True, reason="Neige.", **DATES)

    assert edition.state_on(date(2010, 10, 7)) == EditionState.POSTPONED
    assert edition.state_on(date(2010, 10, 9)) == EditionState.ENDED


def test_a_cancelled_edition_stays_cancelled():
    edition = EditionFactory.build(cancelled_on=date(2010, 9, 1), reason="Neige.", **DATES)

    assert edition.state_on(date(2010, 10, 9)) == EditionState.CANCELLED


def test_an_edition_is_to_come_on_its_last_day_and_past_the_day_after():
    EditionFactory(**DATES)

    assert Edition.objects.to_come(date(2010, 10, 8)).exists()
    assert not Edition.objects.past(date(2010, 10, 8)).exists()
    assert not Edition.objects.to_come(date(2010, 10, 9)).exists()
    assert Edition.objects.past(date(2010, 10, 9)).exists()


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"ends_on": date(2010, 10, 6)}, "edition_ends_after_it_starts"),
        ({"registration_opens_on": None}, "edition_registration_window_is_whole"),
        ({"registration_closes_on": None}, "edition_registration_window_is_whole"),
        (
            {"registration_closes_on": date(2010, 5, 31)},
            "edition_registration_window_is_whole",
        ),
        (
            {"registration_closes_on": date(2010, 10, 9)},
            "edition_registration_window_is_whole",
        ),
        ({"postponed": True}, "edition_stopped_with_a_reason"),
        ({"cancelled_on": date(2010, 9, 1)}, "edition_stopped_with_a_reason"),
        ({"reason": "Sans objet."}, "edition_stopped_with_a_reason"),
    ],
)
def test_the_database_refuses_an_impossible_edition(change, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        EditionFactory(**DATES | change)


def test_two_editions_have_different_numbers():
    edition = EditionFactory()

    with pytest.raises(IntegrityError):
        EditionFactory(number=edition.number)


def test_a_plugin_can_refuse_a_lower_capacity():
    edition = EditionFactory(capacity=300)
    edition.capacity = 100

    with (
        hooks.register_temporarily(
            "register_capacity_check", lambda row, new: "Déjà 212 inscrits." if new < 212 else ""
        ),
        pytest.raises(ValidationError) as refusal,
    ):
        edition.full_clean()

    assert refusal.value.message_dict == {"capacity": ["Déjà 212 inscrits."]}
