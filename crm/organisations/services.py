"""The doors of organisations and of what links people to them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from rapidfuzz import fuzz, process

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.contacts import normalise_phone
from crm.people.models import Person
from crm.people.names import name_key
from editorial.dates import day as written

from .models import Organisation, OrganisationKind, Role, RoleKind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

TOLD = frozenset({"name", "kind", "phone", "email", "web", "commune", "note"})
CLOSE_ENOUGH = 86
CANDIDATES_AT_MOST = 400


def look_alikes(name: str, *, but: Organisation | None = None) -> list[Organisation]:
    """Return the organisations whose names are close to what is typed, five at most."""
    key = name_key(name)
    words = [word for word in key.split() if len(word) > 3] or key.split()
    found: dict[int, Organisation] = {}
    for word in words:
        rows = Organisation.objects.filter(name_key__contains=word[:5]).select_related("commune")
        found |= {row.pk: row for row in rows[:CANDIDATES_AT_MOST]}
    if but is not None:
        found.pop(but.pk, None)
    scores = process.extract(
        key,
        {pk: row.name_key for pk, row in found.items()},
        scorer=fuzz.token_sort_ratio,
        score_cutoff=CLOSE_ENOUGH,
        limit=5,
    )
    return [found[pk] for _, _, pk in scores]


@transaction.atomic
def add_organisation(
    name: str,
    kind: OrganisationKind,
    *,
    by: User | None,
    at: datetime | None = None,
    **told: Any,
) -> Organisation:
    """Add an organisation; `told` are its other fields. Raises Refused without a name."""
    row = Organisation(created_at=at or timezone.now())
    _write(row, {"name": name, "kind": kind} | told)
    row.save()
    record(Action.CREATED, row, by=by, at=at)
    return row


@transaction.atomic
def correct_organisation(
    organisation: Organisation, *, by: User | None, at: datetime | None = None, **told: Any
) -> list[str]:
    """Change what is known of an organisation. Return the names of the fields that changed."""
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    changed = _write(locked, told)
    if changed:
        locked.save(update_fields=[*changed, "name_key"])
        record(Action.CHANGED, locked, by=by, fields=sorted(changed), at=at)
    return changed


def _write(row: Organisation, told: dict[str, Any]) -> list[str]:
    if unknown := set(told) - TOLD:
        raise TypeError(f"An organisation has no {unknown}")
    if told.get("phone"):
        told["phone"] = normalise_phone(told["phone"]) or told["phone"]
    changed = [name for name, value in told.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, told[name])
    row.name_key = name_key(row.name)[:180]
    if not row.name_key:
        raise Refused("Une organisation a un nom.")
    return changed


@transaction.atomic
def link_person(
    person: Person,
    organisation: Organisation,
    kind: RoleKind,
    *,
    title: str = "",
    starts_on: date | None = None,
    primary: bool = False,
    by: User | None,
    at: datetime | None = None,
) -> Role:
    """Link somebody to an organisation from a day, today unless told. The first link is the primary one."""
    today = timezone.localdate(at or timezone.now())
    Person.objects.select_for_update().get(pk=person.pk)
    current = Role.objects.current().filter(person=person)
    if current.filter(organisation=organisation, kind=kind).exists():
        raise Refused("Ce lien est déjà au dossier.")
    if starts_on is not None and starts_on > today:
        raise Refused("Notez ce lien quand il existe : cette date est à venir.")
    if primary:
        current.update(is_primary=False)
    role = Role.objects.create(
        person=person,
        organisation=organisation,
        kind=kind,
        title=title.strip(),
        starts_on=starts_on or today,
        is_primary=primary or not current.filter(is_primary=True).exists(),
    )
    record(Action.CREATED, role, by=by, person_id=person.pk, at=at)
    return role


@transaction.atomic
def end_role(
    role: Role, *, on: date | None = None, by: User | None, at: datetime | None = None
) -> None:
    """End a link on a day, today unless told. Raises Refused for a day to come or before its start."""
    today = timezone.localdate(at or timezone.now())
    locked = Role.objects.select_for_update().get(pk=role.pk)
    if locked.ends_on is not None:
        raise Refused("Ce lien est déjà terminé.")
    if on is not None and on > today:
        raise Refused("Notez la fin quand elle a eu lieu : cette date est à venir.")
    if on is not None and on < locked.starts_on:
        raise Refused(f"La fin suit le début, noté le {written(locked.starts_on)}.")
    locked.ends_on, locked.is_primary = on or max(today, locked.starts_on), False
    locked.save(update_fields=["ends_on", "is_primary"])
    record(Action.CHANGED, locked, by=by, person_id=locked.person_id, fields=["ends_on"], at=at)


@transaction.atomic
def make_primary(role: Role, *, by: User | None, at: datetime | None = None) -> None:
    """Make a current link the one that is told first."""
    Person.objects.select_for_update().get(pk=role.person_id)
    locked = Role.objects.get(pk=role.pk)
    if locked.ends_on is not None:
        raise Refused("Un lien passé n’est plus le principal.")
    Role.objects.filter(person=locked.person_id, is_primary=True).update(is_primary=False)
    Role.objects.filter(pk=locked.pk).update(is_primary=True)
    record(Action.CHANGED, locked, by=by, person_id=locked.person_id, fields=["is_primary"], at=at)


@transaction.atomic
def unlink(role: Role, *, by: User | None, at: datetime | None = None) -> None:
    """Take away a link that was noted by mistake; one that is over is ended instead."""
    record(Action.DELETED, role, by=by, person_id=role.person_id, at=at)
    Role.objects.filter(pk=role.pk).delete()
