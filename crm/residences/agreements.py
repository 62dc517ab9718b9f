"""The doors of agreements: issued, replaced, signed by each party. A file is never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile, File
from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.papers.models import PaperKind, private_storage
from crm.papers.services import add_paper, discard, discard_after
from crm.people.services import heard_from
from crm.registers.written_texts import problems

from . import letters
from .drawing import draw, facts_of
from .models import (
    Agreement,
    AgreementCounter,
    AgreementTemplate,
    Party,
    Residence,
    ResidenceState,
    Signature,
)
from .moving import hold
from .running import start_if_ready
from .texts import FIELDS

if TYPE_CHECKING:
    from django.contrib.auth.models import User

STALE = (
    "Les dates ou les aides ont changé depuis que la convention est établie : remplacez-la avant "
    "de la faire signer."
)


def current_template() -> AgreementTemplate:
    row = AgreementTemplate.objects.first()
    if row is None:
        raise Refused("Aucun modèle de convention n’est écrit.")
    return row


def current(residence: Residence) -> Agreement | None:
    return (
        Agreement.objects.current()
        .filter(residence=residence)
        .select_related("template", "residence")
        .first()
    )


def is_stale(agreement: Agreement) -> bool:
    """Tell whether an agreement says something else than its residence today."""
    today = facts_of(agreement.residence)
    return any(agreement.facts.get(name) != today[name] for name in ("starts_on", "ends_on", "aid"))


@transaction.atomic
def issue(
    residence: Residence,
    *,
    by: User | None,
    at: datetime | None = None,
    replaces: Agreement | None = None,
    reason: str = "",
) -> Agreement:
    """Make the agreement of a granted residence, number it, keep its file, and ask the person to sign it."""
    now = at or timezone.now()
    locked = hold(residence)
    if locked.state != ResidenceState.GRANTED:
        raise Refused(
            "La convention s’établit une fois la résidence accordée, avant qu’elle commence."
        )
    template = current_template()
    facts = facts_of(locked)
    row = Agreement(
        residence=locked, template=template, facts=facts, issued_at=now, issued_by=by,
        replaces=replaces, reason=reason,
    )  # fmt: skip
    row.year, row.rank = _next_number(now)
    content = draw(template, facts, row.number, timezone.localdate(now))
    row.digest, row.size = hashlib.sha256(content).hexdigest(), len(content)
    row.file.save(f"{row.number}.pdf", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        discard([row.file.name])
        raise Refused(
            "Cette résidence a déjà sa convention : remplacez-la en disant pourquoi."
        ) from error
    except BaseException:
        discard([row.file.name])
        raise
    record(Action.CREATED, row, by=by, person_id=locked.person_id, reason=reason, at=now)
    letters.tell(locked, letters.TO_SIGN, now, agreement=row)
    return row


def _next_number(now: datetime) -> tuple[int, int]:
    """The counter stays locked until the agreement is kept: no number is lost, none is given twice."""
    year = timezone.localtime(now).year
    AgreementCounter.objects.get_or_create(year=year)
    counter = AgreementCounter.objects.select_for_update().get(year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return year, counter.last


@transaction.atomic
def replace(
    agreement: Agreement, reason: str, *, by: User | None, at: datetime | None = None
) -> Agreement:
    """Make an agreement again, with a reason: all three sign the new one. The old one stays readable."""
    now = at or timezone.now()
    if not reason.strip():
        raise Refused("Dites pourquoi la convention est remplacée.")
    hold(agreement.residence)
    row = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if row.replaced_at:
        raise Refused("Cette convention est déjà remplacée.")
    row.replaced_at = now
    row.save(update_fields=["replaced_at"])
    return issue(agreement.residence, by=by, at=now, replaces=row, reason=reason.strip())


@transaction.atomic
def sign(
    agreement: Agreement,
    party: Party,
    signed_on: date,
    upload: File[bytes] | None = None,
    *,
    by: User | None,
    at: datetime | None = None,
) -> Signature:
    """Note that a party signed, and keep its copy. The last of the three lets the residence begin on its day."""
    now = at or timezone.now()
    residence = hold(agreement.residence)
    row = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if row.replaced_at:
        raise Refused("Cette convention est remplacée : faites signer la nouvelle.")
    if residence.state != ResidenceState.GRANTED:
        raise Refused("Cette résidence n’attend plus de signature.")
    if is_stale(row):
        raise Refused(STALE)
    if not timezone.localdate(row.issued_at) <= signed_on <= timezone.localdate(now):
        raise Refused("Une signature est datée entre le jour de la convention et aujourd’hui.")
    paper = None
    if upload is not None:
        title = f"Convention de résidence {row.number}, signée par {party.label}"
        paper = add_paper(residence.person, PaperKind.AGREEMENT, upload, title=title, by=by, at=now)
    try:
        with transaction.atomic():
            signature = Signature.objects.create(
                agreement=row,
                party=party,
                signed_on=signed_on,
                paper=paper,
                noted_at=now,
                noted_by=by,
            )
    except IntegrityError as error:
        if paper is not None:
            discard([paper.file.name])
        raise Refused(f"Déjà signée par {party.label}.") from error
    record(Action.CREATED, signature, by=by, person_id=residence.person_id, at=now)
    if party == Party.PERSON:
        heard_from(residence.person, at=now)
    start_if_ready(residence, by=by, at=now)
    return signature


def content_of(agreement: Agreement) -> bytes:
    """Read the file. Raises Refused when it is gone, or is no more what was kept."""
    if not agreement.file:
        raise Refused("Cette convention a été effacée.")
    try:
        with private_storage().open(str(agreement.file.name)) as file:
            content: bytes = file.read()
    except FileNotFoundError as error:
        raise Refused("Le fichier de cette convention est introuvable.") from error
    if hashlib.sha256(content).hexdigest() != agreement.digest:
        raise Refused(
            "Le fichier de cette convention a été altéré : son empreinte ne correspond plus."
        )
    return content


def forget_agreements(people: Iterable[int], at: datetime) -> None:
    """Delete the files that name some people, given by primary key, in the caller's transaction."""
    rows = Agreement.objects.filter(residence__person__in=list(people)).exclude(file="")
    found = dict(rows.values_list("pk", "file"))
    Agreement.objects.filter(pk__in=found).update(file="", facts={}, forgotten_at=at)
    discard_after(list(found.values()))


@transaction.atomic
def write_version(
    texts: dict[str, str], *, after: int, by: User | None, at: datetime | None = None
) -> AgreementTemplate:
    """Write the version that follows `after`. Agreements already issued keep theirs.

    texts  title, community, partner, articles, why
    """
    if wrong := [told for text in texts.values() for told in problems(text, FIELDS)]:
        raise Refused(" ".join(wrong))
    now = at or timezone.now()
    try:
        with transaction.atomic():
            row = AgreementTemplate.objects.create(
                version=after + 1, written_by=by, written_at=now,
                **{name: text.strip() for name, text in texts.items()},
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("Quelqu’un vient d’écrire une autre version : relisez-la d’abord.") from error
    record(Action.CREATED, row, by=by, at=now)
    return row
