"""A plan acted on from the file, the lists, the day, and what the person is written."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journeys import day, timeline
from crm.letters.models import Letter
from crm.registers.calendar import add_months
from crm.support.jobs import end_due_plans
from crm.support.models import Milestone, PlanPause, PlanState, Review, SupportPlan
from crm.support.plans import change_referent, move_plan
from crm.support.reviews import hold_review, plan_review, propose_review
from tests.crm.desk import another, at_the_desk, colleague
from tests.crm.factories import make_person
from tests.crm.support.factories import plan_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def begun(months=6, **options):
    """A plan begun some months ago, a few days more."""
    return plan_of(start=add_months(TODAY(), -months) - timedelta(days=3), **options)


def change(desk, plan, act, **said):
    return desk.post(reverse("crm_plan_change", args=[plan.person_id, plan.pk, act]), said)


def test_a_pause_is_noted_corrected_and_taken_away_from_the_file():
    plan, desk = begun(), at_the_desk()
    start, back = TODAY() - timedelta(days=9), TODAY() + timedelta(days=20)

    change(
        desk, plan, "pause", starts_on=start.isoformat(), ends_on=back.isoformat(), reason="congé"
    )
    pause = PlanPause.objects.get()
    plan.refresh_from_db()
    assert (pause.starts_on, pause.ends_on, plan.state) == (start, back, "paused")

    where = [plan.person_id, pause.pk]
    refused = desk.post(
        reverse("crm_pause_change", args=[*where, "change"]),
        {"starts_on": back.isoformat(), "ends_on": start.isoformat(), "why": "erreur"},
    )
    assert refused.status_code == 422
    assert "au moins un jour" in refused.content.decode()
    desk.post(reverse("crm_pause_change", args=[*where, "remove"]), {"why": "erreur"})
    assert not PlanPause.objects.exists()


def test_milestones_reviews_and_referent_from_the_file():
    plan, user = begun(), colleague()
    desk, other = at_the_desk(user), another()
    tomorrow = (TODAY() + timedelta(days=1)).isoformat()

    change(desk, plan, "milestone", label="Local trouvé", due_on=tomorrow)
    change(desk, plan, "review", subject="Comptes", due_on=tomorrow)
    change(desk, plan, "referent", referent=other.pk)
    row = Milestone.objects.get(label="Local trouvé")
    desk.post(
        reverse("crm_milestone_change", args=[plan.person_id, row.pk, "done"]),
        {"evidence": "Bail signé"},
    )

    plan.refresh_from_db()
    row.refresh_from_db()
    assert plan.referent == other
    assert (row.state, row.evidence) == ("done", "Bail signé")
    assert Review.objects.filter(subject="Comptes").exists()
    told = [moment.title for moment in timeline.moments(plan.person, user, ["support"])]
    assert "Étape atteinte\N{NO-BREAK SPACE}: Local trouvé" in told


def test_what_belongs_to_another_file_is_not_found():
    plan, other, desk = begun(), make_person(), at_the_desk()
    milestone, review = plan.milestones.first(), plan.reviews.first()

    for name, args in [
        ("crm_plan_change", [other.pk, plan.pk, "pause"]),
        ("crm_milestone_change", [other.pk, milestone.pk, "done"]),
        ("crm_review_hold", [other.pk, review.pk]),
        ("crm_plan_change", [plan.person_id, plan.pk, "autre"]),
        ("crm_milestone_change", [plan.person_id, milestone.pk, "autre"]),
    ]:
        assert desk.post(reverse(name, args=args)).status_code == 404


@pytest.mark.parametrize("typed", ["0001-01-01", "9999-12-31", "hier"])
def test_bad_days_come_back_with_what_was_typed(typed):
    answer = change(at_the_desk(), begun(), "pause", starts_on=typed, reason="Congé du père")

    assert answer.status_code == 422
    assert "Congé du père" in answer.content.decode()
    assert not PlanPause.objects.exists()


def test_a_review_is_held_on_a_past_day_and_not_before_the_plan():
    plan = begun()
    review = plan.reviews.first()

    with pytest.raises(Refused, match="jour passé"):
        hold_review(review, "Vu.", by=None, on=plan.starts_on - timedelta(days=1))
    held = hold_review(review, "Vu.", by=None, on=TODAY() - timedelta(days=2))

    assert timezone.localdate(held.held_at) == TODAY() - timedelta(days=2)


def test_a_review_is_proposed_by_letter_once_a_week():
    review = begun().reviews.first()

    propose_review(review, by=None)
    with pytest.raises(Refused, match="attendez une semaine"):
        propose_review(review, by=None)
    propose_review(review, by=None, at=timezone.now() + timedelta(days=8))

    assert Letter.objects.filter(key__startswith=f"review-{review.pk}-").count() == 2


def test_one_more_review_is_not_planned_in_a_pause_nor_outside_the_plan():
    plan = move_plan(begun(), PlanState.PAUSED, reason="congé")

    with pytest.raises(Refused, match="pause"):
        plan_review(plan, TODAY(), "Comptes")
    with pytest.raises(Refused, match="Choisissez"):
        plan_review(plan, plan.ends_on + timedelta(days=1), "Comptes")


def test_an_ended_plan_keeps_its_referent():
    plan = move_plan(begun(), PlanState.ENDED_EARLY, reason="départ")

    with pytest.raises(Refused, match="terminé"):
        change_referent(plan, colleague(), by=None)


def blocks(user):
    return {block.name: block for block in day.blocks(user, timezone.now())}


def test_the_day_tells_reviews_milestones_and_terms_of_ones_own_plans():
    user = colleague()
    mine, other = begun(referent=user), begun(referent=another())
    ending = begun(23, referent=user)

    found = blocks(user)

    assert {line.label for line in found["reviews"].lines} == {str(mine.person), str(ending.person)}
    assert str(other.person) not in {line.label for line in found["milestones"].lines}
    assert [line.label for line in found["ending-plans"].lines] == [str(ending.person)]
    assert "overlooked" not in found


def test_the_manager_is_told_of_reviews_missed_for_long_and_plans_without_a_referent(settings):
    settings.SUPPORT_REVIEW_ALERT_DAYS = 15
    manager = colleague("Responsables")
    begun(3, referent=manager)  # due three days ago
    begun(5, referent=manager)  # due for two months
    begun(0)

    block = blocks(manager)["overlooked"]

    assert block.total == 2
    assert block.lines[-1].label == "Un accompagnement sans référent"


def test_the_last_review_is_still_to_hold_once_the_plan_has_ended():
    user = colleague()
    plan = begun(24, referent=user)
    Review.objects.filter(plan=plan).exclude(month=24).delete()

    end_due_plans()

    assert [line.label for line in blocks(user)["reviews"].lines] == [str(plan.person)]


def test_each_view_of_the_list_shows_its_plans():
    user = colleague()
    mine, alone = begun(referent=user), begun(0)
    late, ended = begun(4, referent=another()), begun(1, referent=user)
    move_plan(ended, PlanState.ENDED_EARLY, reason="départ")
    paused = move_plan(begun(1, referent=another()), PlanState.PAUSED, reason="congé")
    ending = begun(23, referent=another())
    Review.objects.filter(plan=ending).delete()
    desk, shown = at_the_desk(user), {}

    for view in ("", "miens", "fin", "retard", "seuls", "pause", "termines", "autre"):
        plans = desk.get(reverse("crm_plans"), {"vue": view}).context["plans"]
        shown[view] = {plan.pk for plan in plans}

    live = {mine.pk, alone.pk, late.pk, paused.pk, ending.pk}
    assert shown == {
        "": live, "autre": live, "miens": {mine.pk}, "fin": {ending.pk},
        "retard": {mine.pk, late.pk}, "seuls": {alone.pk}, "pause": {paused.pk},
        "termines": {ended.pk},
    }  # fmt: skip


def test_the_list_takes_as_many_queries_for_two_as_for_twenty_five(django_assert_max_num_queries):
    desk = at_the_desk(colleague("Responsables"))
    for _ in range(2):
        begun()
    with django_assert_max_num_queries(60) as few:
        desk.get(reverse("crm_plans"))
    for _ in range(23):
        begun()

    with django_assert_max_num_queries(len(few)):
        desk.get(reverse("crm_plans"))


def test_the_panel_takes_as_many_queries_for_one_milestone_as_for_twenty(
    django_assert_max_num_queries,
):
    plan, desk = begun(), at_the_desk()
    address = reverse("crm_person", args=[plan.person_id])
    desk.get(address)
    with django_assert_max_num_queries(200) as few:
        desk.get(address)
    Milestone.objects.bulk_create(
        Milestone(plan=plan, label=f"Étape {rank}", due_on=TODAY()) for rank in range(20)
    )

    with django_assert_max_num_queries(len(few)):
        desk.get(address)


def test_several_plans_go_to_one_colleague_by_who_shares_them_out():
    first, second, ended = begun(), begun(), begun()
    move_plan(ended, PlanState.ENDED_EARLY, reason="départ")
    manager = colleague("Responsables")
    desk, to, address = at_the_desk(manager), another(), reverse("crm_plans_hand_over")

    assert at_the_desk(another()).post(address, {"plan": first.pk}).status_code == 302
    assert not SupportPlan.objects.filter(referent__isnull=False).exists()
    desk.post(address, {"plan": [first.pk, ended.pk], "referent": to.pk})
    desk.post(address, {"plan": ["zut"], "referent": to.pk})
    assert not SupportPlan.objects.filter(referent=to).exists()
    desk.post(address, {"plan": [first.pk, second.pk], "referent": to.pk})

    assert SupportPlan.objects.filter(referent=to).count() == 2
    assert Entry.objects.about(first).filter(action=Action.CHANGED, actor=manager).exists()
