"""The doors of documents: made, replaced, shared, taken back signed. A file is never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile, File
from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.applications.calendar.programme import take_titles
from crm.applications.models import SEATED, Enrolment
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.papers.models import PaperKind, private_storage
from crm.papers.services import add_paper, discard, discard_after
from crm.people.services import heard_from
from training.models import Session

from . import rules
from .drawing import draw
from .facts import facts_of
from .models import Document, DocumentCounter, DocumentKind
from .sharing import tell
from .templates_door import current_template

if TYPE_CHECKING:
    from django.contrib.auth.models import User

TWICE = {
    True: "Cette personne a déjà ce document : remplacez-le en disant pourquoi.",
    False: "Cette session a déjà ce document : remplacez-le en disant pourquoi.",
}


@transaction.atomic
def produce(
    kind: DocumentKind,
    session: Session,
    enrolment: Enrolment | None = None,
    *,
    by: User | None,
    at: datetime | None = None,
    replaces: Document | None = None,
    reason: str = "",
) -> Document:
    """Make a document, number it and keep its file. Raises Refused when it may not be, or is there already."""
    now = at or timezone.now()
    rules.check(kind, session, enrolment)
    template = current_template(kind)
    take_titles(session, by=by, at=now)
    facts = facts_of(kind, session, enrolment)
    row = Document(
        kind=kind, template=template, session=session, enrolment=enrolment, facts=facts,
        made_at=now, made_by=by, replaces=replaces, reason=reason,
    )  # fmt: skip
    row.year, row.rank = _next_number(now)
    content = draw(template, facts, row.number, timezone.localdate(now))
    row.digest, row.size = hashlib.sha256(content).hexdigest(), len(content)
    row.file.save(row.filename, ContentFile(content), save=False)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        discard([row.file.name])
        raise Refused(TWICE[enrolment is not None]) from error
    except BaseException:
        discard([row.file.name])
        raise
    row.named.set([enrolment] if enrolment else _people_of(session))
    person = enrolment.application.person_id if enrolment else None
    record(Action.CREATED, row, by=by, person_id=person, reason=reason, at=now)
    return row


def _next_number(now: datetime) -> tuple[int, int]:
    """The counter stays locked until the document is kept: no number is lost, none is given twice."""
    year = timezone.localtime(now).year
    DocumentCounter.objects.get_or_create(year=year)
    counter = DocumentCounter.objects.select_for_update().get(year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return year, counter.last


def _people_of(session: Session) -> Iterable[Enrolment]:
    return Enrolment.objects.filter(roster__session=session, state__in=SEATED)


@transaction.atomic
def replace(
    document: Document, reason: str, *, by: User | None, at: datetime | None = None
) -> Document:
    """Make a document again, with a reason. The one that it replaces stays as it was, readable."""
    now = at or timezone.now()
    if not reason.strip():
        raise Refused("Dites pourquoi le document est remplacé.")
    row = _locked(document)
    if row.replaced_at:
        raise Refused("Ce document est déjà remplacé.")
    row.replaced_at = now
    row.save(update_fields=["replaced_at"])
    new = produce(
        DocumentKind(row.kind), row.session, row.enrolment, by=by, at=now, replaces=row,
        reason=reason.strip(),
    )  # fmt: skip
    if row.shared_at:
        share(new, by=by, at=now)
    return new


def _locked(document: Document) -> Document:
    return (
        Document.objects.select_for_update(of=("self",))
        .select_related("session__course", "enrolment__application__person")
        .get(pk=document.pk)
    )


@transaction.atomic
def share(document: Document, *, by: User | None, at: datetime | None = None) -> bool:
    """Put a document on the follow-up page and write to whom it concerns. False when it was done already."""
    now = at or timezone.now()
    row = _locked(document)
    if row.kind == DocumentKind.SHEET:
        raise Refused("La feuille d’émargement ne se remet pas aux personnes.")
    if row.replaced_at or row.forgotten_at:
        raise Refused("Ce document est remplacé : remettez celui qui compte.")
    if row.shared_at:
        return False
    row.shared_at = now
    row.save(update_fields=["shared_at"])
    person = row.enrolment.application.person_id if row.enrolment else None
    record(Action.PUBLISHED, row, by=by, person_id=person, at=now)
    tell(row, now)
    document.refresh_from_db()
    return True


@transaction.atomic
def take_signed(
    document: Document, upload: File[bytes], *, by: User | None, at: datetime | None = None
) -> Document:
    """Keep the signed copy of an agreement among the papers of the person."""
    now = at or timezone.now()
    row = _locked(document)
    if row.kind != DocumentKind.AGREEMENT or row.enrolment is None:
        raise Refused("Seule la convention revient signée.")
    if row.replaced_at:
        raise Refused("Cette convention est remplacée : faites signer la nouvelle.")
    if row.signed_on:
        raise Refused("L’exemplaire signé est déjà au dossier.")
    person = row.enrolment.application.person
    title = f"Convention n° {row.number}, signée"
    row.signed_paper = add_paper(person, PaperKind.AGREEMENT, upload, title=title, by=by, at=now)
    row.signed_on = timezone.localdate(now)
    row.save(update_fields=["signed_paper", "signed_on"])
    record(Action.CHANGED, row, by=by, person_id=person.pk, fields=["signed_on"], at=now)
    heard_from(person, at=now)
    document.refresh_from_db()
    return document


def content_of(document: Document) -> bytes:
    """Read the file. Raises Refused when it is gone, or is no more what was kept."""
    if not document.file:
        raise Refused("Ce document a été effacé.")
    try:
        with private_storage().open(str(document.file.name)) as file:
            content: bytes = file.read()
    except FileNotFoundError as error:
        raise Refused("Le fichier de ce document est introuvable.") from error
    if hashlib.sha256(content).hexdigest() != document.digest:
        raise Refused("Le fichier de ce document a été altéré : son empreinte ne correspond plus.")
    return content


def made_again(document: Document) -> bytes:
    """Draw a document once more from what was kept of it."""
    made_on = timezone.localdate(document.made_at)
    return draw(document.template, document.facts, document.number, made_on)


def forget_documents(people: Iterable[int], at: datetime) -> None:
    """Delete the files that name some people, given by primary key, in the caller's transaction."""
    rows = Document.objects.filter(named__application__person__in=list(people)).exclude(file="")
    found = dict(rows.values_list("pk", "file"))
    Document.objects.filter(pk__in=found).update(file="", facts={}, forgotten_at=at)
    if found:
        discard_after(list(found.values()))
