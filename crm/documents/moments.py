"""What documents tell of a person: shared, replaced, back signed."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.utils import timezone

from crm.journeys.team import called
from crm.journeys.timeline import Moment
from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise

from .models import Document
from .reading import of_person

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@stepwise
def documents(person: Person, user: User) -> Steps[list[Moment]]:
    if not user.has_perm("crm_documents.view_document"):
        return []
    found = yield from first(of_person(person))
    return [moment for row in found.rows for moment in _of(row)]


def _of(row: Document) -> list[Moment]:
    author, name = called(row.made_by), str(row)
    name = name[:1].upper() + name[1:]
    found = []
    if row.shared_at:
        told = f"Remplace le précédent : {row.reason}" if row.reason else str(row.session)
        found.append(
            Moment(row.shared_at, "file-text", f"{name}, remis", told, author, kind="training")
        )
    if row.signed_on:
        noon = timezone.make_aware(datetime.combine(row.signed_on, time(12)))
        found.append(Moment(noon, "check", f"{name}, rendu signé", kind="training"))
    return found
