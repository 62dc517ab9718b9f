"""What a draft would do if it left now: who receives it, what they read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.mailings.audiences import Addressee
from crm.mailings.launching import Rendered
from crm.people.reading import note_readings
from crm.registers.access import agent
from crm.segments.models import Campaign
from crm.segments.seeing import FEW, number, sees_people
from crm.segments.sending import campaigns as doors
from crm.segments.sending.reaching import reached

SHOWN = 3
# More people than that are sorted out when asked for, not each time the page opens.
SORTED_AT_ONCE = 2000


@dataclass(frozen=True)
class Shown:
    """A letter of the preview and who reads it; nobody for an invented one."""

    who: Any
    rendered: Rendered


@dataclass
class Before:
    """What stands on the page of a draft.

    refusal    why it cannot be told
    total      how many people the segments hold, in French
    kept       how many receive it, in French; "" while that was not asked
    left_out   why the others do not: (reason, how many in French)
    """

    refusal: str = ""
    total: str = ""
    kept: str = ""
    nobody: bool = False
    left_out: list[tuple[str, str]] = field(default_factory=list)
    letters: list[Shown] = field(default_factory=list)
    may_launch: bool = False


def before_launch(request: HttpRequest, campaign: Campaign) -> Before:
    user, now = agent(request), timezone.now()
    told = Before(may_launch=doors.may_launch(campaign, user))
    try:
        count = reached(campaign, user, now).total
        told.total = number(count, user)
        if count <= SORTED_AT_ONCE or "compter" in request.GET:
            outcome = doors.outcome(campaign, by=user, at=now)
            told.kept, told.nobody = number(outcome.kept, user), not outcome.kept
            told.left_out = [(why, _few(many, request)) for why, many in outcome.left_out.items()]
            told.letters = _letters(request, campaign, outcome.sorted.kept)
        else:
            told.letters = _letters(request, campaign, [])
    except Refused as refusal:
        told.refusal = str(refusal)
    return told


def _few(many: int, request: HttpRequest) -> str:
    return f"moins de {FEW}" if many < FEW and not sees_people(agent(request)) else str(many)


def shown_letters(request: HttpRequest, campaign: Campaign) -> list[Shown]:
    """The letters of the preview, those of the page."""
    told = before_launch(request, campaign)
    return told.letters


def _letters(request: HttpRequest, campaign: Campaign, kept: list[Addressee]) -> list[Shown]:
    """Three people of the segments, for those who may read files: a reading. For the others, two who are nobody."""
    real = kept[:SHOWN] if sees_people(agent(request)) else []
    note_readings([one.person for one in real if one.person], agent(request))
    return [Shown(one.person, doors.preview(campaign, one)) for one in real or doors.invented()]
