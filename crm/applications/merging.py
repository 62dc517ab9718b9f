"""Two files with applications to the same session: the one that got further stays."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db.models import Count

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import gate_open, record
from crm.people.merging.rules import Merge

from .models import LIVE, SEATED, Application, ApplicationState, Attendance, Enrolment
from .services import move

# From the first step to the last one, among the live ones.
STEPS = [
    ApplicationState.SUBMITTED,
    ApplicationState.UNDER_REVIEW,
    ApplicationState.POOLED,
    ApplicationState.WAITLISTED,
    ApplicationState.ADMITTED,
]
REASON = "Candidature en double : les deux dossiers de la personne sont réunis."


def applications(merge: Merge) -> None:
    """Withdraw one of two live applications to a session. Two seats held in one are refused."""
    _refuse_two_seats(merge)
    _forget_half_days_noted_twice(merge)
    both = Application.objects.filter(person__in=[merge.kept, merge.ended], state__in=LIVE)
    rows = both.select_related("session__course", "enrolment").order_by("session_id")
    for _, found in groupby(rows, key=lambda row: row.session_id):
        live = sorted(found, key=lambda row: _rank(row, merge))
        for shorter in live[:-1]:
            _withdraw(merge, shorter, live[-1])


def _rank(row: Application, merge: Merge) -> tuple[bool, int, bool]:
    return _seated(row), STEPS.index(ApplicationState(row.state)), row.person_id == merge.kept.pk


def _seated(row: Application) -> bool:
    enrolment = getattr(row, "enrolment", None)
    return enrolment is not None and enrolment.state in SEATED


def _withdraw(merge: Merge, shorter: Application, kept: Application) -> None:
    was = ApplicationState(shorter.state).label
    move(shorter, ApplicationState.WITHDRAWN, by=merge.by, reason=REASON, at=merge.at)
    where = f"à « {kept.session} »" if kept.session else "sans session choisie"
    merge.told.append(
        f"Deux candidatures {where} : celle qui est {ApplicationState(kept.state).label} reste, "
        f"celle qui était {was} est retirée, sans courrier."
    )


def _refuse_two_seats(merge: Merge) -> None:
    held = Enrolment.objects.filter(state__in=SEATED).select_related("roster__session__course")
    mine = {row.roster_id for row in held.filter(application__person=merge.kept)}
    twice = held.filter(application__person=merge.ended, roster__in=mine).first()
    if twice is not None:
        raise Refused(
            f"Les deux dossiers tiennent chacun une place à « {twice.roster.session} » : rendez "
            "d’abord l’une des deux, ou gardez deux dossiers si ce sont deux personnes."
        )


def _forget_half_days_noted_twice(merge: Merge) -> None:
    """In one session, a half-day of one person is kept once: the signed one, else the survivor's."""
    rows = (
        Attendance.objects.filter(enrolment__application__person__in=[merge.kept, merge.ended])
        .select_related("enrolment__application")
        .annotate(corrected=Count("corrections"))
    )
    seen: dict[tuple[int, object, str], list[Any]] = {}
    for row in rows:
        seen.setdefault((row.enrolment.roster_id, row.date, row.half), []).append(row)
    twice = []
    for found in seen.values():
        found.sort(key=lambda row: (_corrected(row), _signed(row), _mine(row, merge)))
        twice += found[:-1]
    if corrected := next((row for row in twice if _corrected(row)), None):
        raise Refused(
            f"Les deux dossiers portent des corrections de la même demi-journée, {corrected} : "
            "elles ne s’effacent pas, gardez deux dossiers."
        )
    if not twice:
        return
    # The same half-day twice is one too many, closed or not: only this may open what is closed.
    with gate_open():
        for row in twice:
            record(
                Action.DELETED, row, by=merge.by, person_id=merge.kept.pk,
                fields=["date", "half"], at=merge.at,
            )  # fmt: skip
            row.delete()
    merge.told.append(f"Demi-journées de formation notées deux fois, gardées une : {len(twice)}.")


def _corrected(row: Attendance) -> bool:
    return bool(getattr(row, "corrected", 0))


def _signed(row: Attendance) -> bool:
    return row.on_paper or row.trainee_signed_at is not None


def _mine(row: Attendance, merge: Merge) -> bool:
    return row.enrolment.application.person_id == merge.kept.pk
