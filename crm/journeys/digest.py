"""The letter of the morning: to each advisor who has something late or for today, once a working day.

A mailbox is less private than the desk: first names and file numbers, never what is to be said.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from crm.letters import links
from crm.letters.models import Letter
from crm.letters.services import TOKEN, Link, write

from .models import MorningRefusal
from .my_day import Due, Listed, day_of
from .team import team

if TYPE_CHECKING:
    from django.contrib.auth.models import User

TEMPLATE = "crm_journeys/letters/morning.txt"
PURPOSE = "matin"
# Between these hours: a machine that was off at six still writes, none writes in the afternoon.
FROM, UNTIL = time(6), time(11)
SATURDAY = 5
EVERY = timedelta(minutes=15)
RIGHTS = ("crm_people.read_file", "crm_journeys.view_journey")
# The link of an old letter still works for this long.
LINK_KEPT = timedelta(days=60)


def write_due(at: datetime) -> int:
    """Write the letters of the morning; how many are new. Without effect the second time, or later on."""
    local = timezone.localtime(at)
    if local.weekday() >= SATURDAY or not FROM <= local.time() < UNTIL:
        return 0
    today = local.date()
    waiting = {_key(user, today): user for user in readers()}
    written = Letter.objects.filter(key__in=waiting).values_list("key", flat=True)
    for key in written:
        del waiting[key]
    return sum(_write_to(user, today, at) for user in waiting.values())


def readers() -> QuerySet[User]:
    """The colleagues who have an address and did not refuse."""
    refused = MorningRefusal.objects.values("user")
    return team().exclude(email="").exclude(pk__in=refused)


@transaction.atomic
def _write_to(user: User, today: date, at: datetime) -> bool:
    """True when there was something to write. Two at once write one letter: its key is unique."""
    if not user.has_perms(RIGHTS):
        return False
    day = day_of(user, at)
    if not day.late.total and not day.today.total:
        return False
    links.forget(PURPOSE, str(user.pk), before=at - LINK_KEPT)
    context = {
        "reader": user.first_name,
        "today": today,
        "late": _told(day.late, today),
        "for_today": _told(day.today, today),
        "counts": (day.late.total, day.today.total),
        "desk": _absolute(reverse("crm_day")),
        "stop": _absolute(unquote(reverse("morning_stop", args=[TOKEN]))),
    }
    letter = write(
        TEMPLATE, to=user.email, key=_key(user, today), context=context,
        link=Link(PURPOSE, str(user.pk)), at=at,
    )  # fmt: skip
    return letter is not None


def _key(user: User, today: date) -> str:
    return f"morning-{user.pk}-{today:%Y-%m-%d}"


def _absolute(path: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def _told(listed: Listed, today: date) -> list[str]:
    lines = [_line(line, today) for line in listed.lines]
    hidden = listed.total - len(lines)
    return lines + ([f"et {hidden} autre{'s' if hidden > 1 else ''}"] if hidden else [])


def _line(line: Due, today: date) -> str:
    """« Claire, dossier n° 2010-0391 : suivi, en retard de 4 jours »."""
    row = line.journey or line.task
    person = row.person if row else None
    what = "suivi" if line.journey else "tâche"
    days = (today - line.due_on).days
    delay = f", en retard de {days} jour{'s' if days > 1 else ''}" if days > 0 else ""
    named = f"{person.first_name}, dossier n° {person.file_number}" if person else ""
    return f"{' '.join(named.split())} : {what}{delay}"


def forget_in_letters(file_numbers: Iterable[str]) -> None:
    """Take the lines of some people out of the letters of the mornings: their first names stood there."""
    marks = tuple(f"dossier n° {number} :" for number in file_numbers)
    for letter in Letter.objects.filter(template=TEMPLATE).only("body").iterator():
        lines = letter.body.splitlines(keepends=True)
        kept = [line for line in lines if not any(mark in line for mark in marks)]
        if len(kept) < len(lines):
            letter.body = "".join(kept)
            letter.save(update_fields=["body"])


def wants(user: User) -> bool:
    return not MorningRefusal.objects.filter(user=user).exists()


def refuse(user: User, *, at: datetime | None = None) -> None:
    """Send no more letters of the morning. Twice is once."""
    MorningRefusal.objects.get_or_create(user=user, defaults={"since": at or timezone.now()})


def accept(user: User) -> None:
    MorningRefusal.objects.filter(user=user).delete()


def reader_of(token: str, *, at: datetime | None = None) -> User | None:
    """Whose letter carried a link, None when it is unknown or too old."""
    link = links.find(PURPOSE, token, at=at)
    return get_user_model().objects.filter(pk=link.target).first() if link else None
