"""The door of templates: a text that changes is another version."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.registers.written_texts import problems

from .models import DocumentKind, DocumentTemplate
from .texts import FIELDS

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def current_template(kind: DocumentKind) -> DocumentTemplate:
    """The last version of a kind. Raises Refused when nobody has written one."""
    row = DocumentTemplate.objects.filter(kind=kind).order_by("-version").first()
    if row is None:
        raise Refused(f"Aucun modèle n’est écrit pour : {kind.label}.")
    return row


@transaction.atomic
def write_version(
    kind: DocumentKind,
    *,
    title: str,
    opening: str,
    closing: str,
    why: str,
    after: int,
    by: User | None,
    at: datetime | None = None,
) -> DocumentTemplate:
    """Write the version that follows `after`, on which it was based. Documents already made keep theirs."""
    now = at or timezone.now()
    wrong = [told for text in (title, opening, closing) for told in problems(text, FIELDS)]
    if wrong:
        raise Refused(" ".join(wrong))
    try:
        with transaction.atomic():
            row = DocumentTemplate.objects.create(
                kind=kind, version=after + 1, title=title.strip(), opening=opening.strip(),
                closing=closing.strip(), why=why.strip(), written_by=by, written_at=now,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("Quelqu’un vient d’écrire une autre version : relisez-la d’abord.") from error
    record(Action.CREATED, row, by=by, at=now)
    return row
