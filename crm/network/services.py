"""The doors of a card: opened, proposed by its person, read over, shown, hidden, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.consents.models import Consent, Purpose
from crm.consents.services import current_wording, note
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.models import Person
from crm.people.names import name_key
from crm.people.reaching import mail_address
from crm.people.services import heard_from
from territory.models import Commune

from . import letters
from .models import CARD_PATHS, Card, CardState, NameForm
from .models.cards import ADULT_AT

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WORDING = "annuaire"
BY_LINK = "lien de son courrier"


@dataclass(frozen=True)
class CardText:
    """What somebody says of oneself."""

    trade: str
    words: str
    commune: Commune | None = None
    skills: str = ""
    website: str = ""
    name_form: NameForm = NameForm.INITIAL


@transaction.atomic
def open_card(person: Person, *, by: User | None, at: datetime | None = None) -> Card:
    """Open somebody's card and send them the link to write it; the same card again when it is there.

    Raises Refused for somebody whom no letter reaches, or who is no adult.
    """
    now = at or timezone.now()
    held = Person.objects.select_for_update().get(pk=person.pk)
    if held.anonymised_at or held.merged_into_id:
        raise Refused("Ce dossier est anonymisé ou fusionné.")
    if held.birth_year and held.birth_year >= timezone.localdate(now).year - ADULT_AT:
        raise Refused("L’annuaire est réservé aux adultes.")
    if not mail_address(held):
        raise Refused(
            "Cette personne n’a pas d’adresse électronique\u00a0: elle ne pourrait écrire sa fiche."
        )
    card, new = Card.objects.get_or_create(
        person=held,
        defaults={"created_at": now, "trade": held.trade[:80], "commune": _here(held)},
    )
    if new:
        record(Action.CREATED, card, by=by, person_id=held.pk, at=now)
    letters.about_the_card(card, "invite", now)
    return card


def _here(person: Person) -> Commune | None:
    """The commune of a person when it is one of ours: the directory is that of the territory."""
    return Commune.objects.of_the_territory().filter(pk=person.commune_id).first()


def agrees(person: Person) -> bool:
    """Tell whether the last word of a person on the directory is a yes."""
    words = Consent.objects.filter(person=person, purpose=Purpose.DIRECTORY)
    last = words.order_by("-at", "-pk").first()
    return bool(last and last.given)


@transaction.atomic
def propose(
    card: Card, text: CardText, *, agreed: bool = False, at: datetime | None = None
) -> Card:
    """The person writes their card; an advisor reads it over before it shows. It needs their consent."""
    now = at or timezone.now()
    locked = _hold(card)
    person = locked.person
    if agreed:
        _say(person, given=True, channel=BY_LINK, by=None, now=now)
    elif not agrees(person):
        raise Refused(
            "Votre fiche ne paraît qu’avec votre accord\u00a0: cochez la case pour le donner."
        )
    locked.name_form = text.name_form
    locked.trade, locked.words = _common(text.trade.strip()), text.words.strip()
    locked.skills, locked.website = text.skills.strip(), text.website.strip()
    locked.commune = text.commune
    if not locked.trade or not locked.words:
        raise Refused("Dites votre métier, et quelques mots de ce que vous faites.")
    locked.search_key = _search_key(locked)
    locked.proposed_at = now
    names = [
        "name_form", "trade", "words", "skills", "website", "commune", "search_key", "proposed_at",
    ]  # fmt: skip
    if locked.state == CardState.PROPOSED:
        locked.save(update_fields=names)
        record(Action.CHANGED, locked, person_id=person.pk, fields=names[:6], at=now)
    else:
        _move(locked, CardState.PROPOSED, by=None, now=now, fields=names)
    heard_from(person, at=now)
    card.refresh_from_db()
    return card


def _common(trade: str) -> str:
    """« Graphiste » and « graphiste » are one trade; « SEO » keeps its capitals."""
    return trade if trade[1:2].isupper() else trade[:1].lower() + trade[1:]


def _search_key(card: Card) -> str:
    place = str(card.commune or "")
    return name_key(card.display_name, f"{card.trade} {card.skills} {place} {card.words}")[:900]


@transaction.atomic
def publish(card: Card, *, by: User | None, at: datetime | None = None) -> Card:
    """Show a card that was read over. Raises Refused without the person's consent."""
    now = at or timezone.now()
    locked = _hold(card)
    if not agrees(locked.person):
        raise Refused(
            "La personne n’a pas donné son accord, ou l’a retiré\u00a0: la fiche reste masquée."
        )
    locked.published_at = now
    _move(locked, CardState.PUBLISHED, by=by, now=now, fields=["published_at"])
    letters.about_the_card(locked, "published", now)
    card.refresh_from_db()
    return card


@transaction.atomic
def hide(card: Card, reason: str, *, by: User | None, at: datetime | None = None) -> Card:
    """Hide a card; the reason stays in the journal."""
    if not reason.strip():
        raise Refused("Dites pourquoi cette fiche est masquée.")
    locked = _hold(card)
    _move(locked, CardState.HIDDEN, by=by, now=at or timezone.now(), reason=reason.strip())
    card.refresh_from_db()
    return card


@transaction.atomic
def send_back(card: Card, reason: str, *, by: User | None, at: datetime | None = None) -> Card:
    """Ask the person to write their card again, and say why."""
    now = at or timezone.now()
    if not reason.strip():
        raise Refused("Dites à la personne ce qui est à revoir.")
    locked = _hold(card)
    _move(locked, CardState.DRAFT, by=by, now=now, reason=reason.strip())
    letters.about_the_card(locked, "sent_back", now, reason=reason.strip())
    card.refresh_from_db()
    return card


@transaction.atomic
def withdraw(
    card: Card, *, channel: str = BY_LINK, by: User | None = None, at: datetime | None = None
) -> None:
    """The person leaves the directory: their card is shown nowhere from there on."""
    _say(_hold(card).person, given=False, channel=channel, by=by, now=at or timezone.now())


def _say(person: Person, *, given: bool, channel: str, by: User | None, now: datetime) -> None:
    note(
        person,
        Purpose.DIRECTORY,
        given=given,
        channel=channel,
        wording=current_wording(WORDING, now),
        by=by,
        at=now,
    )
    if by is None:
        heard_from(person, at=now)


def _hold(card: Card) -> Card:
    rows = Card.objects.select_for_update(of=("self",)).select_related("person", "commune")
    return rows.get(pk=card.pk)


def _move(
    locked: Card,
    to: CardState,
    *,
    by: User | None,
    now: datetime,
    reason: str = "",
    fields: list[str] | None = None,
) -> None:
    """The only door between the states of a card; `fields` were set by the caller."""
    before = CardState(locked.state)
    if to not in CARD_PATHS[before]:
        raise Refused(
            f"Une fiche «\u00a0{before.label}\u00a0» ne devient pas «\u00a0{to.label}\u00a0»."
        )
    locked.state = to
    locked.save(update_fields=["state", *(fields or [])])
    record(
        Action.MOVED, locked, by=by, person_id=locked.person_id,
        before=before, after=to, reason=reason, at=now,
    )  # fmt: skip
