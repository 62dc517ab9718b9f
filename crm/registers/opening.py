"""Opening a page that tells of somebody is an act: one line a reader, a row and a quarter of an hour."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journal.services import record

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ONE_READING = timedelta(minutes=15)

View = Callable[..., HttpResponse]


def opens(label: str, person: str = "") -> Callable[[View], View]:
    """Journal who sees a page. Its first argument is the key of a row of `label` ("crm_visits.visit").

    person   look-up from the row to the person it tells of; "" for a page that lists several
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def watched(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            answer = view(request, *args, **kwargs)
            if request.method == "GET" and answer.status_code == 200:
                key = args[0] if args else next(iter(kwargs.values()))
                note_opening(apps.get_model(label), key, person, cast("User", request.user))
            return answer

        return watched

    return decorate


def note_opening(model: type[Model], key: Any, person: str, by: User) -> None:
    def told() -> int | None:
        rows = model._default_manager.filter(pk=key)
        return rows.values_list(person, flat=True).first() if person else None

    note_reading(model(pk=key), by, told)


def note_reading(
    row: Model,
    by: User,
    person: int | Callable[[], int | None] | None = None,
    *,
    at: datetime | None = None,
    among: QuerySet[Entry] | None = None,
) -> None:
    """Journal that somebody reads a row, unless they did within ONE_READING.

    person   the key of whom it tells of, or what finds it when there is a line to write
    among    the lines of which one is enough: those about this row, unless told
    """
    now = at or timezone.now()
    lines = Entry.objects.about(row) if among is None else among
    if lines.filter(action=Action.READ, actor_id=by.pk, at__gt=now - ONE_READING).exists():
        return
    record(Action.READ, row, by=by, person_id=person() if callable(person) else person, at=now)
