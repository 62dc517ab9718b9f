"""Files that look alike, in the day of those who may merge them."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.urls import reverse

from crm.people.models import DuplicatePair
from crm.registers.words import counted

from .day import Block, Line

A_BLOCK = 5


def to_review(user: User, at: datetime) -> Block | None:
    """The surest pairs; the whole queue is a click away."""
    if not user.has_perms(["crm_people.read_file", "crm_people.merge_person"]):
        return None
    rows = DuplicatePair.objects.to_review()
    total = rows.count()
    lines = [
        Line(
            label=str(pair),
            url=reverse("crm_merge", args=[pair.first_id, pair.second_id]),
            why=pair.reason,
            icon="copy",
        )
        for pair in rows.select_related("first", "second")[:A_BLOCK]
    ]
    told = f"{counted(total, 'doublon')} à examiner"
    return Block(
        "doublons", "Doublons à examiner", lines, total, told, reverse("crm_duplicates"), aside=True
    )
