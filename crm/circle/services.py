"""The doors of the circle: invited, agreed to, chosen again, ended. Nothing is shown without consent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from crm.consents.models import Consent, Purpose
from crm.consents.services import current_wording, note
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.models import Journey
from crm.letters import links
from crm.organisations.models import Organisation
from crm.people.contacts import normalise_email
from crm.people.reaching import mail_address
from crm.people.services import heard_from

from . import letters
from .choosing import Chosen, check_chosen, in_words, write_chosen
from .models import HELPER_PATHS, Helper, HelperState

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WORDING = "partage"
BY_LINK = "lien de son courrier"
BY_THE_PERSON = "Accord retiré par la personne."
BY_THE_PARTNER = "À la demande du partenaire, depuis son espace."


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
    _check_journey(locked)
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


def _check_journey(journey: Journey) -> None:
    person = journey.person
    if journey.closed_at or person.anonymised_at or person.merged_into_id:
        raise Refused("Ce parcours est clos : personne ne peut plus y être invité.")


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
            "Cette personne n’a pas d’adresse électronique : recueillez son accord, puis dites "
            "comment elle l’a donné."
        )


@transaction.atomic
def agree(
    helper: Helper, *, channel: str, by: User | None = None, at: datetime | None = None
) -> None:
    """Note that the person agrees to all that is chosen for a partner, whose access opens."""
    now = at or timezone.now()
    locked = _hold(helper)
    _check_journey(locked.journey)
    if locked.state == HelperState.ENDED:
        raise Refused("L’accès de ce partenaire est retiré : invitez-le de nouveau.")
    _say(locked, given=True, channel=channel, by=by, now=now)
    locked.agreed_until = locked.ends_on
    locked.save(update_fields=["agreed_until"])
    if locked.state == HelperState.ASKED:
        _move(locked, HelperState.ACTIVE, by=by, now=now)
        letters.invite_partner(locked, now)


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
    locked = _hold(helper)
    if locked.state == HelperState.ENDED:
        raise Refused("L’accès de ce partenaire est retiré : invitez-le de nouveau.")
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


@transaction.atomic
def stop(
    helper: Helper, *, channel: str, by: User | None = None, at: datetime | None = None
) -> None:
    """The person withdraws: consent and access end together, nothing is shown from there on."""
    now = at or timezone.now()
    locked = _hold(helper)
    if locked.state == HelperState.ENDED:
        return
    _say(locked, given=False, channel=channel, by=by, now=now)
    _end(locked, BY_THE_PERSON, by, now)


@transaction.atomic
def revoke(
    helper: Helper, reason: str, *, by: User | None = None, at: datetime | None = None
) -> None:
    """Take an access away. Raises Refused without a reason, or when it is gone already."""
    now = at or timezone.now()
    locked = _hold(helper)
    if not reason.strip():
        raise Refused("Dites pourquoi l’accès est retiré.")
    if locked.state == HelperState.ENDED:
        raise Refused("L’accès de ce partenaire est déjà retiré.")
    _end(locked, reason.strip(), by, now)


@transaction.atomic
def leave(helper: Helper, *, at: datetime | None = None) -> None:
    """The partner withdraws, from their own space."""
    locked = _hold(helper)
    if locked.state != HelperState.ENDED:
        _end(locked, BY_THE_PARTNER, None, at or timezone.now())


def _end(locked: Helper, reason: str, by: User | None, now: datetime) -> None:
    _move(
        locked, HelperState.ENDED, by=by, now=now, reason=reason,
        revoked_at=now, revoked_by=by, revoked_reason=reason[:240],
    )  # fmt: skip
    links.forget(letters.PARTNER_LINK, str(locked.pk))
    locked.codes.all().delete()


def _hold(helper: Helper) -> Helper:
    rows = Helper.objects.select_for_update(of=("self",)).select_related("journey__person")
    return rows.get(pk=helper.pk)


def _move(
    locked: Helper,
    to: HelperState,
    *,
    by: User | None,
    now: datetime,
    reason: str = "",
    **facts: object,
) -> None:
    """The only door between the states of a partner; `facts` are other fields to write with it."""
    before = HelperState(locked.state)
    if to not in HELPER_PATHS[before]:
        raise Refused(f"Un accès « {before.label} » ne devient pas « {to.label} ».")
    for name, value in ({"state": to} | facts).items():
        setattr(locked, name, value)
    locked.save(update_fields=["state", *facts])
    record(
        Action.MOVED, locked, by=by, person_id=locked.journey.person_id,
        before=before, after=to, reason=reason, at=now,
    )  # fmt: skip


def _say(helper: Helper, *, given: bool, channel: str, by: User | None, now: datetime) -> Consent:
    person = helper.journey.person
    if by is None:
        heard_from(person, at=now)
    return note(
        person,
        Purpose.SHARE,
        given=given,
        channel=channel.strip()[:40],
        about=helper.about,
        wording=current_wording(WORDING, now),
        proof=str(helper)[:120],
        by=by,
        at=now,
    )
