"""A violation, a note to read again and the account of an advisor, for the table of rights."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from crm.compliance.breach_doors import report
from crm.compliance.models import Rereading
from crm.journeys.exchanges import log
from crm.journeys.models import InteractionKind
from crm.people.models import Person
from tests.crm.factories import UserFactory


def lay(rows: dict[str, Any], now: datetime) -> dict[str, Any]:
    advisor = UserFactory(groups=["Conseillers"])
    breach = report("Un courriel parti ailleurs.", now - timedelta(hours=2), by=advisor, at=now)
    person = Person.objects.get(pk=rows["person"])
    note = log(person, InteractionKind.CALL, by=advisor, text="Rappelle en mai.", at=now)
    rereading = Rereading.objects.create(drawn_at=now, interaction=note)
    return {"advisor": advisor.pk, "breach": breach.pk, "rereading": rereading.pk}
