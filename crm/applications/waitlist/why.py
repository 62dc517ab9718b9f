"""Why no offer has gone out: everything that a session, its seats and its list say of it, in sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from crm.applications.models import SEATED, Enrolment, EnrolmentState
from crm.people.models import ContactPoint
from crm.registers.words import counted
from crm.waiting.models import Skip, WaitEntry, WaitingList
from editorial.dates import day as written
from editorial.models import ScheduledJob
from editorial.plugins import TRAINING_SESSION
from training.models import Session

from . import taker
from .catalogue import under_study

LATE = timedelta(hours=1)
SKIPS = 20


@dataclass(frozen=True)
class Reasons:
    """What explains the list of a session, now.

    answer    one sentence: what happens with the next seat, or why nothing does
    notes     what else somebody should know or do
    free      seats that nobody holds
    """

    answer: str
    notes: list[str]
    free: int
    held: list[Enrolment]
    blocked: str = ""
    skips: list[Skip] = field(default_factory=list)

    @property
    def offers(self) -> list[Enrolment]:
        return [row for row in self.held if row.state == EnrolmentState.OFFERED]

    @property
    def may_offer(self) -> bool:
        return bool(self.free) and not self.blocked


def held_seats(session: Session) -> list[Enrolment]:
    """Who holds each seat; `reachable` tells whether letters reach them."""
    email = ContactPoint.objects.for_letters().filter(person=OuterRef("application__person"))
    rows = (
        Enrolment.objects.filter(roster__session=session, state__in=SEATED)
        .select_related("application__person", "seat")
        .annotate(reachable=Exists(email))
    )
    return list(rows.order_by("seat__number"))


def line_of(session: Session) -> QuerySet[WaitEntry]:
    rows = WaitEntry.objects.of(TRAINING_SESSION, str(session.pk)).in_line()
    return rows.select_related("person")


def reasons(session: Session, at: datetime) -> Reasons:
    """Explain the list: a constant number of queries, whatever its length."""
    held = held_seats(session)
    free = max(0, session.seats_max - len(held))
    blocked = _blocked(session, at)
    line = line_of(session)
    skips = Skip.objects.filter(
        entry__waiting_list__kind=TRAINING_SESSION, entry__waiting_list__key=str(session.pk)
    ).select_related("entry__person", "passed_by__person")
    return Reasons(
        answer=blocked or _answer(session, held, free, line, at),
        notes=[*_to_call(held), *_idle(at)],
        free=free,
        held=held,
        blocked=blocked,
        skips=list(skips[:SKIPS]),
    )


def _blocked(session: Session, at: datetime) -> str:
    if why := taker.blocked(str(session.pk), at):
        return f"{why} Aucune place n’est plus proposée."
    closed = WaitingList.objects.filter(
        kind=TRAINING_SESSION, key=str(session.pk), closed_at__isnull=False
    )
    return "La liste d’attente est close." if closed.exists() else ""


def _answer(
    session: Session, held: list[Enrolment], free: int, line: QuerySet[WaitEntry], at: datetime
) -> str:
    entries = list(line)
    if not entries:
        return "Personne n’attend de place dans cette session."
    if not free:
        return _full(held)
    fits = len(entries) - len(taker.refusals(entries))
    if not fits:
        return (
            "Une place est libre, mais personne sur la liste ne peut la prendre : "
            "le motif est écrit à côté de chaque nom."
        )
    seats = counted(free, "place est libre", "places sont libres", feminine=True).capitalize()
    if study := under_study(session):
        wait = counted(study, "candidature est", "candidatures sont", feminine=True)
        return (
            f"{seats}, mais {wait} encore à l’étude : proposez sans attendre, ou décidez d’abord."
        )
    return f"{seats} : l’offre part d’elle-même au prochain passage, dans quelques minutes."


def _full(held: list[Enrolment]) -> str:
    seats = counted(len(held), "place est tenue", "places sont tenues", feminine=True)
    ends = [row.expires_at for row in held if row.state == "offered" and row.expires_at]
    if not ends:
        return f"La session est complète : {seats}, et aucune offre n’attend de réponse."
    offers = counted(len(ends), "offre attend", "offres attendent", feminine=True)
    last = written(timezone.localdate(min(ends)), weekday=True)
    first = f"une réponse, la première avant le {last} à minuit"
    return f"La session est complète : {seats}. {offers.capitalize()} {first}."


def _to_call(held: list[Enrolment]) -> list[str]:
    return [
        f"{row.application.person} n’a pas d’adresse électronique : appelez avant le "
        f"{written(timezone.localdate(row.expires_at), weekday=True)}."
        for row in held
        if row.state == EnrolmentState.OFFERED and row.expires_at and not row.reachable  # type: ignore[attr-defined]
    ]


def _idle(at: datetime) -> list[str]:
    """Offers end and leave by a scheduled job: when it does not come by, nothing does."""
    job = ScheduledJob.objects.filter(name="applications.offers").first()
    if job is None or job.ran_at is None:
        return ["Les tâches planifiées ne sont pas encore passées : aucune offre n’expire seule."]
    if at - job.ran_at > LATE:
        last = timezone.localtime(job.ran_at)
        return [
            f"Les tâches planifiées ne passent plus depuis le {written(last.date())} : "
            "aucune offre n’expire seule. Prévenez qui tient le serveur."
        ]
    return []
