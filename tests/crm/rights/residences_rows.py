"""Residences for the table of rights: one granted with its agreement, a long one with its committee, a post."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from crm.people.models import Person
from crm.residences import agreements, aid, committees, services
from crm.residences.contents import Asked, Told
from crm.residences.models import AidNature, ResidenceKind
from crm.residences.posts import receive


def lay(rows: dict[str, Any], now: datetime) -> dict[str, Any]:
    person = Person.objects.get(pk=rows["person"])
    today = timezone.localdate(now)
    start = today + timedelta(days=30)
    short = Asked("Essai", start, start + timedelta(days=4))
    residence = services.request(person, ResidenceKind.SHORT, short, by=None, at=now)
    line = aid.add_line(residence, AidNature.RENT, "Région", 1000, by=None, at=now)
    services.grant(residence, by=None, at=now)
    agreement = agreements.issue(residence, by=None, at=now)
    committee = committees.plan(start, today, "Murat", by=None, at=now)
    long = Asked("Essai", start, start + timedelta(days=90))
    later = services.request(person, ResidenceKind.LONG, long, by=None, at=now)
    told = Told(
        kind="short", project="Essai", starts_on=start, ends_on=start + timedelta(days=3),
        first_name="Ana", last_name="Rey", email="ana.rey@example.org",
    )  # fmt: skip
    return {
        "residence": residence.pk,
        "aid_line": line.pk,
        "residence_agreement": agreement.pk,
        "residence_committee": committee.pk,
        "long_residence": later.pk,
        "residence_post": receive(uuid.UUID(int=71), told, at=now).pk,
    }
