"""The doors of an access: agreed to, ended. Nothing is shown without consent (`inviting` asks for it)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.consents.models import Consent, Purpose
from crm.consents.services import current_wording, note
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.models import Journey
from crm.people.services import heard_from

from . import letters
from .models import HELPER_PATHS, Helper, HelperState

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WORDING = "partage"
BY_LINK = "lien de son courrier"
BY_THE_PERSON = "Accord retiré par la personne."
BY_THE_PARTNER = "À la demande du partenaire, depuis son espace."


def check_journey(journey: Journey) -> None:
    """Raise Refused when nobody can be shown a journey any more."""
    person = journey.person
    if journey.closed_at or person.anonymised_at or person.merged_into_id:
        raise Refused("Ce parcours est clos\u00a0: personne ne peut plus y être invité.")


@transaction.atomic
def agree(
    helper: Helper, *, channel: str, by: User | None = None, at: datetime | None = None
) -> None:
    """Note that the person agrees to all that is chosen for a partner, whose access opens."""
    now = at or timezone.now()
    locked = hold(helper)
    check_journey(locked.journey)
    if locked.state == HelperState.ENDED:
        raise Refused("L’accès de ce partenaire est retiré\u00a0: invitez-le de nouveau.")
    _say(locked, given=True, channel=channel, by=by, now=now)
    locked.agreed_until = locked.ends_on
    locked.save(update_fields=["agreed_until"])
    if locked.state == HelperState.ASKED:
        _move(locked, HelperState.ACTIVE, by=by, now=now)
        letters.invite_partner(locked, now)


@transaction.atomic
def stop(
    helper: Helper, *, channel: str, by: User | None = None, at: datetime | None = None
) -> None:
    """The person withdraws: consent and access end together, nothing is shown from there on."""
    now = at or timezone.now()
    locked = hold(helper)
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
    locked = hold(helper)
    if not reason.strip():
        raise Refused("Dites pourquoi l’accès est retiré.")
    if locked.state == HelperState.ENDED:
        raise Refused("L’accès de ce partenaire est déjà retiré.")
    _end(locked, reason.strip(), by, now)


@transaction.atomic
def leave(helper: Helper, *, at: datetime | None = None) -> None:
    """The partner withdraws, from their own space."""
    locked = hold(helper)
    if locked.state != HelperState.ENDED:
        _end(locked, BY_THE_PARTNER, None, at or timezone.now())


def _end(locked: Helper, reason: str, by: User | None, now: datetime) -> None:
    _move(
        locked, HelperState.ENDED, by=by, now=now, reason=reason,
        revoked_at=now, revoked_by=by, revoked_reason=reason[:240],
    )  # fmt: skip
    locked.codes.all().delete()


def hold(helper: Helper) -> Helper:
    """Lock a partner's row, the journey and the person read with it."""
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
        raise Refused(
            f"Un accès «\u00a0{before.label}\u00a0» ne devient pas «\u00a0{to.label}\u00a0»."
        )
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
