"""What anonymising somebody does here: what is open ends by its own door, files and links go."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from crm.letters.models import SecretLink
from crm.letters.services import letters_of
from crm.people.contacts import normalise_email, normalise_phone

from .agreements import forget_agreements
from .letters import FOLLOW_POST, FOLLOW_RESIDENCE, post_key
from .models import UNDECIDED, PostState, Residence, ResidencePost, ResidenceState
from .posts import set_aside
from .running import end, renounce
from .services import refuse

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WHY = "Dossier anonymisé."


def let_go(people: Iterable[int], *, by: User | None, at: datetime) -> None:
    """End the residences of some people, given by primary key. Nothing is written to anybody meanwhile."""
    for row in Residence.objects.live().filter(person__in=list(people)).order_by("pk"):
        if row.state in UNDECIDED:
            refuse(row, WHY, by=by, withdrawn=True, at=at)
        elif row.state == ResidenceState.GRANTED:
            renounce(row, WHY, by=by, heard=False, at=at)
        else:
            end(row, by=by, reason=WHY if timezone.localdate(at) <= row.ends_on else "", at=at)


def forget(people: Iterable[int], reached: Collection[str], at: datetime) -> None:
    """Delete files and links, and empty what nobody filed; `reached` are addresses and numbers as compared."""
    ids = list(people)
    forget_agreements(ids, at)
    residences = Residence.objects.filter(person__in=ids).values_list("pk", flat=True)
    _forget_links(FOLLOW_RESIDENCE, residences)
    filed = ResidencePost.objects.filter(residence__person__in=ids).values_list("pk", flat=True)
    _forget_links(FOLLOW_POST, filed)
    for post in unfiled(reached):
        if post.state == PostState.NEW:
            set_aside(post, by=None, at=at)
        letters_of(post_key(post)).delete()
        _forget_links(FOLLOW_POST, [post.pk])
        ResidencePost.objects.filter(pk=post.pk).update(payload={})


def unfiled(reached: Collection[str]) -> list[ResidencePost]:
    """The posts in no file that give one of these addresses or numbers."""
    wanted = {one for one in reached if one}
    posts = ResidencePost.objects.filter(residence__isnull=True).exclude(payload={})
    return [
        post
        for post in posts
        if {normalise_email(post.told.email), normalise_phone(post.told.phone)} & wanted
    ]


def _forget_links(purpose: str, targets: Iterable[int]) -> None:
    SecretLink.objects.filter(purpose=purpose, target__in=[str(pk) for pk in targets]).delete()
