"""Media: their sheet among the organisations, and what the press room adds to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.organisations.models import Organisation, OrganisationKind
from crm.organisations.services import add_organisation, correct_organisation
from crm.people.names import name_key
from news.models import MediaKind

from .models import Outlet

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class OutletSheet:
    """What is known of a medium."""

    name: str
    kind: str = MediaKind.PRESS
    rhythm: str = ""
    area: str = ""
    email: str = ""
    phone: str = ""
    web: str = ""


def media() -> QuerySet[Organisation]:
    """The media by name, with `journalist_count` and `heard_at`: their journalists, and the last exchange with one."""
    rows = Organisation.objects.filter(kind=OrganisationKind.MEDIA).select_related("outlet")
    return rows.annotate(
        journalist_count=Count("journalists"), heard_at=Max("journalists__last_exchange_at")
    ).order_by("name_key", "pk")


@transaction.atomic
def name_outlet(
    name: str,
    kind: str = MediaKind.PRESS,
    *,
    by: User | None,
    at: datetime | None = None,
) -> Organisation:
    """The medium of that name, added when it is not known: a name typed twice is one medium."""
    known = Organisation.objects.filter(kind=OrganisationKind.MEDIA, name_key=name_key(name)[:180])
    found = known.first() or add_organisation(name, OrganisationKind.MEDIA, by=by, at=at)
    Outlet.objects.get_or_create(organisation=found, defaults={"kind": kind})
    return found


@transaction.atomic
def save_outlet(
    sheet: OutletSheet,
    organisation: Organisation | None = None,
    *,
    by: User | None,
    at: datetime | None = None,
) -> Organisation:
    """Add a medium or write one again. Raises Refused for the name of another."""
    now = at or timezone.now()
    same = Organisation.objects.filter(
        kind=OrganisationKind.MEDIA, name_key=name_key(sheet.name)[:180]
    )
    if organisation is not None:
        same = same.exclude(pk=organisation.pk)
    if same.exists():
        raise Refused("Un média porte déjà ce nom.")
    told = {"name": sheet.name, "email": sheet.email, "phone": sheet.phone, "web": sheet.web}
    if organisation is None:
        name = told.pop("name")
        found = add_organisation(name, OrganisationKind.MEDIA, by=by, at=now, **told)
    else:
        correct_organisation(organisation, by=by, at=now, **told)
        found = organisation
    row, _ = Outlet.objects.select_for_update().get_or_create(organisation=found)
    known = {"kind": sheet.kind, "rhythm": sheet.rhythm, "area": sheet.area}
    changed = [name for name, value in known.items() if getattr(row, name) != value]
    if changed:
        for name in changed:
            setattr(row, name, known[name])
        row.save(update_fields=changed)
        record(Action.CHANGED, row, by=by, fields=changed, at=now)
    return found
