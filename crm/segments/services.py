"""The doors of segments: kept, changed, deleted. Each is journalled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record

from .asking import MOST, read
from .models import Campaign, CampaignState, Segment, Sharing

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Criteria = Sequence[Mapping[str, Any]]
SHARE = "crm_segments.share_with_communication"


@transaction.atomic
def keep(
    user: User, name: str, criteria: Criteria, *, sharing: str = Sharing.OWN,
    at: datetime | None = None,
) -> Segment:  # fmt: skip
    """Keep a question under a name. Raises Refused for a name taken or criteria not understood."""
    get_user_model().objects.select_for_update().get(pk=user.pk)
    _refuse_taken(user, name)
    _refuse_sharing(user, sharing)
    segment = Segment.objects.create(
        user=user, name=name, criteria=_understood(criteria), sharing=sharing,
        created_at=at or timezone.now(),
    )  # fmt: skip
    record(Action.CREATED, segment, by=user, at=at)
    return segment


@transaction.atomic
def change(
    segment: Segment, name: str, criteria: Criteria, *, sharing: str, by: User,
    at: datetime | None = None,
) -> Segment:  # fmt: skip
    """Ask something else under the same row. Only whoever keeps a segment changes it."""
    get_user_model().objects.select_for_update().get(pk=segment.user_id)
    segment = Segment.objects.select_for_update().get(pk=segment.pk)
    _refuse_another(segment, by)
    _refuse_taken(by, name, but=segment)
    _refuse_sharing(by, sharing)
    told = {"name": name, "criteria": _understood(criteria), "sharing": sharing}
    changed = [field for field, value in told.items() if getattr(segment, field) != value]
    for field in changed:
        setattr(segment, field, told[field])
    if changed:
        segment.save(update_fields=changed)
        record(Action.CHANGED, segment, by=by, fields=changed, at=at)
    return segment


@transaction.atomic
def forget(segment: Segment, *, by: User, at: datetime | None = None) -> None:
    """Delete a segment that no message speaks of."""
    segment = Segment.objects.select_for_update().get(pk=segment.pk)
    _refuse_another(segment, by)
    used = Campaign.objects.filter(Q(segments=segment) | Q(without=segment))
    if used.exclude(state=CampaignState.ABANDONED).exists():
        raise Refused(
            "Ce segment sert à un envoi\u00a0: il reste pour dire à qui l’on a écrit. "
            "Vous pouvez cesser de le partager."
        )
    record(Action.DELETED, segment, by=by, at=at)
    segment.delete()


def _understood(criteria: Criteria) -> list[dict[str, Any]]:
    if not criteria:
        raise Refused("Ajoutez au moins un critère\u00a0: un segment n’est pas tout le fichier.")
    if len(criteria) > MOST:
        raise Refused(f"{MOST} critères au plus.")
    asked = read(criteria)
    if asked is None:
        raise Refused("Un critère n’est pas compris\u00a0: relisez-les.")
    return [one.kept() for one in asked]


def _refuse_taken(user: User, name: str, but: Segment | None = None) -> None:
    others = Segment.objects.filter(user=user, name=name)
    if others.exclude(pk=but.pk if but else 0).exists():
        raise Refused(f"Vous avez déjà un segment « {name} ».")


def _refuse_another(segment: Segment, by: User) -> None:
    if segment.user_id != by.pk:
        raise Refused("Ce segment est à quelqu’un d’autre\u00a0: copiez-le pour le changer.")


def _refuse_sharing(user: User, sharing: str) -> None:
    if sharing == Sharing.COMMUNICATION and not user.has_perm(SHARE):
        raise Refused("Seuls les responsables confient un segment à la communication.")
