"""Two colleagues, or two machines, at the same moment, on the database that the tests run on."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connections

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.support.checks import ask_due
from crm.support.jobs import end_due_plans
from crm.support.models import ActivityKind, PlanPause, SupportPlan
from crm.support.pauses import add_pause
from crm.support.services import note_activity
from tests.crm.factories import make_person
from tests.crm.support.factories import START, on, plan_of

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4
NOW = on(date(2009, 9, 1))


def at_once(act):
    def run(rank):
        try:
            return act(rank)
        except (Refused, IntegrityError):
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as workers:
        return list(workers.map(run, range(AT_ONCE)))


def test_of_pauses_that_share_days_one_is_noted():
    plan = plan_of()

    def pause(rank):
        start = date(2009, 6, 1) + timedelta(days=rank)
        return add_pause(plan, start, start + timedelta(days=30), "naissance", at=NOW)

    noted = [row for row in at_once(pause) if row]

    assert len(noted) == PlanPause.objects.count() == 1
    plan.refresh_from_db()
    assert plan.ends_on == date(2011, 2, 2) + timedelta(days=30)


def test_written_past_the_door_they_are_refused_all_the_same():
    plan = plan_of()

    def write(rank):
        return PlanPause.objects.create(plan=plan, starts_on=date(2009, 6, 1), reason="naissance")

    at_once(write)
    assert PlanPause.objects.count() == 1

    def later(rank):
        start = date(2008, 1, 1) + timedelta(days=rank)
        return PlanPause.objects.create(
            plan=plan, starts_on=start, ends_on=start + timedelta(days=9), reason="congé"
        )

    at_once(later)
    assert PlanPause.objects.count() == 2


def test_a_term_is_noted_once_by_several_machines():
    plan = plan_of()

    assert sum(at_once(lambda _rank: end_due_plans(on(date(2011, 2, 2))))) == 1
    moves = Entry.objects.about(plan).filter(action=Action.MOVED, after="ended")
    assert moves.count() == 1
    assert SupportPlan.objects.get().state == "ended"


def test_a_question_is_sent_once_by_several_machines():
    note_activity(make_person(), ActivityKind.CREATION, START, at=on(START))

    assert sum(at_once(lambda _rank: ask_due(on(date(2010, 2, 2))))) == 1
    assert Letter.objects.count() == 1
