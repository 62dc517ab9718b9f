"""What left by e-mail: letters to each, mailings to many, and those who asked for the newsletter."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from crm.consents.models import Consent, Purpose
from crm.consents.suppression import digest
from crm.letters.models import Letter, LetterState
from crm.mailings.models import Mailing, MailingState, Nature, Recipient
from crm.newsletter.models import Subscriber, SubscriberState

from .cast import Actor, Cast
from .rows import A_BATCH, poured, written

TEMPLATE, SUBJECT = "crm_appointments/letters/confirmed.txt", "Votre demande est enregistrée"
NAMESPACE = uuid.UUID("5a1c6f4e-41a7-4a2b-9f06-9b1d9c6b7e55")
YEARS = 1_000  # days over which letters are spread


def address(actor: Actor) -> str:
    return f"{actor.word}.{actor.rank}@example.org"


def write_to(actors: list[Actor], cast: Cast, letters: int, mailings: int, each: int) -> None:
    """Write letters of the service, then mailings with their recipients."""
    poured(Letter, (_letter(n, actors[n % len(actors)], cast.ago(YEARS)) for n in range(letters)))
    for number in range(mailings):
        _mail(number, actors[:each], cast)


def _letter(number: int, actor: Actor, at: datetime, batch: str = "") -> Letter:
    return Letter(
        key=f"volume-{batch}-{number}",
        batch=batch,
        template=TEMPLATE,
        person_id=actor.person,
        to=address(actor),
        subject=SUBJECT,
        body="" if batch else "Bonjour,\n\nVotre demande est enregistrée.\n",
        state=LetterState.SENT,
        written_at=at,
        attempts=1,
        claimed_at=at,
        sent_at=at,
    )


def _mail(number: int, actors: list[Actor], cast: Cast) -> None:
    at = min(cast.at, cast.ago(30 * (number + 1), 30 * number))
    mailing = Mailing.objects.create(
        key=f"volume-{number}",
        nature=Nature.SERVICE,
        title=f"Envoi d’essai {number + 1}",
        subject=SUBJECT,
        text="Bonjour {prenom},",
        per_minute=60,
        state=MailingState.DONE,
        launched_at=at,
        ended_at=at + timedelta(hours=1),
    )
    source = iter(actors)
    rank = 0
    while lot := list(islice(source, A_BATCH)):
        sent = written(
            Letter, (_letter(rank + n, one, at, mailing.batch) for n, one in enumerate(lot))
        )
        poured(
            Recipient,
            (_recipient(mailing, actor, letter) for actor, letter in zip(lot, sent, strict=True)),
        )
        rank += len(lot)


def _recipient(mailing: Mailing, actor: Actor, letter: Letter) -> Recipient:
    return Recipient(
        mailing=mailing,
        person_id=actor.person,
        email=address(actor),
        fields={"prenom": actor.first_name},
        letter=letter,
        left_at=letter.sent_at,
        handle=f"volume-{mailing.pk}-{actor.rank}",
        digest=digest(address(actor)),
    )


def subscribe(actors: list[Actor], cast: Cast, subscribers: int, consents: int) -> None:
    """Write those who asked for the newsletter, and what people said of it to an advisor."""
    poured(Subscriber, (_subscriber(n, cast) for n in range(subscribers)))
    poured(Consent, _consents(actors[:consents], cast))


def _subscriber(number: int, cast: Cast) -> Subscriber:
    email, at = f"lettre.{number}@example.org", cast.ago(YEARS, 15)
    row = Subscriber(
        email=email,
        trace=digest(email),
        form_key=uuid.uuid5(NAMESPACE, email),
        asked_at=at,
        state=SubscriberState.CONFIRMED,
        confirmed_at=at + timedelta(hours=2),
    )
    if cast.chance.random() < 0.1:
        row.email, row.state = "", SubscriberState.UNSUBSCRIBED
        row.left_at, row.left_by = at + timedelta(days=10), "le lien d’un numéro"
    return row


def _consents(actors: list[Actor], cast: Cast) -> Iterator[Consent]:
    for actor in actors:
        yield Consent(
            person_id=actor.person,
            purpose=Purpose.NEWSLETTER,
            given=cast.chance.random() < 0.7,
            at=actor.opened_at,
            channel="au téléphone",
        )
