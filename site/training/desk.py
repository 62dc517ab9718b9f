"""What the training catalogue brings to the desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from editorial import dates
from editorial.desk import Creation, DeskDate, DeskItem
from editorial.references import links_to
from training.models import Session
from training.models.sessions import SessionQuerySet

GROUP = "Sessions qui closent sans qu’on en parle"
KIND = "Formation"
SOON, PRESSING = 14, 7
# A page published within this time and linked to the course is news of its sessions.
RECENT = timedelta(days=30)


def training_items(request: HttpRequest) -> Iterator[DeskItem]:
    """Sessions whose applications close soon and that no page published lately links to."""
    user: Any = request.user
    if not user.has_perm("training.change_session"):
        return
    today = timezone.localdate()
    for session in unannounced(today):
        closing = session.applications_close_on
        left = (closing - today).days
        day = dates.day(closing, year=False)
        when = {0: "aujourd’hui", 1: "demain"}.get(left, f"le {day}, dans {left} jours")
        yield DeskItem(
            GROUP,
            str(session),
            reverse("sessions:edit", args=[session.pk]),
            f"Les candidatures closent {when}, et aucune page publiée depuis un mois ne mène à la "
            "formation. Une actualité qui la cite d’un lien suffit.",
            due=closing,
            urgent=left <= PRESSING,
        )


def unannounced(today: date) -> SessionQuerySet:
    """Linked pages are those that Wagtail's index of references knows."""
    recent = Page.objects.filter(first_published_at__gte=timezone.now() - RECENT)
    links = links_to("course__page", recent)
    closing = Session.objects.standing().filter(
        applications_close_on__gte=today,
        applications_close_on__lte=today + timedelta(days=SOON),
        applications_open_on__lte=today,
    )
    found: SessionQuerySet = closing.filter(~Exists(links)).select_related("course")
    return found.order_by("applications_close_on")


def training_dates(request: HttpRequest, start: date, end: date) -> list[DeskDate]:
    """The last day to apply for each session; its own days are happenings."""
    sessions = Session.objects.standing().filter(
        applications_close_on__gte=start, applications_close_on__lt=end
    )
    return [
        DeskDate(
            KIND,
            session.applications_close_on,
            f"Clôture des candidatures : {session}",
            reverse("sessions:edit", args=[session.pk]),
        )
        for session in sessions.select_related("course")
    ]


def training_creations(request: HttpRequest) -> Iterable[Creation]:
    user: Any = request.user
    if user.has_perm("training.add_session"):
        yield Creation("Annoncer une session", reverse("sessions:add"), "date", 20)
