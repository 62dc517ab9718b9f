"""What the last group of the history said of its training, at the end and six months after."""

from __future__ import annotations

from datetime import timedelta

from crm.applications.models import Enrolment
from crm.people.models import ContactKind
from crm.people.services import add_contact
from crm.questionnaires.models import Invitation, Moment, QuestionKind
from crm.questionnaires.services import ASKED, answer, close_due, decline, due_on, invite
from crm.questionnaires.sets import current_set
from training.models import Session

from ..days import at_hour

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


def ask(session: Session) -> None:
    rows = Enrolment.objects.filter(roster__session=session, state__in=ASKED)
    people = list(rows.select_related("application__person", "roster__session__course"))
    for enrolment in people:
        person = enrolment.application.person
        if not person.contact_points.filter(kind=ContactKind.EMAIL).exists():
            add_contact(person, ContactKind.EMAIL, f"stagiaire{enrolment.pk}@example.org")
    for moment in (Moment.HOT, Moment.COLD_6):
        questions, due = current_set(moment), due_on(session, moment)
        if questions is None:
            continue
        for enrolment in people:
            invite(enrolment, moment, questions, due, at_hour(due, 9))
        _answer(session, moment)
        close_due(at_hour(due + timedelta(days=61), 9))


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
