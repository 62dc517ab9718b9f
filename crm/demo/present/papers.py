"""The documents of the running session, half of them made; what the last group said of its training."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.base import ContentFile

from crm.applications.models import Enrolment, EnrolmentState
from crm.documents.models import DocumentKind
from crm.documents.services import content_of, produce, share, take_signed
from crm.people.models import ContactKind
from crm.people.reaching import note_contact
from crm.questionnaires.models import Invitation, Moment, QuestionKind
from crm.questionnaires.services import ASKED, answer, decline, due_on, invite
from crm.questionnaires.sets import current_set
from training.models import Session

from ..days import at_hour
from .stage import Scene

# Marks from 1 to 5, rank of the choice, a comment: fictional.
SAID = [
    (5, 0, "Les ateliers du soir, quand chacun montrait ses devis."),
    (4, 0, ""),
    (5, 1, "La semaine à Murat : on repart avec des gens, pas seulement avec des notes."),
    (4, 4, "Le module sur les impôts arrive trop tôt."),
    (3, 2, ""),
    (5, 0, "Un peu plus de temps entre les modules 6 et 7."),
    (4, 1, ""),
    (5, 0, ""),
]


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


def play_questionnaires(scene: Scene) -> None:
    """The last group that finished: asked at the end and six months after, eight answer."""
    ended = Session.objects.ended_by(scene.today).filter(roster__enrolments__state__in=ASKED)
    session = ended.order_by("-ends_on", "-pk").first()
    if session is None:
        return
    rows = Enrolment.objects.filter(roster__session=session, state__in=ASKED)
    people = list(rows.select_related("application__person", "roster__session__course"))
    for moment in (Moment.HOT, Moment.COLD_6):
        questions, due = current_set(moment), due_on(session, moment)
        if questions is None or due > scene.today:
            continue
        for enrolment in people:
            _give_an_address(scene, enrolment)
            invite(enrolment, moment, questions, due, at_hour(due, 9))
        _answer(session, moment)


def _give_an_address(scene: Scene, enrolment: Enrolment) -> None:
    """Nobody wrote down the addresses of 2011; some would be known by now."""
    person = enrolment.application.person
    if not person.contact_points.filter(kind=ContactKind.EMAIL).exists():
        address = f"stagiaire{enrolment.pk}@example.org"
        note_contact(person, ContactKind.EMAIL, address, by=scene.adviser, at=scene.ago(300))


def _answer(session: Session, moment: Moment) -> None:
    asked = Invitation.objects.filter(
        enrolment__roster__session=session, moment=moment, state="sent"
    ).select_related("question_set")
    for row, (mark, choice, comment) in zip(asked.order_by("pk"), SAID, strict=False):
        values = {QuestionKind.SCALE: mark, QuestionKind.CHOICE: choice, QuestionKind.TEXT: comment}
        said = {
            one.pk: values.get(QuestionKind(one.kind), 1)
            for one in row.question_set.questions.all()
        }
        answer(row, said, at=row.sent_at + timedelta(days=3))
    if left := asked.filter(state="sent").order_by("pk").first():
        decline(left, at=left.sent_at + timedelta(days=4))
