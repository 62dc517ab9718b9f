"""Where somebody in residence sleeps: the stay that lodges them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.lodging.models import Stay

from .models import Residence, ResidenceState
from .moving import change, hold

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def lodge(
    row: Residence, stay: Stay | None, *, by: User | None, at: datetime | None = None
) -> None:
    """Tie a residence to the stay of its person, or untie it."""
    locked = hold(row)
    if locked.state not in {ResidenceState.GRANTED, ResidenceState.RUNNING}:
        raise Refused("Le logement se note une fois la résidence accordée.")
    if stay is not None and stay.person_id != locked.person_id:
        raise Refused("Ce séjour est celui de quelqu’un d’autre.")
    clash = "Ce séjour loge déjà une autre résidence."
    change(locked, {"stay": stay}, by=by, now=at or timezone.now(), refused=clash)
    row.refresh_from_db()
