"""What a visitor types, and the hours that they may choose."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.utils import timezone

from crm.appointments.models import Place, Reason
from crm.appointments.slots import Search, free_slots
from editorial.form_key import FormKey


def signed_key() -> str:
    return FormKey(uuid.uuid4(), timezone.now() - timedelta(minutes=5)).sign()


def typed(**changes: object) -> dict[str, object]:
    return {
        "key": signed_key(), "first_name": "Élise", "last_name": "Chambon",
        "email": "elise.chambon@example.org", "phone": "", "adults": "2", "children": "1",
        "words": "Une maison, une école.", "residence": "france", "postcode": "", "commune": "",
        "country": "", "site_web": "",
    } | changes  # fmt: skip


def first_slots(reason: Reason, place: Place = Place.OFFICE) -> list[datetime]:
    today = timezone.localdate()
    found = free_slots(
        Search(reason, place), today + timedelta(days=3), today + timedelta(days=20), timezone.now()
    )
    return [slot.starts_at for slot in found]


def text(response: HttpResponse) -> str:
    return response.content.decode()
