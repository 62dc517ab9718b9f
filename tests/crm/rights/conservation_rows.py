"""A run to read over and one that is over, a hold and a notice to tell, for the table of rights."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from crm.people.models import Person
from crm.privacy.holds import Why, set_hold
from crm.privacy.models import HoldReason, LineState, Notice, Run, RunLine, RunState, Way
from tests.crm.factories import UserFactory


def lay(rows: dict[str, Any], now: datetime) -> dict[str, Any]:
    today = timezone.localdate(now)
    person = Person.objects.get(pk=rows["person"])
    over = Run.objects.create(
        prepared_at=now, state=RunState.DONE, signed_at=now, over_at=now,
        signed_by=UserFactory(), paper=ContentFile(b"%PDF-1.7\n%%EOF\n", name="x.pdf"),
    )  # fmt: skip
    run = Run.objects.create(prepared_at=now)
    line = RunLine.objects.create(
        run=run,
        person=person,
        state=LineState.TO_DO,
        clock="contact",
        ended_on=today,
        heard_on=today,
    )
    why = Why(HoldReason.CONTROL, "Contrôle", "La CNIL", until=today + timedelta(days=90))
    notice = Notice.objects.create(
        person=person,
        ends_on=today,
        due_on=today + timedelta(days=90),
        way=Way.CALL,
        written_at=now,
    )
    return {
        "retention_run": run.pk,
        "retention_line": line.pk,
        "retention_over": over.pk,
        "hold": set_hold(person, why, by=None, at=now).pk,
        "retention_notice": notice.pk,
    }
