"""What partners say, and what an advisor makes of it. A partner's word never moves a need by itself."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.exchanges import log
from crm.journeys.models import InteractionKind
from crm.journeys.team import called
from crm.needs.models import Need

from .models import WORD_PATHS, Helper, HelperWord, Said, WordState
from .seen import seen_by

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def say(
    helper: Helper,
    form_key: uuid.UUID,
    text: str,
    *,
    said: Said = Said.WORD,
    need: Need | None = None,
    at: datetime | None = None,
) -> HelperWord:
    """Keep a partner's word for the advisors; the same form twice is one word.

    `helper` was read through `seeing`. Raises Refused for a need that they are not shown, and for a
    proposal about none.
    """
    now = at or timezone.now()
    if need is not None and need.pk not in {shown.pk for shown in seen_by(helper).needs}:
        raise Refused("Ce besoin ne vous est plus montré.")
    if said != Said.WORD and need is None:
        raise Refused("Dites à quel besoin répond ce que vous proposez ou avez fait.")
    if not text.strip():
        raise Refused("Écrivez votre mot.")
    word, new = HelperWord.objects.get_or_create(
        form_key=form_key,
        defaults={"helper": helper, "need": need, "said": said, "text": text.strip(), "at": now},
    )
    if new:
        record(Action.CREATED, word, person_id=helper.journey.person_id, at=now)
    return word


@transaction.atomic
def accept(word: HelperWord, *, by: User | None, at: datetime | None = None) -> HelperWord:
    """Put a partner's word in the file, as a note of the journey. The person's own clock does not move."""
    now = at or timezone.now()
    locked = _move(word, WordState.ACCEPTED, by, now)
    helper = locked.helper
    about = f", {locked.need.get_kind_display()}" if locked.need else ""
    log(
        helper.journey.person,
        InteractionKind.NOTE,
        by=by,
        journey=helper.journey,
        subject=f"{helper.name}, cercle d’aide{about}{_colon(locked)}"[:160],
        text=f"{helper} ({timezone.localdate(locked.at):%d/%m/%Y})\n\n{locked.text}",
        at=now,
    )
    return locked


def _colon(word: HelperWord) -> str:
    return f"\N{NO-BREAK SPACE}: {word.get_said_display()}"


@transaction.atomic
def set_aside(word: HelperWord, *, by: User | None, at: datetime | None = None) -> HelperWord:
    """Leave a partner's word out of the file."""
    return _move(word, WordState.SET_ASIDE, by, at or timezone.now())


def _move(word: HelperWord, to: WordState, by: User | None, now: datetime) -> HelperWord:
    """The only door between the states of a word."""
    rows = HelperWord.objects.select_for_update(of=("self",))
    locked = rows.select_related("helper__journey__person", "need", "handled_by").get(pk=word.pk)
    before = WordState(locked.state)
    if to not in WORD_PATHS[before]:
        raise Refused(
            f"Ce mot est déjà «\N{NO-BREAK SPACE}{before.label}\N{NO-BREAK SPACE}», "
            f"par {called(locked.handled_by) or 'un collègue'}."
        )
    locked.state, locked.handled_at, locked.handled_by = to, now, by
    locked.save(update_fields=["state", "handled_at", "handled_by"])
    record(
        Action.MOVED, locked, by=by, person_id=locked.helper.journey.person_id,
        before=before, after=to, at=now,
    )  # fmt: skip
    return locked
