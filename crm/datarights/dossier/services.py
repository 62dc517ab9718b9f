"""The doors of dossiers: made, sent by a link, handed over once, put an end to."""

from __future__ import annotations

import hashlib
import secrets
import tempfile
from datetime import datetime, timedelta
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.letters.services import outbox_is_shut
from crm.papers.services import discard, discard_after
from crm.people.models import Person
from crm.people.reaching import mail_address

from ..models import Dossier, DossierState
from ..models.dossiers import DOSSIER_PATHS
from . import letters
from .gathering import count, gather
from .subject import subject_of
from .writing import write

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Beyond this many rows a worker makes the file: whoever asked does not wait for it.
AT_ONCE_ROWS = 400
TRIES = 5
CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without those that are taken for one another
CODE_LENGTH = 8

FORGOTTEN = "Ce dossier est anonymisé\u00a0: il ne dit plus rien de personne."
UNREACHED = (
    "Aucune adresse électronique ne joint cette personne\u00a0: remettez le dossier en main propre."
)
NOT_READY = "Ce dossier n’est plus disponible\u00a0: établissez-en un autre."


def make_dossier(person: Person, *, by: User | None, at: datetime | None = None) -> Dossier:
    """Make the file of all that is held of somebody, at once or by a worker when it is long.

    Raises Refused for a file without a name.
    """
    now = at or timezone.now()
    person = person.merged_into or person
    if person.anonymised_at:
        raise Refused(FORGOTTEN)
    with transaction.atomic():
        row = Dossier.objects.create(
            person=person,
            made_by=by,
            asked_at=now,
            expires_at=now + timedelta(days=settings.DOSSIER_KEPT_DAYS),
        )
        record(Action.CREATED, row, by=by, person_id=person.pk, at=now)
    tables = gather(subject_of(person))
    if count(tables) > AT_ONCE_ROWS and not settings.LETTERS_IN_PROCESS:
        from .tasks import fill_dossier

        fill_dossier.enqueue(row.pk)
        return row
    return fill(row, at=now)


def fill(dossier: Dossier, *, at: datetime | None = None) -> Dossier:
    """Write the file of a dossier that waits. Without effect the second time, or once its person is forgotten."""
    now = at or timezone.now()
    with tempfile.SpooledTemporaryFile(max_size=16 * 1024 * 1024) as made:
        subject = subject_of(dossier.person)
        tables = gather(subject)
        write(made, subject, tables, now)
        return _keep(dossier, made, count(tables), now)


def _keep(dossier: Dossier, made: IO[bytes], rows: int, now: datetime) -> Dossier:
    size = made.tell()
    made.seek(0)
    digest = hashlib.file_digest(made, "sha256").hexdigest()  # type: ignore[arg-type]
    made.seek(0)
    stored = ""
    try:
        with transaction.atomic():
            row = _locked(dossier)
            if row is None or row.state != DossierState.WAITING:
                return dossier
            row.file.save("dossier.zip", File(made), save=False)
            stored = row.file.name or ""
            row.state, row.made_at = DossierState.READY, now
            row.size, row.digest, row.rows = size, digest, rows
            row.save(update_fields=["file", "state", "made_at", "size", "digest", "rows"])
    except BaseException:
        discard([stored])
        raise
    return row


def _locked(dossier: Dossier) -> Dossier | None:
    return Dossier.objects.select_for_update().filter(pk=dossier.pk).first()


def _living(dossier: Dossier, now: datetime) -> Dossier:
    """The row, locked. Raises Refused when its file may not be given any more."""
    row = _locked(dossier)
    if row is None or not row.file or row.expires_at <= now:
        raise Refused(NOT_READY)
    return row


def read(dossier: Dossier, *, by: User, at: datetime | None = None) -> IO[bytes]:
    """Open the file for an agent who hands it over on paper or on a key. The reading is journalled."""
    now = at or timezone.now()
    with transaction.atomic():
        row = _living(dossier, now)
        content = _opened(row)
        record(
            Action.EXPORTED, row, by=by, person_id=row.person_id, at=now,
            reason="Dossier téléchargé pour être remis.",
        )  # fmt: skip
    return content


