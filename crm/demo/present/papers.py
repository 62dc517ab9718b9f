"""The documents of the running session, half of them made."""

from __future__ import annotations

from django.core.files.base import ContentFile

from crm.applications.models import Enrolment, EnrolmentState
from crm.documents.models import DocumentKind
from crm.documents.services import content_of, produce, share, take_signed

from .stage import Scene


def play_documents(scene: Scene) -> None:
    """Few of them: each is drawn. The others are what the missing-document list shows."""
    session = scene.underway
    if session is None:
        return
    held = list(
        Enrolment.objects.filter(roster__session=session, state=EnrolmentState.STARTED)
        .select_related("application__person", "roster__session__course")
        .order_by("seat__number")[:3]
    )
    age = (scene.today - session.starts_on).days
    sent = scene.ago(age + 20)
    share(
        produce(DocumentKind.PROGRAMME, session, by=scene.adviser, at=sent),
        by=scene.adviser,
        at=sent,
    )
    for rank, enrolment in enumerate(held):
        made = produce(DocumentKind.AGREEMENT, session, enrolment, by=scene.adviser, at=sent)
        share(made, by=scene.adviser, at=sent)
        if rank:
            call = produce(DocumentKind.CALL, session, enrolment, by=scene.adviser, at=sent)
            share(call, by=scene.adviser, at=sent)
        else:
            scan = ContentFile(content_of(made), name="convention-signee.pdf")
            take_signed(made, scan, by=scene.adviser, at=scene.ago(age + 4))
