"""The doors of leaflets: a batch is printed, changed, closed; copies are left somewhere, never more than there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone
from wagtail.models import Page

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from territory.models import Commune

from .models import CODE_LENGTH, Drop, LeafletBatch, new_code

if TYPE_CHECKING:
    from django.contrib.auth.models import User

COLON = "\N{NO-BREAK SPACE}:"
TAKEN = "Ce code est celui d’un autre tirage."
TRIES = 20


@dataclass(frozen=True)
class Printing:
    """What a batch is. `short_code` "" to let one be drawn; `cost_cents` None when nobody said."""

    label: str
    version: str
    printed: int
    printed_on: date
    short_code: str = ""
    target: Page | None = None
    cost_cents: int | None = None


@dataclass(frozen=True)
class Place:
    """So many copies left somewhere on a day."""

    place: str
    quantity: int
    on: date
    commune: Commune | None = None
    organisation: str = ""


@transaction.atomic
def open_batch(printing: Printing, *, by: User | None, at: datetime | None = None) -> LeafletBatch:
    """Write down a printing. Raises Refused when its code is another one's."""
    now = at or timezone.now()
    values = vars(printing) | {"short_code": printing.short_code.upper() or _free_code()}
    try:
        with transaction.atomic():
            batch = LeafletBatch.objects.create(created_at=now, **values)
    except IntegrityError as error:
        raise Refused(TAKEN) from error
    record(Action.CREATED, batch, by=by, at=now)
    return batch


def _free_code() -> str:
    """A short code that no batch has; a longer one in the end, should they all be taken."""
    for _ in range(TRIES):
        code = new_code()
        if not LeafletBatch.objects.filter(short_code=code).exists():
            return code
    return new_code() + new_code()[: 12 - CODE_LENGTH]


def _hold(batch: LeafletBatch) -> LeafletBatch:
    return LeafletBatch.objects.select_for_update().get(pk=batch.pk)


def dropped(batch: LeafletBatch) -> int:
    return int(batch.drops.aggregate(all=Sum("quantity"))["all"] or 0)


@transaction.atomic
def change_batch(
    batch: LeafletBatch, printing: Printing, *, by: User | None, at: datetime | None = None
) -> LeafletBatch:
    """Write a batch otherwise. Fewer copies than were left somewhere are refused; its printed code stays."""
    locked = _hold(batch)
    if printing.printed < (gone := dropped(locked)):
        raise Refused(f"{gone} exemplaires de ce tirage sont déjà déposés.")
    if printing.short_code and printing.short_code.upper() != locked.short_code:
        raise Refused("Le code est imprimé sur les dépliants : il ne change plus.")
    values: dict[str, Any] = vars(printing) | {"short_code": locked.short_code}
    for name, value in values.items():
        setattr(locked, name, value)
    locked.save(update_fields=[*values])
    record(Action.CHANGED, locked, by=by, fields=[*values], at=at)
    batch.refresh_from_db()
    return batch


@transaction.atomic
def leave_copies(
    batch: LeafletBatch, place: Place, *, by: User | None, at: datetime | None = None
) -> Drop:
    """Note copies left somewhere. The batch is the lock of its copies."""
    now = at or timezone.now()
    locked = _hold(batch)
    left = locked.printed - dropped(locked)
    if place.quantity < 1:
        raise Refused("Un dépôt compte au moins un exemplaire.")
    if place.quantity > left:
        raise Refused(
            f"Il reste {left} exemplaire{'s' if left > 1 else ''} de ce tirage."
            if left
            else "Il ne reste aucun exemplaire de ce tirage."
        )
    if place.on < locked.printed_on:
        raise Refused(
            f"Ce tirage est du {locked.printed_on:%d/%m/%Y}{COLON} un dépôt ne le précède pas."
        )
    if place.on > timezone.localdate(now):
        raise Refused("Notez un dépôt une fois qu’il est fait.")
    row = Drop.objects.create(batch=locked, **vars(place))
    record(Action.CREATED, row, by=by, at=now)
    return row


@transaction.atomic
def take_back_copies(drop: Drop, *, by: User | None, at: datetime | None = None) -> None:
    """Strike out a drop that was noted by mistake: its copies are there again."""
    _hold(drop.batch)
    record(Action.DELETED, drop, by=by, at=at)
    drop.delete()


@transaction.atomic
def close_batch(batch: LeafletBatch, *, by: User | None, at: datetime | None = None) -> None:
    """The short address still leads to the site, and counts for the batch no longer."""
    _set_closed(batch, at or timezone.now(), by)


@transaction.atomic
def reopen_batch(batch: LeafletBatch, *, by: User | None, at: datetime | None = None) -> None:
    _set_closed(batch, None, by, at)


def _set_closed(
    batch: LeafletBatch, closed_at: datetime | None, by: User | None, at: datetime | None = None
) -> None:
    locked = _hold(batch)
    if (locked.closed_at is None) == (closed_at is None):
        return
    locked.closed_at = closed_at
    locked.save(update_fields=["closed_at"])
    record(Action.CHANGED, locked, by=by, fields=["closed_at"], at=closed_at or at)
    batch.refresh_from_db()
