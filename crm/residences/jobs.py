"""What this room does at its hour: residences that begin and end, offers that end, files that no row names."""

from __future__ import annotations

from datetime import datetime

from crm.papers.services import discard, files_without_a_row

from . import offers, running, waitlist
from .models import FOLDER, Agreement, ResidenceKind


def see_to_residences(at: datetime) -> None:
    running.follow_the_calendar(at)
    offers.expire(at)
    for kind in ResidenceKind:
        waitlist.pass_on(kind, at=at)


def forget_lost_files(at: datetime) -> None:
    named = set(Agreement.objects.values_list("file", flat=True))
    discard(files_without_a_row(FOLDER, named, at))
