"""A request from its arrival to its answer: its clock, its states, who its asker is."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from crm.datarights import due, forgetting, services
from crm.datarights.clock import extended_due, first_due
from crm.datarights.intake import Asked, receive, register
from crm.datarights.models import (
    PATHS,
    Channel,
    IdentityMeans,
    RightsRequest,
    RightsState,
    Subject,
)
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.letters.delivery import send
from crm.letters.models import Letter
from crm.privacy.services import anonymise
from tests.crm.factories import make_person

from .factories import ADDRESS, ask, known, officer

pytestmark = pytest.mark.django_db


def noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("came", "due_on", "extended"),
    [
        (noon(2026, 1, 15), date(2026, 2, 15), date(2026, 4, 15)),
        (noon(2026, 1, 31), date(2026, 2, 28), date(2026, 4, 30)),
        (noon(2026, 11, 30), date(2026, 12, 30), date(2027, 2, 28)),
        (datetime(2026, 3, 1, 23, 30, tzinfo=UTC), date(2026, 4, 2), date(2026, 6, 2)),
    ],
)
def test_a_month_runs_from_the_day_of_arrival_and_two_more_once_extended(came, due_on, extended):
    assert (first_due(came), extended_due(came)) == (due_on, extended)


def test_a_form_posted_twice_is_one_request_and_one_letter():
    key = uuid.uuid4()
    asked = Asked(Subject.ACCESS, "Ana Rey", email=ADDRESS)
    rows = [receive(asked, key, wording=None) for _ in range(2)]

    assert rows[0] == rows[1]
    assert Letter.objects.filter(to=ADDRESS).count() == 1


def test_a_request_told_by_telephone_is_due_from_the_day_it_was_told():
    told_on = timezone.localdate() - timedelta(days=10)
    row = register(
        Asked(Subject.ERASE, "Ana Rey", phone="06 39 98 01 42"),
        Channel.PHONE,
        told_on,
        by=officer(),
    )

    assert timezone.localdate(row.received_at) == told_on
    assert row.due_on == first_due(row.received_at)
    with pytest.raises(Refused, match="à venir"):
        register(
            Asked(Subject.ERASE, "Ana"),
            Channel.PHONE,
            timezone.localdate() + timedelta(days=1),
            by=officer(),
        )


def test_an_extension_is_told_within_the_first_month_with_its_motive_and_once():
    row, by = ask(at=noon(2026, 1, 15)), officer()
    services.extend(row, "Plusieurs dossiers à relire.", by=by, at=noon(2026, 2, 15))

    assert (row.state, row.due_on) == (RightsState.EXTENDED, date(2026, 4, 15))
    letter = Letter.objects.get(template__endswith="extended.txt")
    assert "Plusieurs dossiers à relire." in letter.body
    with pytest.raises(Refused, match="ne se prolonge plus"):
        services.extend(row, "Encore.", by=by, at=noon(2026, 2, 15))


def test_nothing_is_extended_once_the_first_month_is_over():
    row = ask(at=noon(2026, 1, 15))

    with pytest.raises(Refused, match="Le premier mois est passé"):
        services.extend(row, "Trop tard.", by=officer(), at=noon(2026, 2, 16))


def test_what_is_over_never_moves_again():
    over = {RightsState.ANSWERED, RightsState.REFUSED, RightsState.CLOSED}
    assert {state for state, ways in PATHS.items() if not ways} == over
    row, by = ask(), officer()
    services.answer(row, "Voici.", by=by)

    for act in (
        lambda: services.answer(row, "Voici encore.", by=by),
        lambda: services.close(row, "Sans suite.", by=by),
        lambda: services.attach(row, make_person(), by=by),
    ):
        with pytest.raises(Refused, match="close"):
            act()


def test_a_refusal_says_why_and_names_the_authority():
    row, by = ask(), officer()
    with pytest.raises(Refused, match="motivé"):
        services.refuse(row, " ", "Non.", by=by)
    services.refuse(row, "Manifestement infondée.", "Non, voyez la CNIL.", by=by)

    assert (row.state, row.closed_because) == (RightsState.REFUSED, "Manifestement infondée.")
    assert "voyez la CNIL" in Letter.objects.get(template__endswith="answer.txt").body


def test_the_same_address_identifies_only_once_its_reader_confirmed_it():
    person, by = make_person(email=ADDRESS), officer()
    row = ask()
    services.attach(row, person, by=by)
    with pytest.raises(Refused, match="pas confirmée"):
        services.establish(row, IdentityMeans.ADDRESS, by=by)
    services.confirm_address(row)
    services.establish(row, IdentityMeans.ADDRESS, by=by)

    assert row.identity_means == IdentityMeans.ADDRESS


def test_a_link_goes_to_the_address_of_the_file_not_to_that_of_the_request():
    person, by = make_person(email="vraie@example.org"), officer()
    row = ask(email="autre@example.org")
    services.attach(row, person, by=by)
    services.send_proof(row, person, by=by)

    letter = Letter.objects.get(template__endswith="prove.txt")
    assert letter.to == "vraie@example.org"
    assert person.last_name not in letter.body
    assert row.state == RightsState.IDENTITY


def test_the_journal_tells_each_step_and_none_of_the_words():
    person, by = make_person(), officer()
    row = known(ask(message="Quetzalcoatl"), person, by)
    services.extend(row, "Quetzalcoatl", by=by)
    services.refuse(row, "Quetzalcoatl", "Quetzalcoatl", by=by)

    lines = Entry.objects.about(row)
    assert set(lines.values_list("action", flat=True)) == {
        Action.CREATED,
        Action.CHANGED,
        Action.MOVED,
    }
    assert not lines.filter(reason__contains="Quetzalcoatl").exists()


def test_the_officer_is_reminded_once_a_week_before_the_last_day():
    by = officer()
    row = ask(at=noon(2026, 1, 15))
    assert due.remind(noon(2026, 2, 7)) == 0
    assert due.remind(noon(2026, 2, 8)) == 1
    assert due.remind(noon(2026, 2, 9)) == 0

    letter = Letter.objects.get(template__endswith="reminder.txt")
    assert (letter.to, row.reference in letter.body) == (by.email, True)


def test_some_months_after_its_end_a_request_keeps_no_name(settings):
    settings.RIGHTS_REQUESTS_MONTHS = 36
    row = ask(message="Tout.", at=noon(2022, 1, 15))
    services.answer(row, "Voici.", by=officer(), at=noon(2022, 2, 1))
    waiting = ask(at=noon(2022, 1, 15))

    assert forgetting.forget(noon(2025, 2, 1)) == 0
    assert forgetting.forget(noon(2025, 2, 2)) == 1
    assert forgetting.forget(noon(2025, 2, 3)) == 0
    row.refresh_from_db()
    waiting.refresh_from_db()
    assert (row.name, row.email, row.message, row.answer) == ("", "", "", "")
    assert (row.subject, row.state) == (Subject.ACCESS, RightsState.ANSWERED)
    assert waiting.name == "Ana Rey"


def test_whoever_is_erased_leaves_nothing_in_their_requests_that_are_over():
    person, by = make_person(email=ADDRESS), officer()
    tied, loose, waiting = ask(email="autre@example.org"), ask(), ask()
    services.attach(tied, person, by=by)
    for row in (tied, loose):
        services.answer(row, "Voici.", by=by)
    for letter in Letter.objects.filter(to="autre@example.org"):
        send(letter.pk)
    anonymise(person)

    for row in (tied, loose, waiting):
        row.refresh_from_db()
    assert [row.name for row in (tied, loose, waiting)] == ["", "", "Ana Rey"]
    assert tied.forgotten_at is not None
    assert (loose.email, loose.answer, loose.state) == ("", "", RightsState.ANSWERED)
    assert not Letter.objects.filter(to="autre@example.org").exists()


def test_a_request_in_the_file_of_another_who_has_the_same_address_keeps_its_asker():
    gone, stays, by = make_person(email=ADDRESS), make_person(email=ADDRESS), officer()
    row = ask()
    services.attach(row, stays, by=by)
    services.answer(row, "Voici.", by=by)
    anonymise(gone)

    row.refresh_from_db()
    assert row.name == "Ana Rey"


def test_the_database_refuses_a_refusal_without_a_motive():
    from django.db import IntegrityError, transaction

    row = ask()
    with pytest.raises(IntegrityError), transaction.atomic():
        RightsRequest.objects.filter(pk=row.pk).update(state="refused", closed_at=timezone.now())
