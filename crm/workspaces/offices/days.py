"""What office requests put in a day."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from crm.journeys.day import Block, Line
from crm.people.models import ContactKind, ContactPoint
from crm.registers.batch import Steps, first, stepwise
from crm.registers.words import counted

from ..models import OfferState, OfficeOffer, OfficeRequest
from .words import moment_words, wish_words

A_BLOCK = 20
LATE_AFTER = timedelta(days=3)
CHANGE = "crm_workspaces.change_officerequest"


@stepwise
def requests(user: User, at: datetime) -> Steps[Block | None]:
    """The requests that nobody has dealt with, the oldest first."""
    if not user.has_perm(CHANGE):
        return None
    rows = OfficeRequest.objects.new().select_related("person", "site")
    found = yield from first(rows.order_by("received_at", "pk"), A_BLOCK)
    lines = [
        Line(
            label=row.sender,
            url=reverse("crm_office_request", args=[row.pk]),
            why=f"{wish_words(row)}.".capitalize(),
            when=_age(row, at),
            late=at - row.received_at > LATE_AFTER,
            icon="monitor",
        )
        for row in found.rows
    ]
    told = f"{counted(found.total, 'demande', feminine=True)} de bureau à traiter"
    where = reverse("crm_office_requests")
    return Block("demandes-de-bureau", "Demandes de bureau", lines, found.total, told, where)


def _age(row: OfficeRequest, at: datetime) -> str:
    days = (timezone.localdate(at) - timezone.localdate(row.received_at)).days
    return counted(days, "jour") if days > 0 else "aujourd’hui"


@stepwise
def to_call(user: User, at: datetime) -> Steps[Block | None]:
    """The offers to people whom no letter reaches: somebody has to tell them."""
    if not user.has_perm(CHANGE):
        return None
    email = ContactPoint.objects.filter(
        person=OuterRef("request__person"), kind=ContactKind.EMAIL, is_primary=True
    )
    rows = OfficeOffer.objects.filter(
        ~Exists(email), state=OfferState.RUNNING, request__email_key=""
    )
    asked = rows.select_related("request__person").order_by("expires_at", "pk")
    found = yield from first(asked, A_BLOCK)
    lines = [
        Line(
            label=f"Appeler {row.request.sender}",
            url=reverse("crm_office_request", args=[row.request_id]),
            why=f"Un bureau lui est proposé jusqu’au {moment_words(row.expires_at)}, et aucun courriel ne part.",
            late=row.expires_at < at,
            icon="phone",
        )
        for row in found.rows
    ]
    told = f"{counted(found.total, 'bureau', 'bureaux')} à proposer de vive voix"
    return Block(
        "bureaux-de-vive-voix", "Bureaux à proposer de vive voix", lines, found.total, told
    )
