"""A mailing and one of its letters, for the table of rights."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from crm.letters.models import Letter
from crm.mailings.audiences import Addressee
from crm.mailings.launching import Plan, launch
from crm.mailings.models import Nature
from tests.crm.factories import make_person


def lay(rows: dict[str, Any], now: datetime) -> dict[str, Any]:
    person = make_person(first_name="Ana", last_name="Lettreux", email="lettreux@example.org")
    plan = Plan("essai-droits", Nature.SERVICE, "Essai", "Essai", "Bonjour {prenom},")
    mailing = launch(plan, [Addressee("lettreux@example.org", person)], by=None, at=now)
    return {"mailing": mailing.pk, "mailing_letter": Letter.objects.get(batch=mailing.batch).pk}
