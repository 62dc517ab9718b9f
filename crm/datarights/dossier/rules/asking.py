"""What somebody asked for: forms, messages, applications, and how they were read."""

from __future__ import annotations

from django.db.models import Q

from crm.applications.models import (
    Application,
    ApplicationPaper,
    Coming,
    Companion,
    Draft,
    Message,
    SentFile,
    Submission,
)
from crm.residences.forgetting import unfiled as unfiled_posts
from crm.residences.models import ResidencePost
from crm.selection.models import Examination, Mark, ProposalLine, Reading
from crm.waiting.models import Skip, WaitEntry, WaitSpell
from crm.welcome.models import ContactRequest
from crm.workspaces.models import OfficeOffer, OfficeRequest

from ..subject import Subject
from .vocabulary import SAID_ELSEWHERE, TECHNICAL, Rule, Section, Told, Untold, hide

COMPARED = hide(SAID_ELSEWHERE, "email_key", "phone_key")
OTHERS = ("companions",)


def by_keys(subject: Subject) -> Q:
    """What no file holds, by the addresses and numbers that were typed."""
    return Q(person__isnull=True) & (
        Q(email_key__in=subject.emails) | Q(phone_key__in=subject.phones)
    )


ASKING: list[Rule] = [
    Told(ContactRequest, Section.ASKED, "Vos messages", also=by_keys, hidden=COMPARED),
    Told(OfficeRequest, Section.ASKED, "Vos demandes de bureau", also=by_keys, hidden=COMPARED),
    Told(OfficeOffer, Section.ASKED, "Les bureaux proposés"),
    Told(
        ResidencePost,
        Section.ASKED,
        "Vos demandes de résidence",
        also=lambda subject: Q(pk__in=[post.pk for post in unfiled_posts(subject.reached)]),
    ),
    Told(
        Draft,
        Section.APPLICATIONS,
        "Vos candidatures commencées",
        also=lambda subject: Q(email_key__in=subject.emails),
        hidden=hide(TECHNICAL, "done"),
        inside=OTHERS,
    ),
    Told(Submission, Section.APPLICATIONS, "Vos formulaires", inside=OTHERS),
    Told(Application, Section.APPLICATIONS, "Vos candidatures"),
    Told(Coming, Section.APPLICATIONS, "Votre venue"),
    Told(Message, Section.APPLICATIONS, "Les messages de vos candidatures"),
    Told(
        SentFile,
        Section.PAPERS,
        "Les fichiers joints à vos formulaires",
        also=lambda subject: Q(draft__email_key__in=subject.emails),
        file="file",
    ),
    Told(Examination, Section.APPLICATIONS, "L’étude de vos candidatures"),
    Told(Reading, Section.APPLICATIONS, "Les avis des lecteurs"),
    Told(Mark, Section.APPLICATIONS, "Les notes données"),
    Told(ProposalLine, Section.APPLICATIONS, "Ce que la commission a proposé"),
    Told(WaitEntry, Section.APPLICATIONS, "Les listes d’attente"),
    Told(Skip, Section.APPLICATIONS, "Les tours passés"),
    Told(WaitSpell, Section.APPLICATIONS, "Vos périodes d’attente"),
    Untold(Companion, "les noms d’autres personnes, écrits dans un formulaire"),
    Untold(ApplicationPaper, "dit quelle pièce va avec quelle candidature : la pièce est donnée"),
]
