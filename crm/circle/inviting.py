"""Who is invited to a journey, what is chosen for them to see, and how the person is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.models import Journey
from crm.organisations.models import Organisation
from crm.people.contacts import normalise_email
from crm.people.reaching import mail_address

from . import letters
from .choosing import Chosen, check_chosen, in_words, write_chosen
from .models import Helper, HelperState
from .services import agree, check_journey, hold

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Invitation:
    """Who is invited, at what title, until when."""

    name: str
    email: str
    role: str
    ends_on: date
    organisation: Organisation | None = None


@transaction.atomic
def invite(
    journey: Journey,
    invitation: Invitation,
    chosen: list[Chosen],
    *,
    said_by: str = "",
    by: User | None,
    at: datetime | None = None,
) -> Helper:
    """Invite a partner to a journey. `said_by`: how the person agreed; else a letter asks them.

    Raises Refused for a journey that is over, a partner who is there already, dates out of bounds.
    """
    now = at or timezone.now()
    locked = Journey.objects.select_for_update().select_related("person").get(pk=journey.pk)
    check_journey(locked)
    helper = Helper(
        journey=locked,
        organisation=invitation.organisation,
        name=invitation.name.strip(),
        email=invitation.email.strip(),
        email_key=normalise_email(invitation.email),
        role=invitation.role.strip(),
        starts_on=timezone.localdate(now),
        ends_on=invitation.ends_on,
        invited_at=now,
        invited_by=by,
    )
    _check(helper)
    check_chosen(helper, chosen)
    helper.save()
    write_chosen(helper, chosen, now)
    record(Action.CREATED, helper, by=by, person_id=locked.person_id, at=now)
    _ask_or_take(helper, chosen, said_by, by, now)
    helper.refresh_from_db()
    return helper


def _check(helper: Helper) -> None:
    longest = helper.starts_on + timedelta(days=settings.CIRCLE["longest_days"])
    if not helper.name or not helper.role or not helper.email_key:
        raise Refused("Dites qui est ce partenaire et à quel titre il aide.")
    if not helper.starts_on <= helper.ends_on <= longest:
        raise Refused(f"L’accès finit entre aujourd’hui et le {longest:%d/%m/%Y}.")
    if (
        Helper.objects.standing()
        .filter(journey=helper.journey, email_key=helper.email_key)
        .exists()
    ):
        raise Refused("Cette adresse est déjà invitée à ce parcours.")
    if helper.email_key == normalise_email(mail_address(helper.journey.person)):
        raise Refused("C’est l’adresse de la personne elle-même.")


@transaction.atomic
def choose(
    helper: Helper,
    chosen: list[Chosen],
    *,
    ends_on: date,
    said_by: str = "",
    by: User | None,
    at: datetime | None = None,
) -> list[Chosen]:
    """Choose again what a partner sees, and until when. Return what was added.

    What is taken away goes at once; what is added, and days more, wait for the person to agree.
    """
    now = at or timezone.now()
    locked = hold(helper)
    if locked.state == HelperState.ENDED:
        raise Refused("L’accès de ce partenaire est retiré\u00a0: invitez-le de nouveau.")
    check_chosen(locked, chosen)
    longest = timezone.localdate(now) + timedelta(days=settings.CIRCLE["longest_days"])
    if not max(locked.starts_on, timezone.localdate(now)) <= ends_on <= longest:
        raise Refused(f"L’accès finit entre aujourd’hui et le {longest:%d/%m/%Y}.")
    later = ends_on > (locked.agreed_until or locked.ends_on)
    locked.ends_on = ends_on
    locked.save(update_fields=["ends_on"])
    added = write_chosen(locked, chosen, now)
    record(
        Action.CHANGED, locked, by=by, person_id=locked.journey.person_id,
        fields=["items", "ends_on"], at=now,
    )  # fmt: skip
    if added or later:
        _ask_or_take(locked, chosen, said_by, by, now)
    helper.refresh_from_db()
    return added


def _ask_or_take(
    helper: Helper, chosen: list[Chosen], said_by: str, by: User | None, now: datetime
) -> None:
    if said_by.strip():
        agree(helper, channel=said_by, by=by, at=now)
        letters.tell_consent(helper, in_words(chosen), now)
    elif mail_address(helper.journey.person):
        letters.ask_consent(helper, in_words(chosen), now)
    else:
        raise Refused(
            "Cette personne n’a pas d’adresse électronique\u00a0: recueillez son accord, puis dites "
            "comment elle l’a donné."
        )