def send(dossier: Dossier, *, by: User, at: datetime | None = None) -> str:
    """Write to the person where their file waits, and return the code that opens it, told by no letter.

    A second sending ends the first link. Raises Refused without an address or a file.
    """
    now = at or timezone.now()
    with transaction.atomic():
        row = _living(dossier, now)
        if row.state != DossierState.READY:
            raise Refused("Ce dossier a déjà été remis\u00a0: établissez-en un autre.")
        if not mail_address(row.person) or outbox_is_shut():
            raise Refused(
                "Aucune adresse électronique ne joint cette personne\u00a0: remettez le dossier en main propre."
            )
        code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        row.code, row.tries, row.sent_at = make_password(code), 0, now
        row.save(update_fields=["code", "tries", "sent_at"])
        letters.send_link(row, now)
        record(
            Action.EXPORTED, row, by=by, person_id=row.person_id, at=now,
            reason="Lien envoyé à la personne.",
        )  # fmt: skip
    return code


def hand_over(dossier: Dossier, code: str, *, at: datetime | None = None) -> IO[bytes] | None:
    """Give the file to whoever holds the link and types the code: once. None for a wrong code.

    Raises Refused when nothing can be given any more: five wrong codes end the link.
    """
    now = at or timezone.now()
    with transaction.atomic():
        row = _living(dossier, now)
        if row.state != DossierState.READY or not row.code or row.tries >= TRIES:
            raise Refused(NOT_READY)
        if not check_password(code.replace(" ", "").replace("-", "").upper(), row.code):
            row.tries += 1
            row.save(update_fields=["tries"])
            return None
        content = _opened(row)
        _move(row, DossierState.HANDED)
        row.code, row.handed_at = "", now
        row.save(update_fields=["state", "code", "handed_at"])
        letters.forget_links([row.pk])
        record(
            Action.EXPORTED, row, person_id=row.person_id, at=now,
            reason="Dossier retiré par la personne.",
        )  # fmt: skip
    return content


def note_as_handed(dossier: Dossier, *, by: User, at: datetime | None = None) -> None:
    """It was given by hand: the link, when one was sent, opens nothing any more."""
    now = at or timezone.now()
    with transaction.atomic():
        row = _living(dossier, now)
        _move(row, DossierState.HANDED)
        row.code, row.handed_at = "", now
        row.save(update_fields=["state", "code", "handed_at"])
        letters.forget_links([row.pk])
        record(
            Action.EXPORTED, row, by=by, person_id=row.person_id, at=now,
            reason="Dossier remis en main propre.",
        )  # fmt: skip


def expire(at: datetime) -> int:
    """Delete the files that were kept long enough. Without effect the second time."""
    return sum(drop(row, at=at) for row in Dossier.objects.over(at))


def drop(dossier: Dossier, *, by: User | None = None, at: datetime | None = None) -> bool:
    """Delete the file now; that it was made and handed over stays."""
    with transaction.atomic():
        row = _locked(dossier)
        if row is None or row.state == DossierState.EXPIRED:
            return False
        name = row.file.name
        _move(row, DossierState.EXPIRED)
        row.file, row.code = "", ""
        row.save(update_fields=["state", "file", "code"])
        letters.forget_links([row.pk])
        record(Action.DELETED, row, by=by, person_id=row.person_id, at=at)
        discard_after([name])
    return True


def _move(row: Dossier, to: DossierState) -> None:
    if to not in DOSSIER_PATHS[DossierState(row.state)]:
        raise Refused(NOT_READY)
    row.state = to


def _opened(row: Dossier) -> IO[bytes]:
    try:
        return row.file.open("rb")
    except FileNotFoundError:
        raise Refused(
            "Le fichier de ce dossier est introuvable\u00a0: établissez-en un autre."
        ) from None
