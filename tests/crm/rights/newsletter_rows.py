"""An issue and somebody who receives it, for the table of rights."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.crm.newsletter.factories import subscribed
from tests.newsletter.factories import an_issue


def lay(rows: dict[str, Any], now: datetime) -> dict[str, Any]:
    return {
        "newsletter_issue": an_issue().pk,
        "subscriber": subscribed("abonnee@example.org", at=now).pk,
    }
