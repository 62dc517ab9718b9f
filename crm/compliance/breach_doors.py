"""The doors of a violation: reported by anybody, taken up, decided, told, closed. Each step is journalled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.letters.addresses import address
from crm.letters.services import write

from .models import PATHS, UNSETTLED, Breach, BreachNote, BreachState, Risk

if TYPE_CHECKING:
    from django.contrib.auth.models import User

DESCRIBED = (
    "discovered_at", "what", "natures", "kinds", "people_kinds", "people_about", "rows_about",
    "causes", "consequences", "measures", "risk",
)  # fmt: skip
SETTLED = "Cette violation est close : rouvrez-la pour y revenir."


@transaction.atomic
def report(
    what: str, discovered_at: datetime, *, by: User | None, at: datetime | None = None
) -> Breach:
    """Write down an incident and tell the officer. Raises Refused when it is said to be in the future."""
    now = at or timezone.now()
    _check_day(discovered_at, now)
    breach = Breach.objects.create(
        what=what.strip(), discovered_at=discovered_at, reported_at=now, reported_by=by
    )
    record(Action.CREATED, breach, by=by, after=BreachState.REPORTED.label, at=now)
    for officer in officers():
        write(
            "crm_compliance/letters/incident.txt",
            to=officer.email,
            key=f"breach:{breach.pk}:{officer.pk}",
            context={"breach": breach, "url": address("crm_breach", breach.pk)},
            at=now,
        )
    return breach


def officers() -> list[User]:
    """The accounts that handle violations, whichever group gives them the right, and have an address."""
    rows = get_user_model()._default_manager.filter(
        Q(groups__permissions__codename="change_breach")
        | Q(user_permissions__codename="change_breach"),
        is_active=True,
    )
    return list(rows.exclude(email="").distinct().order_by("pk"))


def _check_day(discovered_at: datetime, now: datetime) -> None:
    if discovered_at > now:
        raise Refused("Une violation se signale une fois découverte : cette date est à venir.")


def _hold(breach: Breach) -> Breach:
    return Breach.objects.select_for_update().get(pk=breach.pk)


def _unsettled(breach: Breach) -> Breach:
    locked = _hold(breach)
    if locked.state not in UNSETTLED:
        raise Refused(SETTLED)
    return locked


def _save(
    breach: Breach, locked: Breach, values: Mapping[str, Any], by: User | None, now: datetime
) -> list[str]:
    """Write what differs, and journal the names of what was changed."""
    changed = [name for name, value in values.items() if getattr(locked, name) != value]
    for name in changed:
        setattr(locked, name, values[name])
    if changed:
        locked.save(update_fields=changed)
        record(Action.CHANGED, locked, by=by, fields=changed, at=now)
    breach.refresh_from_db()
    return changed


@transaction.atomic
def describe(
    breach: Breach, told: Mapping[str, Any], *, by: User | None, at: datetime | None = None
) -> None:
    """Write what is known better; `told` is by field, those of DESCRIBED."""
    now = at or timezone.now()
    locked = _unsettled(breach)
    _check_day(told["discovered_at"], locked.reported_at)
    _save(breach, locked, {name: told[name] for name in DESCRIBED}, by, now)


@transaction.atomic
def decide(
    breach: Breach, notify: bool, reason: str = "", *, by: User | None, at: datetime | None = None
) -> None:
    """Decide whether the CNIL is told. Not telling it has a reason, and a risk that allows it."""
    now = at or timezone.now()
    locked = _unsettled(breach)
    if locked.notified_at:
        raise Refused("Elle est déjà notifiée : on ne revient pas sur cette décision.")
    if not notify and locked.risk in (Risk.RISK, Risk.HIGH):
        raise Refused("Avec un risque pour les personnes, la notification est obligatoire.")
    if not notify and not reason.strip():
        raise Refused("Dites pourquoi elle n’est pas notifiée : la CNIL peut le demander.")
    kept = "" if notify else reason.strip()
    _save(breach, locked, {"notify": notify, "notify_reason": kept}, by, now)


@transaction.atomic
def note_notified(
    breach: Breach,
    on: datetime,
    reference: str,
    late_reason: str = "",
    *,
    by: User | None,
    at: datetime | None = None,
) -> None:
    """Write that the CNIL was told. Past the seventy-second hour, the reason of the delay is asked."""
    now = at or timezone.now()
    locked = _unsettled(breach)
    if on > now or on < locked.discovered_at:
        raise Refused("La notification vient après la découverte, et pas dans l’avenir.")
    if on > locked.due_at and not late_reason.strip():
        raise Refused("Les 72 heures sont passées : dites pourquoi, la CNIL le demande.")
    told = {
        "notify": True, "notify_reason": "", "notified_at": on,
        "notification": reference.strip(), "late_reason": late_reason.strip(),
    }  # fmt: skip
    _save(breach, locked, told, by, now)


@transaction.atomic
def note_informed(
    breach: Breach,
    inform: bool,
    text: str,
    on: datetime | None = None,
    *,
    by: User | None,
    at: datetime | None = None,
) -> None:
    """Write what the people were told and when, or why they are not told."""
    now = at or timezone.now()
    locked = _unsettled(breach)
    if not text.strip():
        raise Refused(
            "Écrivez ce qui leur a été dit." if inform else "Dites pourquoi elles ne le sont pas."
        )
    if inform and (on is None or on > now or on < locked.discovered_at):
        raise Refused("Indiquez quand elles l’ont été, après la découverte.")
    told = {"inform": inform, "inform_text": text.strip(), "informed_at": on if inform else None}
    _save(breach, locked, told, by, now)


@transaction.atomic
def add_note(
    breach: Breach, text: str, *, by: User | None, at: datetime | None = None
) -> BreachNote:
    now = at or timezone.now()
    locked = _hold(breach)
    if not text.strip():
        raise Refused("Écrivez la note.")
    note = BreachNote.objects.create(breach=locked, at=now, author=by, text=text.strip())
    record(Action.CREATED, note, by=by, at=now)
    return note


@transaction.atomic
def move(
    breach: Breach,
    to: BreachState,
    reason: str = "",
    *,
    by: User | None,
    at: datetime | None = None,
) -> None:
    """Take up, set aside, close or reopen. Raises Refused when the way is shut or something is missing."""
    now = at or timezone.now()
    locked = _hold(breach)
    before = BreachState(locked.state)
    if to not in PATHS[before]:
        raise Refused(f"Une violation {before.label} ne peut pas être {to.label}.")
    _check_move(locked, before, to, reason)
    locked.state = to
    locked.closed_at = None if to == BreachState.OPEN else now
    locked.save(update_fields=["state", "closed_at"])
    if reason.strip():
        BreachNote.objects.create(breach=locked, at=now, author=by, text=reason.strip())
    record(
        Action.MOVED, locked, by=by, before=before.label, after=to.label, reason=reason.strip(),
        at=now,
    )  # fmt: skip
    breach.refresh_from_db()


def _check_move(locked: Breach, before: BreachState, to: BreachState, reason: str) -> None:
    reopens = to == BreachState.OPEN and before != BreachState.REPORTED
    if (to == BreachState.DISMISSED or reopens) and not reason.strip():
        raise Refused("Dites pourquoi.")
    if reopens and locked.emptied_at:
        raise Refused("Elle est trop ancienne : ce qui la décrivait est effacé.")
    if to == BreachState.CLOSED and (lacking := what_lacks(locked)):
        raise Refused(f"Avant de la clore : {', '.join(lacking)}.")


def what_lacks(breach: Breach) -> list[str]:
    """What a violation still needs before it is closed, in words."""
    found = []
    if not breach.risk:
        found.append("dites le niveau de risque")
    if not breach.measures.strip():
        found.append("dites les mesures prises")
    if breach.notify is None:
        found.append("décidez de la notification")
    if breach.notify and breach.notified_at is None:
        found.append("notez la notification à la CNIL")
    if breach.risk == Risk.HIGH and breach.inform is None:
        found.append("dites si les personnes sont informées")
    return found
