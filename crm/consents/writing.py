"""The door by which a text gets a new version: none is ever changed or lost."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record

from .models import Wording

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# What the settings of the site fill in; another name between braces would be read as it stands.
FILLED_IN = {"{responsable}", "{delegue}"}
BRACES = re.compile(r"\{[^{}]*\}")
MEANWHILE = "Une autre version vient d’être écrite : relisez-la."


@transaction.atomic
def add_version(
    code: str,
    text: str,
    *,
    valid_from: date,
    read: int,
    by: User,
    at: datetime | None = None,
) -> Wording:
    """Add a version of a text that exists, valid from a day on. `read` is the version it was written from.

    Raises Refused for a day that is past, a text that says nothing new or drops who is responsible.
    """
    now = at or timezone.now()
    last = Wording.objects.filter(code=code).order_by("-version").first()
    if last is None:
        raise Refused("Ce texte n’existe pas.")
    if last.version != read:
        raise Refused(MEANWHILE)
    text = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if text == "\n".join(line.rstrip() for line in last.text.strip().splitlines()):
        raise Refused("Ce texte est celui de la version en vigueur : rien n’a changé.")
    if valid_from < timezone.localdate(now):
        raise Refused("Une version vaut à partir d’aujourd’hui ou d’un jour à venir.")
    if valid_from < last.valid_from:
        raise Refused("Une version ne vaut pas avant celle qu’elle remplace.")
    names = set(BRACES.findall(text))
    if missing := sorted((set(BRACES.findall(last.text)) & FILLED_IN) - names):
        raise Refused(f"Gardez {' et '.join(missing)} : les réglages du site y mettent les noms.")
    if unknown := sorted(names - FILLED_IN):
        raise Refused(f"{unknown[0]} ne sera remplacé par rien : retirez les accolades.")
    try:
        with transaction.atomic():
            row = Wording.objects.create(
                code=code, version=read + 1, text=text, valid_from=valid_from
            )
    except IntegrityError as error:
        raise Refused(MEANWHILE) from error
    record(Action.CREATED, row, by=by, fields=["text"], at=now)
    return row
