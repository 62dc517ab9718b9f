"""The doors of reviews: one more, proposed to the person, held with what was said."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.letters import services as outbox
from crm.people.reaching import mail_address

from .models import LIVE_PLANS, Review, SupportPlan, TrainerNote

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Proposed again sooner, it would be a reproach.
BETWEEN_LETTERS = timedelta(days=7)


@transaction.atomic
def plan_review(
    plan: SupportPlan,
    due_on: date,
    subject: str,
    *,
    by: User | None = None,
    at: datetime | None = None,
) -> Review:
    """Plan one more review than those of the set months."""
    plan = SupportPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.state not in LIVE_PLANS:
        raise Refused("Cet accompagnement est terminé.")
    if not plan.starts_on <= due_on <= plan.ends_on:
        raise Refused(
            f"Choisissez un jour de l’accompagnement, du {plan.starts_on:%d/%m/%Y} "
            f"au {plan.ends_on:%d/%m/%Y}."
        )
    if any(pause.holds(due_on) for pause in plan.pauses.all()):
        raise Refused("Ce jour est en pause : choisissez un jour après la reprise.")
    row = Review.objects.create(plan=plan, due_on=due_on, subject=subject.strip())
    record(Action.CREATED, row, by=by, person_id=plan.person_id, at=at)
    return row


@transaction.atomic
def hold_review(
    review: Review,
    summary: str,
    *,
    by: User | None,
    on: date | None = None,
    at: datetime | None = None,
) -> Review:
    """Note that a review took place, today or on a past day, with what was said."""
    now = at or timezone.now()
    row = _locked(review)
    if row.held_at:
        raise Refused("Ce bilan est déjà tenu.")
    if not summary.strip():
        raise Refused("Un bilan tenu a son compte rendu.")
    today = timezone.localdate(now)
    if on is not None and not row.plan.starts_on <= on <= today:
        raise Refused("Un bilan se tient un jour passé de l’accompagnement, ou aujourd’hui.")
    row.held_at = now if on in {None, today} else _noon(on)
    row.summary = summary.strip()
    row.save(update_fields=["held_at", "summary"])
    record(Action.CHANGED, row, by=by, person_id=row.plan.person_id, fields=["held_at"], at=now)
    return row


@transaction.atomic
def propose_review(review: Review, *, by: User | None, at: datetime | None = None) -> Review:
    """Write to the person that it is time to meet."""
    now = at or timezone.now()
    row = _locked(review)
    person = row.plan.person
    if row.held_at or row.plan.state not in LIVE_PLANS:
        raise Refused("Ce bilan n’est plus à tenir.")
    if row.proposed_at and now - row.proposed_at < BETWEEN_LETTERS:
        raise Refused(
            f"Un courrier est parti le {timezone.localdate(row.proposed_at):%d/%m/%Y} : "
            "attendez une semaine, ou téléphonez."
        )
    to = mail_address(person)
    if not to:
        raise Refused("Aucune adresse électronique n’est au dossier.")
    row.proposed_at = now
    row.save(update_fields=["proposed_at"])
    outbox.write(
        "crm_support/letters/review_proposed.txt",
        to=to,
        key=f"review-{row.pk}-{timezone.localdate(now):%Y%m%d}",
        person=person,
        context={"person": person, "review": row, "referent": row.plan.referent},
        at=now,
    )
    record(Action.CHANGED, row, by=by, person_id=person.pk, fields=["proposed_at"], at=now)
    return row


@transaction.atomic
def note_by_trainer(
    plan: SupportPlan, text: str, on: date, *, by: User, at: datetime | None = None
) -> TrainerNote:
    """A trainer tells how somebody they trained gets on."""
    now = at or timezone.now()
    if not text.strip():
        raise Refused("Écrivez ce que vous avez constaté.")
    if not plan.starts_on <= on <= timezone.localdate(now):
        raise Refused("Un suivi porte un jour passé de l’accompagnement, ou celui d’aujourd’hui.")
    row = TrainerNote.objects.create(plan=plan, author=by, on=on, text=text.strip(), written_at=now)
    record(Action.CREATED, row, by=by, person_id=plan.person_id, at=now)
    return row


def _locked(review: Review) -> Review:
    return (
        Review.objects.select_for_update(of=("self",))
        .select_related("plan__person", "plan__referent")
        .get(pk=review.pk)
    )


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
