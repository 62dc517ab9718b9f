"""The door by which a message leaves for many: who may be written to, what they will read, the launch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.consents.suppression import digest
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.letters import bulk
from crm.letters.delivery import A_HANDFUL, send_due
from crm.letters.models import Letter, LetterKind
from crm.letters.services import outbox_is_shut, write

from .audiences import Addressee
from .models import Mailing, MailingState, Nature, Recipient
from .plans import Plan, check, named_in, values_of
from .rendering import Rendered, leave_address, rendered, subject_of
from .running import Progress, pause, progress, resume, stop
from .sorting import Sorted, sort_out
from .tokens import TRIAL

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = [
    "Addressee",
    "Plan",
    "Progress",
    "Rendered",
    "Sorted",
    "launch",
    "pause",
    "preview",
    "progress",
    "resume",
    "send_test",
    "sort_out",
    "stop",
]

TEMPLATE = "crm_mailings/letter"
AT_ONCE = 500
ALREADY = "Cet envoi est déjà parti."
NOBODY = "Personne ne peut recevoir cet envoi\N{NO-BREAK SPACE}: il ne part pas."


def preview(plan: Plan, addressee: Addressee) -> Rendered:
    """What one person would read, the foot of the letter included. Raises Refused on a plan that will not do."""
    check(plan)
    values = values_of(addressee.fields, addressee.person, named_in(plan))
    leave = leave_address(TRIAL) if plan.public else ""
    return rendered(plan, values, public=plan.public, leave=leave)


def send_test(
    plan: Plan,
    to: str,
    *,
    by: User,
    sample: Addressee | None = None,
    at: datetime | None = None,
) -> Letter | None:
    """Send one letter of trial to whoever prepares the mailing. None when the outbox is shut."""
    now = at or timezone.now()
    seen = preview(plan, sample or Addressee(to))
    return write(
        "crm_mailings/trial.txt",
        to=to,
        key=f"essai-{plan.key[:60]}-{by.pk}-{now.timestamp():.6f}",
        context={"subject": seen.subject, "text": seen.text},
        html=seen.html,
        at=now,
    )


def launch(
    plan: Plan, addressees: Iterable[Addressee], *, by: User | None, at: datetime | None = None
) -> Mailing:
    """Write a mailing, its recipients and their letters at once, each to leave at its hour.

    Raises Refused when the plan will not do, when nobody is left, or when its key was launched already.
    With the outbox shut it is history: the recipients are written as reached, and no letter.
    """
    now = at or timezone.now()
    check(plan)
    if Mailing.objects.filter(key=plan.key).exists():
        raise Refused(ALREADY)
    found = sort_out(addressees, plan.nature, plan.public, at=now)
    if not found.kept:
        raise Refused(NOBODY)
    with transaction.atomic():
        mailing = _opened(plan, found, by, now)
        _write_all(mailing, plan, found.kept, now)
        record(Action.CREATED, mailing, by=by, after=mailing.state, at=now)
        if settings.LETTERS_IN_PROCESS and not outbox_is_shut():
            transaction.on_commit(partial(send_due, bulk_at_most=A_HANDFUL), robust=True)
    return mailing


def _opened(plan: Plan, found: Sorted, by: User | None, now: datetime) -> Mailing:
    past = outbox_is_shut()
    try:
        with transaction.atomic():
            return Mailing.objects.create(
                key=plan.key,
                nature=plan.nature,
                audience=plan.public,
                title=plan.title.strip(),
                subject=plan.subject.strip(),
                text=plan.text,
                html=plan.html,
                per_minute=plan.pace,
                state=MailingState.DONE if past else MailingState.SENDING,
                left_out=found.left_out,
                launched_at=now,
                launched_by=by,
                ended_at=now if past else None,
            )
    except IntegrityError as error:
        raise Refused(ALREADY) from error


def _write_all(mailing: Mailing, plan: Plan, kept: list[Addressee], now: datetime) -> None:
    named = named_in(plan)
    past = outbox_is_shut()
    for start in range(0, len(kept), AT_ONCE):
        some = [
            (one, values_of(one.fields, one.person, named)) for one in kept[start : start + AT_ONCE]
        ]
        letters: list[Letter | None] = [None] * len(some)
        if not past:
            made = [
                _letter(mailing, start + rank, one, values, now)
                for rank, (one, values) in enumerate(some)
            ]
            letters = list(Letter.objects.bulk_create(made))
        Recipient.objects.bulk_create(
            Recipient(
                mailing=mailing,
                person=one.person,
                email=one.email,
                digest=digest(one.email),
                fields=values,
                letter=letter,
                left_at=now if past else None,
            )
            for (one, values), letter in zip(some, letters, strict=True)
        )


def _letter(
    mailing: Mailing, rank: int, one: Addressee, values: Mapping[str, str], now: datetime
) -> Letter:
    promotes = mailing.nature != Nature.SERVICE
    return Letter(
        key=f"{mailing.batch}-{rank}",
        kind=LetterKind.PROMOTION if promotes else LetterKind.SERVICE,
        batch=mailing.batch,
        template=TEMPLATE,
        person=one.person,
        to=one.email,
        subject=subject_of(mailing, values),
        written_at=now,
        next_try_at=bulk.hour(rank, mailing.per_minute, now),
    )
