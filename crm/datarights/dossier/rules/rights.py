"""What somebody asked about their data and what was done, and how long their file is kept."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Q

from crm.people.models import Provenance
from crm.people.names import name_key
from crm.people.provenance import LABELS
from crm.privacy.models import Hold, LineState, Notice, RunLine
from crm.privacy.report import clock_labels

from ...askers import typed, written_from
from ...models import Behalf, Deed, RequestFile, RightsRequest
from ..subject import SOMEBODY, Subject
from .vocabulary import TECHNICAL, Rule, Section, Told, Untold, hide

PROCEDURE = "écrit pour une procédure ; la raison et le terme sont donnés"
CONTACTS = ("email", "phone", "postal", "number_told")
WORDS = ("message", "answer", "extended_because", "closed_because")


def asked_beside(subject: Subject) -> list[int]:
    """The requests that they wrote and that are in no file, or in the file of somebody for whom they asked."""
    rows = written_from(subject.reached)
    tied = set(RequestFile.objects.values_list("request", flat=True)) if rows else set()
    return [row.pk for row in rows if row.pk not in tied or name_key(row.name) in subject.names]


def requests_beside(subject: Subject) -> Q:
    return Q(pk__in=asked_beside(subject))


def deeds_beside(subject: Subject) -> Q:
    """What was done for their requests and concerns no file."""
    theirs = Q(request__files__person__in=subject.ids) | Q(request__in=asked_beside(subject))
    return Q(person__isnull=True) & theirs


def asked_by(row: Any, subject: Subject, values: dict[str, Any]) -> dict[str, Any]:
    """What another asked about them is told by its dates and its outcome: not who asked, nor the words exchanged."""
    told = values | {"reference": row.reference}
    themselves = row.behalf == Behalf.SELF and row.identified_at is not None
    if themselves or typed(row) & set(subject.reached):
        return told
    return told | dict.fromkeys((*CONTACTS, *WORDS)) | {"name": SOMEBODY if row.name else ""}


def done_for(row: Any, subject: Subject, values: dict[str, Any]) -> dict[str, Any]:
    return values | {"reference": row.request.reference}


def came(row: Any, subject: Subject, values: dict[str, Any]) -> dict[str, Any]:
    return values | {"fields": ", ".join(LABELS.get(name, name) for name in row.fields)}


def examined(row: Any, subject: Subject, values: dict[str, Any]) -> dict[str, Any]:
    """The name of a failure of the software tells nothing of them."""
    why = None if row.state == LineState.FAILED else row.why
    clock = clock_labels().get(row.clock, row.clock)
    return values | {"examined_at": row.run.prepared_at, "clock": clock, "why": why}


RIGHTS: list[Rule] = [
    Told(
        RightsRequest,
        Section.ASKED,
        "Vos demandes sur vos données",
        also=requests_beside,
        hidden=hide(TECHNICAL, "reminded_for"),
        telling=asked_by,
        extra={"reference": "n° de la demande"},
    ),
    Told(
        Deed,
        Section.ASKED,
        "Ce qui a été fait pour ces demandes",
        also=deeds_beside,
        telling=done_for,
        extra={"reference": "n° de la demande"},
        near=("request",),
    ),
    Untold(RequestFile, "dit quelle demande va avec quel dossier : la demande est donnée"),
    Told(Provenance, Section.ORIGIN, "D’où vient chaque information", telling=came),
    Told(
        Hold,
        Section.KEPT,
        "Ce qui retient votre dossier",
        hidden=hide(PROCEDURE, "details", "asked_by", "lifted_why"),
    ),
    Told(Notice, Section.KEPT, "Les avis de fin de conservation"),
    Told(
        RunLine,
        Section.KEPT,
        "Les examens de la durée de votre dossier",
        telling=examined,
        extra={"examined_at": "examiné le"},
        near=("run",),
    ),
    # By its name: the room of compliance stands beside this one, and neither imports the other.
    Untold(
        apps.get_model("crm_compliance", "Rereading"),
        "le contrôle de la façon d’écrire des agents ; la note relue est donnée",
    ),
]
