"""Plans at every age: paused, prolonged, about to end, forgotten; milestones with evidence; activities to ask about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import User

from crm.applications.models import Enrolment, EnrolmentState
from crm.journeys.models import InteractionKind, Journey, Track
from crm.journeys.services import log, open_journey
from crm.people.models import Person
from crm.registers.calendar import add_months
from crm.support.activities import correct_activity
from crm.support.check_days import lay_missing
from crm.support.checks import answer_check, note_attempt
from crm.support.milestones import add_milestone, move_milestone
from crm.support.models import (
    ActivityCreation,
    ActivityKind,
    CheckState,
    MilestoneState,
    PlanBasis,
    PlanState,
    SupportPlan,
)
from crm.support.pauses import add_pause
from crm.support.plans import move_plan, open_plan
from crm.support.reviews import hold_review, note_by_trainer, plan_review
from crm.support.services import note_activity

from ..days import at_hour
from .stage import Scene


@dataclass(frozen=True)
class Story:
    """A plan begun some months ago. `working` after how many months an activity began, None for none."""

    months: int
    reached: int
    late: int  # how many reviews nobody held
    working: int | None = None
    followed: bool = True


PAUSED_ONCE, PROLONGED, ENDING, FORGOTTEN, PLANNED, AWAY = (
    Story(11, 3, 0, 3),
    Story(22, 5, 0, 8),
    Story(23, 4, 1, 10),
    Story(8, 1, 1, followed=False),
    Story(5, 2, 0, 2),
    Story(14, 3, 0, 1),
)
EVIDENCE = [
    "Micro-entreprise, extrait du registre vu",
    "Relevé d’identité bancaire vu",
    "Accusé de la déclaration vu",
    "Première facture, 480 €",
    "Trois contrats montrés",
]
REVIEW = "Deux clients réguliers, un troisième en vue. Reste à trouver un rythme entre la maison et le télécentre."
# A made-up number whose key is right.
SIRET = "90000000000019"


def play_support(scene: Scene) -> None:
    plans = {
        story: _begin(scene, story)
        for story in (PAUSED_ONCE, PROLONGED, ENDING, FORGOTTEN, PLANNED, AWAY)
    }
    _pauses(scene, plans)
    _ends(scene, plans)
    _activities(scene, plans)
    _trained(scene)


def _begin(scene: Scene, story: Story) -> SupportPlan:
    starts_on = add_months(scene.today, -story.months) - timedelta(days=6)
    known = (scene.today - starts_on).days + 40
    person = scene.somebody(known, local=story.months % 2 == 0)
    journey = open_journey(
        person, Track.INDEPENDENT, by=scene.adviser, owner=scene.adviser,
        project=scene.crowd.project(), horizon="déjà lancé", at=scene.ago(known),
    )  # fmt: skip
    log(
        person, InteractionKind.VISIT, by=scene.adviser, journey=journey, subject="Bilan de fin de formation",
        text="Un projet clair, un premier contact pris.", duration=60, at=scene.ago(known - 20),
    )  # fmt: skip
    referent = scene.adviser if story.followed else None
    plan = open_plan(
        person,
        PlanBasis.TRAINED,
        starts_on,
        by=scene.adviser,
        referent=referent,
        at=at_hour(starts_on, 17),
    )
    _work(scene, story, person, journey, starts_on)
    return _follow(scene, story, plan)


def _work(scene: Scene, story: Story, person: Person, journey: Journey, starts_on: date) -> None:
    if story.working is not None:
        begun = add_months(starts_on, story.working)
        note_activity(
            person, ActivityKind.CREATION, begun, by=scene.adviser, journey=journey, trade=person.trade,
            legal_form="micro-entreprise", commune=scene.crowd.chance.choice(scene.crowd.home),
            at=at_hour(begun, 11),
        )  # fmt: skip


def _follow(scene: Scene, story: Story, plan: SupportPlan) -> SupportPlan:
    """Hold the reviews but the late ones, and reach the first milestones."""
    due = list(plan.reviews.filter(due_on__lt=scene.today))
    for review in due[: len(due) - story.late]:
        hold_review(review, REVIEW, by=scene.adviser, at=at_hour(review.due_on, 10))
    for row, shown in zip(plan.milestones.all()[: story.reached], EVIDENCE, strict=False):
        seen = min(row.due_on, scene.today)
        move_milestone(
            row,
            MilestoneState.DONE,
            on=seen,
            evidence=shown,
            by=scene.adviser,
            at=at_hour(seen, 16),
        )
    return plan


def _pauses(scene: Scene, plans: dict[Story, SupportPlan]) -> None:
    by, today = scene.adviser, scene.today
    start = today - timedelta(days=160)
    add_pause(
        plans[PAUSED_ONCE], start, start + timedelta(days=45), "Naissance", by=by, at=scene.ago(165)
    )
    away = today - timedelta(days=20)
    add_pause(plans[AWAY], away, None, "Chantier de la maison", by=by, at=scene.ago(20))
    coming = today + timedelta(days=21)
    add_pause(
        plans[PLANNED], coming, coming + timedelta(days=30), "Congé prévu de longue date", by=by,
        at=scene.ago(2),
    )  # fmt: skip


def _ends(scene: Scene, plans: dict[Story, SupportPlan]) -> None:
    move_plan(
        plans[PROLONGED], PlanState.EXTENDED, months=4, reason="Un gros client à signer au printemps",
        by=scene.adviser, decided_by=scene.manager, at=scene.ago(12),
    )  # fmt: skip
    plan = plans[PAUSED_ONCE]
    dropped = add_milestone(
        plan, "Local commercial trouvé", scene.today, by=scene.adviser, at=scene.ago(200)
    )
    move_milestone(
        dropped, MilestoneState.DROPPED, reason="Le télécentre suffit", by=scene.adviser,
        at=scene.ago(30),
    )  # fmt: skip
    plan_review(
        plan, scene.today + timedelta(days=9), "Préparer la première déclaration", by=scene.adviser,
        at=scene.ago(3),
    )  # fmt: skip


def _activities(scene: Scene, plans: dict[Story, SupportPlan]) -> None:
    """Of those to ask about, one answered, one was called in vain; another bears its number."""
    lay_missing(scene.at)
    rows = {
        story: ActivityCreation.objects.filter(person=plan.person_id).first()
        for story, plan in plans.items()
    }
    answered, called, numbered = rows[PROLONGED], rows[AWAY], rows[PAUSED_ONCE]
    if answered:
        answer_check(answered.checks.first(), CheckState.ALIVE, by=scene.adviser, at=scene.ago(30))  # type: ignore[arg-type]
    if called:
        note_attempt(called.checks.first(), by=scene.adviser, at=scene.ago(3))  # type: ignore[arg-type]
    if numbered:
        correct_activity(
            numbered, trade=numbered.trade, legal_form="micro-entreprise", siret=SIRET,
            commune=numbered.commune, telework=True, by=scene.adviser, at=scene.ago(40),
        )  # fmt: skip


def _trained(scene: Scene) -> None:
    """Somebody left the session to settle: their trainer still hears from them."""
    row = (
        Enrolment.objects.filter(roster__session=scene.underway, state=EnrolmentState.ABANDONED)
        .select_related("application__person")
        .first()
    )
    trainer = User.objects.filter(username="formateur").first()
    if row is None or trainer is None:
        return
    begun = scene.today - timedelta(days=15)
    plan = open_plan(
        row.application.person, PlanBasis.SETTLED, begun, by=scene.adviser, referent=scene.adviser,
        at=at_hour(begun, 10),
    )  # fmt: skip
    note_by_trainer(
        plan, "Rencontre au télécentre : les exercices continuent, la prospection aussi.",
        scene.today - timedelta(days=4), by=trainer, at=scene.ago(4),
    )  # fmt: skip
