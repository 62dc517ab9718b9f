"""A half-day signed: within its window, once each, then by the trainer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connections

from crm.applications.attendance import links
from crm.applications.attendance.rules import window_of
from crm.applications.attendance.signing import COUNTERSIGNED, Said, countersign, not_now, sign
from crm.applications.calendar.whose import name_trainers
from crm.applications.models import Absence, Attendance, EnrolmentState, SignedBy, TaughtHalfDay
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from tests.crm.applications.lives import STARTS
from tests.crm.applications.taught import confirmed, half_day, hour, taught_session
from tests.crm.factories import UserFactory

LINK, TABLET = SignedBy.LINK, SignedBy.TABLET


@pytest.fixture
def session(db):
    return taught_session()


@pytest.mark.django_db
def test_a_trainee_signs_and_the_training_begins(session):
    row, enrolment = half_day(session), confirmed(session)

    signed = sign(row, enrolment, TABLET, at=hour(STARTS, 9, 5))

    enrolment.refresh_from_db()
    enrolment.application.person.refresh_from_db()
    assert (signed.trainee_signed_by, signed.minutes, signed.half_day) == (TABLET, 210, row)
    assert (signed.trainer_signed_at, signed.complete) == (None, False)
    assert enrolment.state == EnrolmentState.STARTED
    assert enrolment.application.person.last_inbound_at == hour(STARTS, 9, 5)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ((8, 44), "La signature s’ouvre le 09/05/2011 à 8\xa0h\xa045"),
        ((13, 1), "La signature s’est close le 09/05/2011 à 13\xa0h"),
    ],
)
def test_outside_its_window_a_half_day_is_not_signed_and_says_why(session, hours, said):
    row, enrolment = half_day(session), confirmed(session)

    with pytest.raises(Refused, match=said):
        sign(row, enrolment, LINK, at=hour(STARTS, *hours))

    assert not Attendance.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "after"), [((8, 45), (13, 0)), ((9, 0), (12, 30))])
def test_the_window_holds_to_its_edges_and_is_a_setting(session, settings, before, after):
    if before == (9, 0):
        settings.ATTENDANCE = {"opens_before": 0, "closes_after": 0}
    row = half_day(session)

    assert not_now(row, hour(STARTS, *before)) == ""
    assert not_now(row, hour(STARTS, *after)) == ""
    assert not_now(row, hour(STARTS, *after) + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("day", "opens", "closes"),
    [
        # 27 March 2011: at two it is three. 30 October 2011: at three it is two again.
        (date(2011, 3, 27), datetime(2011, 3, 27, 0, 45, tzinfo=UTC), datetime(2011, 3, 27, 2, 30, tzinfo=UTC)),
        (date(2011, 10, 30), datetime(2011, 10, 29, 23, 45, tzinfo=UTC), datetime(2011, 10, 30, 3, 30, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_the_window_holds_across_a_change_of_hour(day, opens, closes):
    starts = time(3) if day.month == 3 else time(2)

    window = window_of(TaughtHalfDay(date=day, starts_at=starts, ends_at=time(4)))

    assert (window.opens_at, window.closes_at) == (opens, closes)


@pytest.mark.django_db
def test_one_signs_once_and_for_oneself(session):
    row, enrolment = half_day(session), confirmed(session)
    stranger = confirmed(taught_session())
    sign(row, enrolment, LINK, at=hour(STARTS, 9))

    with pytest.raises(Refused, match="déjà notée"):
        sign(row, enrolment, TABLET, at=hour(STARTS, 9, 1))
    with pytest.raises(Refused, match="n’est pas confirmée"):
        sign(row, stranger, LINK, at=hour(STARTS, 9, 1))


@pytest.mark.django_db
def test_the_trainer_signs_for_the_group_and_says_who_was_away(session):
    row, trainer = half_day(session), UserFactory()
    there, late, ill, gone = (confirmed(session) for _ in range(4))
    for one in (there, late):
        sign(row, one, TABLET, at=hour(STARTS, 9, 5))

    said = Said(absences={ill.pk: Absence.JUSTIFIED}, late={late.pk: 25})
    countersign(row, said, by=trainer, at=hour(STARTS, 12, 30))

    told = {
        one.enrolment_id: (one.minutes, one.absence, one.trainer)
        for one in Attendance.objects.all()
    }
    assert told == {
        there.pk: (210, "", trainer),
        late.pk: (185, "", trainer),
        ill.pk: (0, "justified", trainer),
        gone.pk: (0, "unjustified", trainer),
    }
    assert set(Attendance.objects.followed().values_list("enrolment", flat=True)) == {
        there.pk, late.pk,
    }  # fmt: skip
    row.refresh_from_db()
    assert (row.signed_by, row.signed_at) == (trainer, hour(STARTS, 12, 30))
    assert Entry.objects.about(row).filter(action=Action.CHANGED).count() == 1


@pytest.mark.django_db
def test_the_trainer_signs_once_and_nobody_after_them(session):
    row, trainer, enrolment = half_day(session), UserFactory(), confirmed(session)
    with pytest.raises(Refused, match="à venir"):
        countersign(row, Said(), by=trainer, at=hour(STARTS, 8))
    countersign(row, Said(), by=trainer, at=hour(STARTS, 12))

    with pytest.raises(Refused, match="déjà signée"):
        countersign(row, Said(), by=trainer, at=hour(STARTS, 12, 1))
    with pytest.raises(Refused, match="Le formateur a déjà signé"):
        sign(row, enrolment, LINK, at=hour(STARTS, 12, 2))


@pytest.mark.django_db
def test_only_who_teaches_signs_for_the_group(session):
    trainer, stand_in, stranger = (UserFactory() for _ in range(3))
    row = half_day(session, trainer=trainer)
    name_trainers(session, [stand_in], by=None)

    with pytest.raises(Refused, match="Seul un formateur"):
        countersign(row, Said(), by=stranger, at=hour(STARTS, 12))

    countersign(row, Said(), by=stand_in, at=hour(STARTS, 12))
    row.refresh_from_db()
    assert row.signed_by == stand_in


@pytest.mark.django_db
def test_a_lateness_longer_than_the_half_day_signs_nothing(session):
    row, enrolment = half_day(session), confirmed(session)
    sign(row, enrolment, TABLET, at=hour(STARTS, 9))

    with pytest.raises(Refused, match="dépasse la demi-journée"):
        countersign(row, Said(late={enrolment.pk: 210}), by=UserFactory(), at=hour(STARTS, 12))

    row.refresh_from_db()
    assert row.signed_at is None


@pytest.mark.django_db(transaction=True)
def test_a_whole_group_signs_at_once_while_the_trainer_does():
    session = taught_session(seats_min=1, seats_max=8)
    row, trainer = half_day(session), UserFactory()
    group = [confirmed(session) for _ in range(6)]

    def act(one):
        try:
            if one is None:
                countersign(row, Said(), by=trainer, at=hour(STARTS, 12))
            else:
                sign(row, one, LINK, at=hour(STARTS, 12))
        except Refused as refusal:
            return str(refusal)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(max_workers=7) as people:
        said = list(people.map(act, [*group[:3], None, *group[3:]]))

    signed = said.count("") - 1
    assert Attendance.objects.count() == 6
    assert Attendance.objects.followed().count() == signed
    assert Attendance.objects.filter(trainer=trainer).count() == 6
    assert {one for one in said if one} <= {COUNTERSIGNED}


@pytest.mark.django_db
def test_a_personal_link_is_of_one_person_and_one_half_day(session):
    row, enrolment = half_day(session), confirmed(session)
    token = links.personal(row, enrolment, at=hour(STARTS, 8))

    found = links.signer_of(token, at=hour(STARTS, 20))

    assert found is not None
    assert (found.half_day, found.enrolment) == (row, enrolment)
    assert links.tablet_of(token, at=hour(STARTS, 9)) is None
    assert links.signer_of(token, at=hour(STARTS, 9) + timedelta(days=31)) is None


@pytest.mark.django_db
def test_the_tablet_has_one_link_at_a_time(session):
    row = half_day(session)
    first = links.tablet(row, at=hour(STARTS, 9))
    second = links.tablet(row, at=hour(STARTS, 9, 1))

    assert links.tablet_of(first, at=hour(STARTS, 9, 2)) is None
    assert links.tablet_of(second, at=hour(STARTS, 9, 2)) == row
