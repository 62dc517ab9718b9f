"""Hours, per trainee, module and mode: a case computed by hand."""

from datetime import timedelta

import pytest

from crm.applications.attendance import (
    credit_module,
    hours_of,
    hours_of_session,
    note_attendance,
    progress_of,
)
from crm.applications.attendance.corrections import correct
from crm.applications.attendance.hours import duration
from crm.applications.attendance.modules import hand_in, keep_work, return_work, set_evidence
from crm.applications.attendance.signing import Said, countersign, sign
from crm.applications.models import Absence, Evidence, Mode, ModuleResult, SignedBy
from crm.journal.refusal import Refused
from tests.crm.applications.lives import STARTS, noon
from tests.crm.applications.taught import AM, PM, confirmed, half_day, hour, pdf, taught_session
from tests.crm.factories import UserFactory

LAST_WEEK = STARTS + timedelta(days=140)


@pytest.fixture
def session(db):
    return taught_session()


@pytest.mark.django_db
def test_the_hours_of_a_session_add_up(session):
    """Ana: two mornings signed by both (210 + 210 − 30 late), one by her alone (210), module 1 (9 h).
    Bo: away the first morning, there the second (210), corrected to 90 the week after; modules 1 and 3."""
    first, second = session.course.modules.filter(kind="on_site")
    mornings = [
        half_day(session, STARTS, AM, module=first),
        half_day(session, LAST_WEEK, AM, module=second),
    ]
    alone = half_day(session, LAST_WEEK, PM, module=second)
    trainer, ana, bo = UserFactory(), confirmed(session), confirmed(session)
    sign(mornings[0], ana, SignedBy.TABLET, at=hour(STARTS, 9))
    countersign(mornings[0], Said(), by=trainer, at=hour(STARTS, 12))
    for one in (ana, bo):
        sign(mornings[1], one, SignedBy.LINK, at=hour(LAST_WEEK, 9))
    countersign(mornings[1], Said(late={ana.pk: 30}), by=trainer, at=hour(LAST_WEEK, 12))
    sign(alone, ana, SignedBy.LINK, at=hour(LAST_WEEK, 14))
    credit_module(ana, session.course.modules.get(number=1), at=noon(LAST_WEEK))
    for number in (1, 3):
        credit_module(bo, session.course.modules.get(number=number), at=noon(LAST_WEEK))
    row = bo.attendances.get(date=LAST_WEEK)
    correct(
        row, absence=Absence.NONE, minutes=90, reason="Parti à 10 h 30.", by=None,
        at=noon(LAST_WEEK + timedelta(days=7)),
    )  # fmt: skip

    told = {
        pk: [(line.title, line.mode, line.minutes, line.signed) for line in lines]
        for pk, lines in hours_of_session(session).items()
    }

    assert told == {
        ana.pk: [
            ("À distance 1", Mode.DISTANCE, 540, 540),
            ("Sur place 4", Mode.ON_SITE, 210, 210),
            ("Sur place 5", Mode.ON_SITE, 390, 180),
        ],
        bo.pk: [
            ("À distance 1", Mode.DISTANCE, 540, 540),
            ("À distance 3", Mode.DISTANCE, 660, 660),
            ("Sur place 5", Mode.ON_SITE, 90, 90),
        ],
    }
    # Out of 9 + 10 + 11 + 35 + 35 = 100 hours.
    come = progress_of(session, [ana.pk, bo.pk])
    assert (come[ana.pk].share, come[ana.pk].half_days) == (19, 3)
    assert (come[bo.pk].share, come[bo.pk].half_days, come[bo.pk].modules) == (21, 1, 2)


@pytest.mark.django_db
def test_hours_noted_without_a_calendar_are_told_all_the_same(session):
    enrolment = confirmed(session)
    note_attendance(enrolment, STARTS, AM, at=noon(STARTS))

    line = hours_of(enrolment)[0]

    assert (line.title, line.number, line.minutes, line.signed) == ("Formation sur place", None, 210, 210)  # fmt: skip


@pytest.mark.django_db
def test_the_queries_do_not_grow_with_the_group(session, django_assert_num_queries):
    module = session.course.modules.get(number=1)
    for _ in range(2):
        credit_module(confirmed(session), module, at=noon(STARTS))
    with django_assert_num_queries(4):
        hours_of_session(session)
    for _ in range(6):
        one = confirmed(session)
        credit_module(one, module, at=noon(STARTS))
        note_attendance(one, STARTS, AM, at=noon(STARTS))

    with django_assert_num_queries(4):
        hours_of_session(session)


@pytest.mark.django_db
@pytest.mark.parametrize(("evidence", "hours"), [(Evidence.HANDED_IN, 9), (Evidence.VALIDATED, 0)])
def test_a_module_counts_on_the_evidence_that_its_course_wants(session, evidence, hours):
    set_evidence(session.course, evidence, by=None)
    enrolment, module = confirmed(session), session.course.modules.get(number=1)

    result = hand_in(enrolment, module, at=noon(STARTS))

    assert (result.hours_credited, result.handed_in_by) == (hours, SignedBy.LINK)
    validated = credit_module(enrolment, module, comment="Très clair.", at=noon(STARTS))
    assert (validated.pk, validated.hours_credited, validated.comment) == (result.pk, 9, "Très clair.")  # fmt: skip
    assert validated.handed_in_at == noon(STARTS)


@pytest.mark.django_db
def test_a_work_is_returned_with_a_word_and_handed_in_again(session):
    enrolment, module = confirmed(session), session.course.modules.get(number=1)
    result = hand_in(enrolment, module, at=noon(STARTS))

    with pytest.raises(Refused, match="Dites ce qui est à reprendre"):
        return_work(result, " ", by=None)
    return_work(result, "Il manque le budget.", by=None, at=noon(STARTS))
    again = hand_in(enrolment, module, at=noon(STARTS + timedelta(days=3)))

    assert (again.pk, again.returned_at, again.comment) == (result.pk, None, "Il manque le budget.")
    credit_module(enrolment, module, at=noon(STARTS + timedelta(days=4)))
    with pytest.raises(Refused, match="déjà validé"):
        hand_in(enrolment, module)
    assert ModuleResult.objects.count() == 1


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(210, "3\xa0h\xa030"), (420, "7\xa0h"), (45, "45\xa0min"), (0, "0\xa0min")],
)
def test_durations_are_written_as_one_says_them(minutes, told):
    assert duration(minutes) == told


def test_a_work_is_checked_as_papers_are(session):
    enrolment, module = confirmed(session), session.course.modules.get(number=1)

    kept = keep_work(enrolment, module, pdf("Mon travail.pdf"))

    assert kept is not None
    assert (kept.person, kept.title) == (enrolment.application.person, "Travail du module 1")
    with pytest.raises(Refused, match="n’est pas ce que dit son nom"):
        keep_work(enrolment, module, pdf("travail.png"))
