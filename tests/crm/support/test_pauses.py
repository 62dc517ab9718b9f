"""Pauses with their own dates: past, planned, corrected, taken away, and never two on one day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.registers.calendar import add_months
from crm.support.entitlement import free_spans, is_free
from crm.support.jobs import end_due_plans, follow_pauses
from crm.support.models import PlanPause, PlanState, SupportPlan
from crm.support.pauses import add_pause, change_pause, remove_pause
from crm.support.plans import move_plan
from crm.support.reviews import hold_review, plan_review
from tests.crm.support.factories import START, on, plan_of

pytestmark = pytest.mark.django_db
END = date(2011, 2, 2)
NOW = on(date(2010, 1, 15))
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "change", "remove"]),
        st.integers(-30, 900),
        st.one_of(st.none(), st.integers(-2, 120)),
    ),
    max_size=6,
)


def paused(plan, start, end, at=NOW):
    return add_pause(plan, start, end, "naissance", at=at)


@settings(max_examples=30, deadline=None)
@given(STEPS, st.integers(0, 24))
def test_whatever_is_typed_the_sums_hold(steps, extension):
    plan = plan_of()
    for act, after, days in steps:
        start = START + timedelta(days=after)
        end = None if days is None else start + timedelta(days=days)
        pauses = list(plan.pauses.all())
        try:
            if act == "add" or not pauses:
                paused(plan, start, end)
            elif act == "change":
                change_pause(pauses[0], start, end, "erreur", at=NOW)
            else:
                remove_pause(pauses[0], "erreur", at=NOW)
        except Refused:
            pass
    if extension and SupportPlan.objects.get(pk=plan.pk).state == PlanState.ACTIVE:
        move_plan(plan, PlanState.EXTENDED, months=extension, reason="projet", at=NOW)
    plan = SupportPlan.objects.get(pk=plan.pk)
    pauses = list(plan.pauses.order_by("starts_on"))

    for earlier, later in pairwise(pauses):
        assert earlier.ends_on is not None
        assert earlier.ends_on <= later.starts_on
    months = 24 + sum(row.months for row in plan.extensions.all())
    lost = timedelta(days=sum((row.ends_on - row.starts_on).days for row in pauses if row.ends_on))
    assert plan.ends_on == add_months(START, months) + lost
    spans = free_spans([plan.person_id])[plan.person_id]
    assert all(span.starts_on >= START and span.ends_on <= plan.ends_on for span in spans)
    assert not any(is_free(spans, row.starts_on) for row in pauses)
    assert not any(
        row.ends_on and is_free(spans, row.ends_on - timedelta(days=1)) for row in pauses
    )
    free = sum((span.ends_on - span.starts_on).days for span in spans)
    if all(row.ends_on for row in pauses):
        assert free == (add_months(START, months) - START).days


@pytest.mark.parametrize(
    ("start", "end"),
    [(date(2009, 6, 10), date(2009, 6, 20)), (date(2009, 5, 1), date(2009, 6, 2)),
     (date(2009, 6, 29), None), (date(2009, 1, 1), None)],
)  # fmt: skip
def test_the_database_says_no_to_two_pauses_on_one_day(start, end):
    plan = plan_of()
    paused(plan, date(2009, 6, 1), date(2009, 6, 30))

    with pytest.raises(IntegrityError), transaction.atomic():
        PlanPause.objects.create(plan=plan, starts_on=start, ends_on=end, reason="naissance")
    free = PlanPause.objects.create(
        plan=plan, starts_on=date(2009, 7, 1), ends_on=date(2009, 7, 9), reason="congé"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanPause.objects.filter(pk=free.pk).update(starts_on=date(2009, 6, 29))


def test_a_pause_may_begin_the_day_another_ends():
    plan = plan_of()
    paused(plan, date(2009, 6, 1), date(2009, 6, 30))

    paused(plan, date(2009, 6, 30), date(2009, 7, 10))

    plan.refresh_from_db()
    assert plan.ends_on == END + timedelta(days=39)


def test_a_planned_pause_begins_and_ends_by_itself_and_the_term_waits():
    plan = plan_of()
    start, back = date(2010, 3, 1), date(2010, 3, 31)
    paused(plan, start, back)
    plan.refresh_from_db()
    assert (plan.state, plan.ends_on) == ("active", END + timedelta(days=30))

    assert follow_pauses(on(start - timedelta(days=1))) == 0
    assert follow_pauses(on(start)) == 1
    assert follow_pauses(on(start)) == 0
    plan.refresh_from_db()
    assert plan.state == PlanState.PAUSED
    follow_pauses(on(back))
    plan.refresh_from_db()
    assert plan.state == PlanState.ACTIVE
    assert end_due_plans(on(END)) == 0
    assert end_due_plans(on(END + timedelta(days=30))) == 1


def test_the_start_of_a_pause_is_corrected_and_the_correction_is_told():
    plan = plan_of()
    pause = paused(plan, date(2010, 1, 10), None)

    change_pause(pause, date(2009, 12, 1), date(2010, 1, 5), "date du congé", at=NOW)

    plan.refresh_from_db()
    assert (plan.state, plan.ends_on) == ("active", END + timedelta(days=35))
    entry = Entry.objects.about(pause).filter(action=Action.CHANGED).get()
    assert entry.reason == "date du congé"
    assert entry.person_id == plan.person_id


def test_a_pause_taken_away_gives_its_days_back():
    plan = plan_of()
    pause = paused(plan, date(2010, 1, 1), None)

    remove_pause(pause, "erreur de dossier", at=NOW)

    plan.refresh_from_db()
    assert (plan.state, plan.ends_on, plan.pauses.count()) == ("active", END, 0)
    with pytest.raises(Refused, match="plus là"):
        remove_pause(pause, "erreur de dossier", at=NOW)


def test_without_its_first_pause_a_later_one_would_fall_after_the_term():
    plan = plan_of()
    first = paused(plan, date(2010, 2, 1), date(2010, 8, 1))
    paused(plan, date(2011, 6, 1), date(2011, 7, 1))

    with pytest.raises(Refused, match="après le terme"):
        remove_pause(first, "erreur", at=NOW)


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [(date(2009, 2, 1), None, "avant"), (date(2010, 3, 1), date(2010, 3, 1), "au moins un jour"),
     (END, None, "après le terme"), (date(2010, 3, 1), date(9999, 12, 31), "24 mois"),
     (date.min, None, "avant"), (date.max, None, "après le terme")],
)  # fmt: skip
def test_a_pause_stands_in_its_plan(start, end, told):
    with pytest.raises(Refused, match=told):
        paused(plan_of(), start, end)


def test_a_reason_is_asked_and_an_ended_plan_is_left_alone():
    plan = plan_of()
    with pytest.raises(Refused, match="motif"):
        add_pause(plan, date(2010, 1, 1), None, " ", at=NOW)
    end_due_plans(on(END))

    with pytest.raises(Refused, match="terminé"):
        paused(plan, date(2010, 1, 1), date(2010, 1, 9))


def test_the_reviews_still_to_hold_move_with_the_pauses():
    plan = plan_of()
    held, second, *others = plan.reviews.all()
    hold_review(held, "Premier client.", by=None, at=on(held.due_on))
    more = plan_review(plan, date(2009, 7, 10), "statut", at=on(START))

    # The second is due on 2 August 2009, within the pause.
    paused(plan, date(2009, 7, 1), date(2009, 9, 1))

    days = timedelta(days=62)
    assert plan.reviews.get(pk=held.pk).due_on == date(2009, 5, 2)
    assert plan.reviews.get(pk=second.pk).due_on == second.due_on + days
    assert [plan.reviews.get(pk=row.pk).due_on - row.due_on for row in others] == [days] * 3
    assert plan.reviews.get(pk=more.pk).due_on == date(2009, 9, 1)


def test_an_early_end_on_a_past_day_closes_the_pause_and_the_free_access():
    plan = plan_of()
    paused(plan, date(2009, 12, 1), None)

    move_plan(plan, PlanState.ENDED_EARLY, reason="départ", on=date(2009, 12, 20), at=NOW)

    [span] = free_spans([plan.person_id])[plan.person_id]
    assert (span.starts_on, span.ends_on) == (START, date(2009, 12, 1))
    assert plan.pauses.get().ends_on == date(2009, 12, 20)


def test_a_term_noted_late_is_the_term_all_the_same():
    plan = move_plan(plan_of(), PlanState.ENDED, at=on(END + timedelta(days=40)))

    assert plan.ended_on == END
    [span] = free_spans([plan.person_id])[plan.person_id]
    assert span.ends_on == END


def test_an_extension_before_the_term_adds_a_review_and_its_months():
    plan = move_plan(plan_of(), PlanState.EXTENDED, months=6, reason="projet", at=NOW)

    assert (plan.state, plan.ends_on) == ("extended", date(2011, 8, 2))
    assert plan.reviews.get(month=30).due_on == date(2011, 8, 2)


def test_a_plan_in_pause_is_not_prolonged_before_it_goes_on():
    plan = move_plan(plan_of(), PlanState.PAUSED, reason="congé", at=NOW)

    with pytest.raises(Refused, match="reprise"):
        move_plan(plan, PlanState.EXTENDED, months=6, reason="projet", at=NOW)
