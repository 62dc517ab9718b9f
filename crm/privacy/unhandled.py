"""What the public wrote and nobody handled: the desk is warned, then each is closed by its own door.

Closed, it is old enough for the purge to empty it at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from crm.applications.intake import dismiss
from crm.applications.models import Submission, SubmissionState
from crm.journeys.deadlines import Deadline
from crm.letters.services import outbox_shut
from crm.registers.batch import Steps, first, stepwise, together
from crm.registers.calendar import add_months
from crm.registers.words import counted
from crm.residences.models import ResidencePost
from crm.residences.posts import set_aside
from crm.welcome.models import ContactRequest
from crm.welcome.services import settle
from crm.workspaces.models import OfficeRequest, OfficeState
from crm.workspaces.offices.lists import leave

if TYPE_CHECKING:
    from django.contrib.auth.models import User

REASON = "Resté sans suite\N{NO-BREAK SPACE}: effacé à son terme."


@dataclass(frozen=True)
class Kind:
    """rows: those that wait. close: its door. screen: where the desk handles them. right: who does."""

    one: str
    several: str
    rows: Callable[[], QuerySet[Any]]
    close: Callable[[Any, datetime], object]
    screen: str
    right: str


KINDS = [
    Kind(
        "message sans suite", "messages sans suite", ContactRequest.objects.new,
        lambda row, at: settle(row, by=None, reason=REASON, at=at),
        "crm_messages", "crm_welcome.change_contactrequest",
    ),
    Kind(
        "formulaire de candidature sans suite", "formulaires de candidature sans suite",
        lambda: Submission.objects.filter(state=SubmissionState.REVIEW),
        lambda row, at: dismiss(row, by=None, reason=REASON, at=at),
        "crm_submissions", "crm_applications.decide_application",
    ),
    Kind(
        "demande de résidence sans suite", "demandes de résidence sans suite",
        ResidencePost.objects.new, lambda row, at: set_aside(row, by=None, at=at),
        "crm_residences", "crm_residences.change_residence",
    ),
    Kind(
        "demande de bureau sans suite", "demandes de bureau sans suite",
        lambda: OfficeRequest.objects.filter(state=OfficeState.NEW),
        lambda row, at: leave(row, OfficeState.WITHDRAWN, reason=REASON, at=at),
        "crm_office_requests", "crm_workspaces.change_officerequest",
    ),
]  # fmt: skip


def _older_than(kind: Kind, months: int, today: date) -> QuerySet[Any]:
    return kind.rows().filter(received_at__date__lt=add_months(today, -months))


@stepwise
def warned(user: User, at: datetime, until: date) -> Steps[list[Deadline]]:
    """A line for each kind of which some wait for long: when the first of them will be emptied."""
    kinds = [kind for kind in KINDS if user.has_perm(kind.right)]
    today = timezone.localdate(at)
    waiting = [
        _older_than(kind, settings.UNHANDLED_WARNED_MONTHS, today)
        .order_by("received_at")
        .values_list("received_at", flat=True)
        for kind in kinds
    ]
    found = yield from together(first(rows, 1) for rows in waiting)
    return [
        Deadline(
            add_months(timezone.localdate(oldest), settings.UNHANDLED_KEPT_MONTHS),
            counted(told.total, kind.one, kind.several).capitalize(),
            reverse(kind.screen),
            "À traiter\N{NO-BREAK SPACE}: ce jour-là, le plus ancien est vidé de ce qu’il dit.",
        )
        for kind, told in zip(kinds, found, strict=True)
        for oldest in told.rows
    ]


def old(at: datetime) -> int:
    """How many will be closed."""
    today = timezone.localdate(at)
    return sum(_older_than(kind, settings.UNHANDLED_KEPT_MONTHS, today).count() for kind in KINDS)


def close_old(at: datetime) -> int:
    """Close, each by its own door and without a letter, what waited for too long. Return how many."""
    done = 0
    today = timezone.localdate(at)
    for kind in KINDS:
        for row in list(_older_than(kind, settings.UNHANDLED_KEPT_MONTHS, today)):
            with transaction.atomic(), outbox_shut():
                kind.close(row, at)
            done += 1
    return done
