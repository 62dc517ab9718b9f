"""A request from the site: kept as it came, then filed when its sender is known for sure, or by a human."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from crm.consents.models import Purpose, Wording
from crm.consents.services import note
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.models import TouchKind
from crm.journeys.touches import Arrival
from crm.people import duplicates
from crm.people.contacts import normalise_email
from crm.people.duplicates import Likeness
from crm.people.models import ContactKind, Person
from crm.people.provenance import on_form
from crm.people.services import Identity, open_file
from territory.models import Commune

from . import letters
from .contents import Told
from .models import POST_PATHS, PostState, Residence, ResidenceKind, ResidencePost
from .services import request

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NOTICE = "residence"
FORM = on_form("demande de résidence")


@transaction.atomic
def receive(
    form_key: uuid.UUID,
    told: Told,
    *,
    wording: Wording | None = None,
    origin: str = "",
    at: datetime | None = None,
) -> ResidencePost:
    """Keep a post. The same form key twice is one request. Whoever sends it learns nothing of our files."""
    now = at or timezone.now()
    row, new = ResidencePost.objects.get_or_create(
        form_key=form_key,
        defaults={
            "payload": told.payload(),
            "wording": wording,
            "origin": origin,
            "received_at": now,
        },
    )
    if not new:
        return row
    letters.acknowledge(row, now)
    if person := sure_match(told):
        try:
            with transaction.atomic():
                file(row, person, by=None, at=now)
        except Refused:
            # They have one already, or their journey is closed: a human reads it.
            row.refresh_from_db()
    return row


def sure_match(told: Told) -> Person | None:
    """The person that this is for sure, by their address: a number alone is not enough, since the follow-up
    link leaves for the address that was typed.
    """
    person = duplicates.sure_match(
        first_name=told.first_name, last_name=told.last_name, email=told.email, phone=told.phone
    )
    address = normalise_email(told.email)
    if person and person.contact_points.filter(kind=ContactKind.EMAIL, normalised=address).exists():
        return person
    return None


def files_like(told: Told) -> list[Likeness]:
    """The living files that may be the sender's, for a human to choose from."""
    if not told.name:
        return []
    return duplicates.look_alikes(
        first_name=told.first_name, last_name=told.last_name, email=told.email, phone=told.phone
    )


def _move(
    post: ResidencePost, to: PostState, by: User | None, now: datetime, **facts: Any
) -> ResidencePost:
    """The only door between the states of a post; `facts` are other fields to write with it."""
    row = ResidencePost.objects.select_for_update().get(pk=post.pk)
    before = PostState(row.state)
    if to not in POST_PATHS[before]:
        raise Refused(f"Cette demande est déjà « {before.label} ».")
    handled = to != PostState.NEW
    changes = facts | {
        "state": to,
        "handled_at": now if handled else None,
        "handled_by": by if handled else None,
    }
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=[*changes])
    person = row.residence.person_id if row.residence else None
    record(Action.MOVED, row, by=by, person_id=person, before=before, after=to, at=now)
    post.refresh_from_db()
    return row


@transaction.atomic
def file(
    post: ResidencePost, person: Person, *, by: User | None, at: datetime | None = None
) -> Residence:
    """Make of a post the request of somebody. Its clock runs from the hour at which it came."""
    now = at or timezone.now()
    row = ResidencePost.objects.select_for_update().get(pk=post.pk)
    if row.state != PostState.NEW:
        raise Refused(f"Cette demande est déjà « {PostState(row.state).label} ».")
    told = row.told
    residence = request(
        person, ResidenceKind(told.kind), told.asked(), by=by, received_at=row.received_at,
        source=Arrival(TouchKind.RESIDENCE, row.origin, row.received_at).source(),
        tell=False, at=now,
    )  # fmt: skip
    _move(row, PostState.FILED, by, now, residence=residence)
    note(
        person, Purpose.NOTICE, given=True, channel="formulaire", wording=row.wording,
        proof=f"formulaire {row.form_key}", by=by, at=row.received_at,
    )  # fmt: skip
    letters.give_to(person, row)
    post.refresh_from_db()
    return residence


@transaction.atomic
def open_and_file(post: ResidencePost, *, by: User | None, at: datetime | None = None) -> Residence:
    """Open the file of somebody new from what they wrote, and put their request in it."""
    now = at or timezone.now()
    told = post.told
    commune = Commune.objects.filter(pk=told.commune).first() if told.commune else None
    person = open_file(
        Identity(
            last_name=told.last_name,
            first_name=told.first_name,
            email=told.email,
            phone=told.phone,
            commune=commune,
            country=told.country,
        ),
        origin=FORM,
        by=by,
        at=now,
    )
    return file(post, person, by=by, at=now)


@transaction.atomic
def set_aside(post: ResidencePost, *, by: User | None, at: datetime | None = None) -> None:
    _move(post, PostState.ASIDE, by, at or timezone.now())


@transaction.atomic
def take_back(post: ResidencePost, *, by: User | None, at: datetime | None = None) -> None:
    """Undo: it waits again."""
    _move(post, PostState.NEW, by, at or timezone.now())
