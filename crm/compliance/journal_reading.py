"""What the journal holds, by period, account, action, file and kind of row: a page of lines at a time.

A page begins after the last line of the one before, by its key: the millionth is as near as the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.people.merging.history import of_whole_file
from crm.people.models import Person

if TYPE_CHECKING:
    from django.contrib.auth.models import User

A_PAGE = 100
SEEN = (Action.READ, Action.EXPORTED)


@dataclass(frozen=True)
class Asked:
    """What is looked for; nothing narrows until it is told."""

    since: date | None = None
    until: date | None = None
    account: User | None = None
    action: str = ""
    person: Person | None = None
    kind: str = ""

    def told(self) -> list[str]:
        """The names of what narrows, for the journal."""
        return [field.name for field in fields(self) if getattr(self, field.name)]


def lines(asked: Asked) -> QuerySet[Entry]:
    """The lines that answer, the latest first."""
    rows = Entry.objects.select_related("actor", "person").order_by("-at", "-pk")
    if asked.since:
        rows = rows.filter(at__gte=start_of(asked.since))
    if asked.until:
        rows = rows.filter(at__lt=start_of(asked.until + timedelta(days=1)))
    if asked.account:
        rows = rows.filter(actor=asked.account)
    if asked.action:
        rows = rows.filter(action=asked.action)
    if asked.person:
        rows = rows.filter(of_whole_file(asked.person))
    if asked.kind:
        rows = rows.filter(object_type=asked.kind)
    return rows


def about_account(account: User) -> QuerySet[Entry]:
    """What others did to an account, and the sign-ins that were refused to it, the latest first."""
    rows = Entry.objects.about(account).exclude(actor=account)
    return rows.select_related("actor", "person").order_by("-at", "-pk")


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


@dataclass(frozen=True)
class Sheet:
    """One page. `after` is the key of its last line, "" when nothing follows."""

    rows: Sequence[Entry]
    after: str


def sheet(rows: QuerySet[Entry], after: str = "") -> Sheet:
    """The page that follows a line, the first one when its key is unknown or wrong."""
    if key := _read(after):
        at, pk = key
        # The first condition is the index's; the second leaves out what shares its moment.
        rows = rows.filter(at__lte=at).filter(Q(at__lt=at) | Q(pk__lt=pk))
    found = list(rows[: A_PAGE + 1])
    page = found[:A_PAGE]
    return Sheet(page, _key(page[-1]) if len(found) > A_PAGE else "")


def _key(entry: Entry) -> str:
    return f"{int(entry.at.timestamp() * 1_000_000)}-{entry.pk}"


def _read(key: str) -> tuple[datetime, int] | None:
    at, _, pk = key.partition("-")
    if not (at.isdecimal() and pk.isdecimal() and len(key) < 40):
        return None
    epoch = datetime(1970, 1, 1, tzinfo=timezone.get_fixed_timezone(0))
    try:
        return epoch + timedelta(microseconds=int(at)), int(pk)
    except OverflowError:
        return None


@dataclass(frozen=True)
class Reader:
    """Somebody who opened a file: how many times, and when last."""

    user: User | None
    times: int
    exports: int
    last: datetime


def readers(person: Person, asked: Asked) -> list[Reader]:
    """Who read or exported a file, the most recent first. Two queries, whatever their number."""
    rows = lines(asked).filter(of_whole_file(person), action__in=SEEN).order_by()
    counted = (
        rows.values("actor")
        .annotate(
            times=Count("pk", filter=Q(action=Action.READ)),
            exports=Count("pk", filter=Q(action=Action.EXPORTED)),
            last=Max("at"),
        )
        .order_by("-last")
    )
    found: list[Any] = list(counted)
    users = get_user_model()._default_manager.in_bulk(
        [row["actor"] for row in found if row["actor"]]
    )
    return [
        Reader(users.get(row["actor"]), row["times"], row["exports"], row["last"]) for row in found
    ]


def acts(asked: Asked) -> list[tuple[str, int]]:
    """How many of each action, the most frequent first."""
    counted = lines(asked).order_by().values_list("action").annotate(count=Count("pk"))
    return [(str(Action(name).label), number) for name, number in counted.order_by("-count")]
