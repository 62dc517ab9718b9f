"""The doors of a dispatch: planned, sent at its hour, cancelled, taken up again."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.mailings import launching
from news.models import ReleasePage

from .choosing import Choice, of_dispatch
from .models import (
    DISPATCH_PATHS,
    Beat,
    DispatchState,
    PressContact,
    PressList,
    Received,
    ReleaseDispatch,
)
from .release_text import Draft, faults, plan_of
from .standing import Standing, standing

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Wanted:
    """A sending, as it is asked for."""

    lists: Sequence[PressList] = ()
    beats: Sequence[Beat] = ()
    contacts: Sequence[PressContact] = ()
    word: str = ""
    early: bool = False
    send_after: datetime | None = None
    key: uuid.UUID = field(default_factory=uuid.uuid4)


@transaction.atomic
def plan(
    release: ReleasePage, wanted: Wanted, *, by: User | None, at: datetime | None = None
) -> ReleaseDispatch:
    """Plan the sending of a release; the same form twice is one sending.

    Raises Refused when nobody is chosen, or for a release that is out asked « sous embargo ».
    """
    now = at or timezone.now()
    known = ReleaseDispatch.objects.filter(form_key=wanted.key).first()
    if known is not None:
        return known
    if not (wanted.lists or wanted.beats or wanted.contacts):
        raise Refused("Choisissez au moins une liste, une rubrique ou un contact.")
    if found := faults(wanted.word):
        raise Refused(found[0])
    if wanted.early and standing(release, now).out:
        raise Refused("Ce communiqué est déjà paru\u00a0: il n’est plus sous embargo.")
    # Two clicks at once find one row: the database keeps the key of the form.
    row, new = ReleaseDispatch.objects.get_or_create(
        form_key=wanted.key,
        defaults={
            "release": release,
            "title": release.title,
            "word": wanted.word.strip(),
            "early": wanted.early,
            "send_after": wanted.send_after,
            "planned_at": now,
            "planned_by": by,
        },
    )
    if not new:
        return row
    row.lists.set(wanted.lists)
    row.beats.set(wanted.beats)
    row.contacts.set(wanted.contacts)
    record(Action.CREATED, row, by=by, at=now)
    return row


def readiness(dispatch: ReleaseDispatch, at: datetime) -> Standing:
    """Whether a dispatch may leave at a moment, and what it waits for otherwise."""
    found = standing(dispatch.release, at)
    ready = found.out or (dispatch.early and found.held is not None)
    after = dispatch.send_after
    if ready and after and after > at:
        return Standing(False, "Son heure n’est pas venue.", after, found.held)
    if ready:
        return Standing(True, held=found.held)
    when = max(found.at, after) if found.at and after else found.at
    return Standing(False, found.why, when, found.held)


def send_due(at: datetime) -> int:
    """Send every dispatch whose hour has come. Safe to run twice, and from two machines."""
    due = ReleaseDispatch.objects.planned().filter(
        Q(send_after__isnull=True) | Q(send_after__lte=at)
    )
    found = due.order_by("planned_at", "pk").values_list("pk", flat=True)
    return sum(send(pk, at) for pk in list(found))


@transaction.atomic
def send(pk: int, at: datetime | None = None) -> bool:
    """Send one dispatch when it may leave; what stops it is written on it. True when it left."""
    now = at or timezone.now()
    locked = ReleaseDispatch.objects.select_for_update().get(pk=pk)
    ready = readiness(locked, now)
    if locked.state != DispatchState.PLANNED or not ready.out:
        return False
    choice = of_dispatch(locked, held=ready.held is not None)
    locked.left_out = choice.left_out
    try:
        with transaction.atomic():
            _launch(locked, choice, ready.held, now)
    except Refused as refusal:
        # What _launch set on the row before it was refused is not what happened.
        locked.refresh_from_db()
        locked.left_out, locked.reason = choice.left_out, str(refusal)[:240]
        _move(locked, DispatchState.FAILED, by=None, now=now, fields=["left_out", "reason"])
        return False
    return True


def _launch(locked: ReleaseDispatch, choice: Choice, held: datetime | None, now: datetime) -> None:
    release = locked.release
    if release is None:
        raise Refused("Le communiqué n’existe plus sur le site.")
    if not choice.kept:
        raise Refused("Personne ne peut recevoir ce communiqué.")
    draft = Draft(f"release-{locked.pk}", release, locked.word, held)
    mailing = launching.launch(plan_of(draft), choice.addressees, by=locked.planned_by, at=now)
    written = set(mailing.recipients.values_list("email", flat=True))
    reached = [contact for contact in choice.kept if contact.email_key in written]
    Received.objects.bulk_create(Received(dispatch=locked, contact=contact) for contact in reached)
    locked.mailing, locked.sent_at, locked.title = mailing, now, release.title
    locked.sent_to, locked.embargo_told, locked.reason = len(written), held, ""
    locked.left_out = dict(Counter(choice.left_out) + Counter(mailing.left_out))
    fields = ["mailing", "sent_at", "title", "sent_to", "embargo_told", "reason", "left_out"]
    _move(locked, DispatchState.SENT, by=None, now=now, fields=fields)


@transaction.atomic
def cancel(
    dispatch: ReleaseDispatch, reason: str, *, by: User | None, at: datetime | None = None
) -> ReleaseDispatch:
    """Give up a sending that has not left. The reason stays on it."""
    if not reason.strip():
        raise Refused("Dites pourquoi cet envoi est annulé.")
    locked = ReleaseDispatch.objects.select_for_update().get(pk=dispatch.pk)
    locked.reason = reason.strip()[:240]
    _move(locked, DispatchState.CANCELLED, by=by, now=at or timezone.now(), fields=["reason"])
    dispatch.refresh_from_db()
    return dispatch


@transaction.atomic
def take_up(
    dispatch: ReleaseDispatch, *, by: User | None, at: datetime | None = None
) -> ReleaseDispatch:
    """Try a sending again after what stopped it was put right: it leaves at the next pass."""
    locked = ReleaseDispatch.objects.select_for_update().get(pk=dispatch.pk)
    locked.reason = ""
    _move(locked, DispatchState.PLANNED, by=by, now=at or timezone.now(), fields=["reason"])
    dispatch.refresh_from_db()
    return dispatch


def _move(
    locked: ReleaseDispatch,
    to: DispatchState,
    *,
    by: User | None,
    now: datetime,
    fields: list[str],
) -> None:
    """The only door between the states of a dispatch; `fields` were set by the caller."""
    before = DispatchState(locked.state)
    if to not in DISPATCH_PATHS[before]:
        raise Refused(
            f"Un envoi «\u00a0{before.label}\u00a0» ne devient pas «\u00a0{to.label}\u00a0»."
        )
    locked.state = to
    locked.save(update_fields=["state", *fields])
    record(
        Action.MOVED, locked, by=by, before=before, after=to,
        reason=locked.reason, at=now,
    )  # fmt: skip
