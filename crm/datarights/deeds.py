"""What is done because of a request, each by the door of its room, and kept as the proof that it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.consents import suppression
from crm.consents.models import EVERYTHING, Consent, Purpose, SuppressionReason
from crm.consents.services import note
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.exchanges import plan_task
from crm.journeys.models import Journey
from crm.mailings.audiences import AUDIENCES
from crm.people import restriction
from crm.people.contacts import normalise_email
from crm.people.models import ContactKind, ContactPoint, Person
from crm.privacy.services import anonymise
from crm.waiting.deadlines import working_day_after

from . import found
from .models import Deed, DeedKind, RightsRequest
from .services import hold

if TYPE_CHECKING:
    from django.contrib.auth.models import User

UNKNOWN = (
    "Établissez d’abord l’identité\N{NO-BREAK SPACE}: ce que dit un dossier n’est remis, changé ou effacé "
    "qu’à bon droit."
)
NOT_THEIRS = "Rattachez d’abord ce dossier à la demande."
# What may be put right, by the names that the journal gives them.
FIELDS = {
    "first_name": "prénom",
    "last_name": "nom",
    "birth_year": "année de naissance",
    "commune": "lieu de résidence",
    "contact_points": "coordonnées",
    "professional_status": "situation professionnelle",
    "household": "foyer",
    "applications": "candidature",
    "notes": "échanges et notes",
    "other": "autre",
}
MAILED = [Purpose.NEWSLETTER, Purpose.FORUM]


def _done(
    row: RightsRequest,
    kind: DeedKind,
    *,
    by: User,
    now: datetime,
    person: Person | None = None,
    told: str = "",
    fields: Iterable[str] = (),
) -> Deed:
    deed = Deed.objects.create(
        request=row, kind=kind, person=person, told=told[:300], at=now, by=by
    )
    record(
        Action.CHANGED, row, by=by, person_id=person.pk if person else None, after=kind,
        fields=fields, at=now,
    )  # fmt: skip
    return deed


def _held(row: RightsRequest, person: Person | None, *, known: bool) -> RightsRequest:
    """The locked request, once it is sure whose file it is."""
    locked = hold(row)
    if person is not None and not locked.files.filter(person=person).exists():
        raise Refused(NOT_THEIRS)
    if known and locked.identified_at is None:
        raise Refused(UNKNOWN)
    return locked


@transaction.atomic
def handed(row: RightsRequest, person: Person, *, by: User, at: datetime | None = None) -> Deed:
    """The dossier of a file went to its person."""
    now = at or timezone.now()
    locked = _held(row, person, known=True)
    return _done(locked, DeedKind.HANDED, by=by, now=now, person=person)


@transaction.atomic
def rectified(
    row: RightsRequest,
    person: Person,
    fields: Sequence[str],
    *,
    by: User,
    at: datetime | None = None,
) -> Deed:
    """Fields were put right; only their names are kept."""
    now = at or timezone.now()
    locked = _held(row, person, known=True)
    if unknown := set(fields) - set(FIELDS):
        raise TypeError(f"rectified() knows no field {unknown}")
    if not fields:
        raise Refused("Cochez ce qui a été corrigé.")
    told = ", ".join(FIELDS[name] for name in fields)
    return _done(
        locked, DeedKind.RECTIFIED, by=by, now=now, person=person, told=told, fields=sorted(fields)
    )


@transaction.atomic
def entrust(row: RightsRequest, person: Person, *, by: User, at: datetime | None = None) -> str:
    """Ask whoever follows a person to put their file right. Return who, "" for the whole team."""
    now = at or timezone.now()
    locked = _held(row, person, known=True)
    journey = Journey.objects.running_for(person)
    owner = journey.owner if journey else None
    plan_task(
        person,
        f"Corriger le dossier, demande {locked.reference} : voir avec le délégué à la protection des données",
        working_day_after(timezone.localdate(now)),
        journey=journey, assignee=owner, by=by, at=now,
    )  # fmt: skip
    return owner.get_full_name() if owner else ""


@transaction.atomic
def restrict(
    row: RightsRequest, person: Person, because: str, *, by: User, at: datetime | None = None
) -> Deed:
    now = at or timezone.now()
    locked = _held(row, person, known=False)
    why = (
        f"Demande {locked.reference}\N{NO-BREAK SPACE}: {because.strip()}"
        if because.strip()
        else ""
    )
    restriction.restrict(person, why, by=by, at=now)
    return _done(locked, DeedKind.RESTRICTED, by=by, now=now, person=person)


@transaction.atomic
def lift(
    row: RightsRequest, person: Person, why: str, *, by: User, at: datetime | None = None
) -> Deed:
    now = at or timezone.now()
    locked = _held(row, person, known=False)
    restriction.lift(person, why, by=by, at=now)
    return _done(locked, DeedKind.LIFTED, by=by, now=now, person=person)


@transaction.atomic
def object_to_mail(row: RightsRequest, *, by: User, at: datetime | None = None) -> Deed:
    """No mailing reaches the addresses of the asker any more, and what they had agreed to receive ends."""
    now = at or timezone.now()
    locked = _held(row, None, known=False)
    people = list(Person.objects.filter(rights_requests__request=locked))
    points = ContactPoint.objects.filter(person__in=people, kind=ContactKind.EMAIL)
    addresses = {normalise_email(locked.email), *points.values_list("normalised", flat=True)} - {""}
    if not addresses and not people:
        raise Refused("Ni adresse ni dossier\N{NO-BREAK SPACE}: dites d’abord de qui il s’agit.")
    how = f"opposition, demande {locked.reference}"
    for address in sorted(addresses):
        for audience in AUDIENCES.values():
            audience.leave(address, how, now)
        suppression.suppress(address, scope=EVERYTHING, reason=SuppressionReason.OBJECTION, at=now)
    _withdraw(Consent.objects.filter(person__in=people, purpose__in=MAILED), how, by, now)
    return _done(locked, DeedKind.OBJECTED, by=by, now=now)


@transaction.atomic
def withdraw(
    row: RightsRequest, consents: Sequence[Consent], *, by: User, at: datetime | None = None
) -> list[Deed]:
    """Take back agreements of the files of a request, those that still hold. Each room hears of its own."""
    now = at or timezone.now()
    locked = _held(row, None, known=False)
    theirs = Consent.objects.filter(person__rights_requests__request=locked)
    wanted = theirs.filter(pk__in=[one.pk for one in consents])
    taken = _withdraw(wanted, f"demande {locked.reference}", by, now)
    if not taken:
        raise Refused("Choisissez un accord qui tient encore.")
    return [
        _done(
            locked, DeedKind.WITHDRAWN, by=by, now=now, person=word.person,
            told=word.get_purpose_display(), fields=[word.purpose],
        )
        for word in taken
    ]  # fmt: skip


def _withdraw(words: object, how: str, by: User, now: datetime) -> list[Consent]:
    given = words.current().filter(given=True).exclude(purpose=Purpose.NOTICE)  # type: ignore[attr-defined]
    taken = list(given.select_related("person"))
    for word in taken:
        note(
            word.person, Purpose(word.purpose), given=False, channel=how[:40], about=word.about,
            by=by, at=now,
        )  # fmt: skip
    return taken


@transaction.atomic
def erase(row: RightsRequest, person: Person, *, by: User, at: datetime | None = None) -> Deed:
    """Forget somebody, and what bears their addresses outside their file. Raises Refused with what holds it."""
    now = at or timezone.now()
    locked = _held(row, person, known=True)
    found.clear(locked, by=by, at=now)
    anonymise(person, by=by, at=now)
    return _done(locked, DeedKind.ERASED, by=by, now=now, person=person)


@transaction.atomic
def clear_beside(row: RightsRequest, *, by: User, at: datetime | None = None) -> Deed:
    """Erase what can go now: all that is in no file. The files stay, with what holds them."""
    now = at or timezone.now()
    locked = _held(row, None, known=False)
    if not locked.confirmed_at and not locked.identified_at:
        raise Refused(
            "L’adresse de la demande n’est pas confirmée, et l’identité n’est pas établie\N{NO-BREAK SPACE}: "
            "quelqu’un d’autre a pu l’écrire."
        )
    places = found.clear(locked, by=by, at=now)
    if not places:
        raise Refused("Rien n’a été trouvé hors des dossiers.")
    return _done(locked, DeedKind.CLEARED, by=by, now=now, told=", ".join(places))
