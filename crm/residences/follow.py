"""What a follow-up link opens: a residence, or a request that no advisor has filed; and what its bearer may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from crm.letters import links
from crm.letters.models import SecretLink

from . import offers, running
from .letters import FOLLOW_POST, FOLLOW_RESIDENCE
from .models import PostState, Residence, ResidencePost, ResidenceState

ACCEPT, DECLINE, RENOUNCE = "accepter", "decliner", "renoncer"
SAID_BY = "Par la personne, depuis sa page de suivi."


@dataclass(frozen=True)
class Followed:
    """A residence, or a post that waits to be one: the residence wins."""

    post: ResidencePost | None = None
    residence: Residence | None = None


@dataclass(frozen=True)
class Situation:
    """Where a request stands, in words: a mark of components/state, what it means, what may be done."""

    mark: str
    label: str
    meaning: str
    until: datetime | None = None
    reason: str = ""
    actions: list[str] = field(default_factory=list)


def followed_by(token: str, at: datetime | None = None) -> Followed | None:
    if link := links.find(FOLLOW_RESIDENCE, token, at=at):
        return _residence(link)
    if link := links.find(FOLLOW_POST, token, at=at):
        post = ResidencePost.objects.select_related("residence__person", "residence__committee").filter(
            pk=int(link.target)
        ).first()  # fmt: skip
        if post is None or not post.payload:
            return None
        return _alive(Followed(post, post.residence))
    return None


def _residence(link: SecretLink) -> Followed | None:
    row = (
        Residence.objects.select_related("person", "committee").filter(pk=int(link.target)).first()
    )
    return _alive(Followed(residence=row)) if row else None


def _alive(found: Followed) -> Followed | None:
    gone = found.residence is not None and found.residence.person.anonymised_at
    return None if gone else found


def situation(found: Followed, at: datetime | None = None) -> Situation:
    now = at or timezone.now()
    if found.residence is not None:
        return _of_residence(found.residence, now)
    if found.post is not None and found.post.state == PostState.ASIDE:
        return Situation(
            "ended",
            "Sans suite",
            "Nous n’avons pas donné suite à cette demande. Écrivez-nous pour en parler.",
        )
    return Situation(
        "waiting", "Demande reçue", "Votre demande est arrivée. Un conseiller la lit et l’étudie."
    )


def _of_residence(row: Residence, now: datetime) -> Situation:
    state = ResidenceState(row.state)
    if state in {ResidenceState.REQUESTED, ResidenceState.INSTRUCTED}:
        return _undecided(row, now)
    if state == ResidenceState.GRANTED:
        return Situation(
            "open", "Résidence accordée",
            "Une convention se signe à trois : vous, la région ou son agence, et nous. La résidence commence "
            "une fois les trois signatures réunies.",
            reason=row.reason, actions=[RENOUNCE],
        )  # fmt: skip
    mark, label, meaning = SAID[state]
    return Situation(
        mark, label, meaning, reason=row.reason if state == ResidenceState.REFUSED else ""
    )


SAID = {
    ResidenceState.REFUSED: (
        "closed", "Demande refusée",
        "Le courrier reçu dit comment contester cette décision. Vous pouvez aussi faire une autre demande.",
    ),
    ResidenceState.RUNNING: (
        "underway", "Résidence en cours", "Bon séjour ! Votre conseiller reste à votre écoute."
    ),
    ResidenceState.ENDED: (
        "last", "Résidence terminée",
        "Un bilan se tient avec votre conseiller : ce que vous avez essayé, et la suite.",
    ),
    ResidenceState.REVIEWED: (
        "ended", "Bilan tenu", "Merci d’être venu. Votre conseiller vous accompagne pour la suite."
    ),
    ResidenceState.RENOUNCED: (
        "cancelled", "Renoncée", "Vous avez renoncé à cette résidence. Vous pourrez faire une autre demande."
    ),
}  # fmt: skip


def _undecided(row: Residence, now: datetime) -> Situation:
    if entry := offers.offered(row, now):
        return Situation(
            "last", "Une place vous est proposée", "Elle vous est réservée le temps de répondre.",
            until=entry.offer_expires_at, actions=[ACCEPT, DECLINE],
        )  # fmt: skip
    if row.waiting_since:
        return Situation(
            "full", "En attente d’une place",
            "Votre demande est acceptée. Toutes les places sont prises à ces dates : la première qui se "
            "libère vous est proposée, à votre tour.",
        )  # fmt: skip
    told = "Un conseiller étudie votre demande."
    if row.decision_due_at is None:
        told += " Un comité de partenaires décidera ; sa date n’est pas encore fixée."
    return Situation("waiting", "À l’étude", told, until=row.decision_due_at)


@transaction.atomic
def act(found: Followed, action: str, at: datetime | None = None) -> None:
    """Do what the bearer asks. Raises Refused when it cannot be done any more."""
    row = found.residence
    if row is None:
        return
    if action == ACCEPT:
        offers.accept(row, at=at)
    elif action == DECLINE:
        offers.decline(row, at=at)
    elif action == RENOUNCE:
        running.renounce(row, SAID_BY, at=at)
