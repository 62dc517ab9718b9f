"""Files that look alike, in the day of those who may merge them."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.urls import reverse

from crm.people.models import DuplicatePair
from crm.registers.batch import Steps, first, stepwise
from crm.registers.words import counted

from .day import Block, Line

A_BLOCK = 5


@stepwise
def to_review(user: User, at: datetime) -> Steps[Block | None]:
    """The surest pairs; the whole queue is a click away."""
    if not user.has_perms(["crm_people.read_file", "crm_people.merge_person"]):
        return None
    rows = DuplicatePair.objects.to_review().select_related("first", "second")
    found = yield from first(rows, A_BLOCK)
    lines = [
        Line(
            label=str(pair),
            url=reverse("crm_merge", args=[pair.first_id, pair.second_id]),
            why=pair.reason,
            icon="copy",
        )
        for pair in found.rows
    ]
    told = f"{counted(found.total, 'doublon')} à examiner"
    return Block(
        "doublons",
        "Doublons à examiner",
        lines,
        found.total,
        told,
        reverse("crm_duplicates"),
        aside=True,
    )
