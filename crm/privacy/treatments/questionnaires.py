"""Questionnaires: who was asked stays without a name; what was answered never had one."""

from django.db.models import Model

from crm.questionnaires.models import Answer, Invitation, Question, QuestionSet, Response

from .vocabulary import CATALOGUE, DAY, KEY, STATE, Treatment, keep

QUESTIONNAIRES = [
    Treatment(
        Invitation,
        ("enrolment__application__person",),
        kept=keep(KEY, "id", "enrolment")
        | keep(CATALOGUE, "moment", "question_set")
        | keep(STATE, "state")
        | keep(DAY, "due_on", "sent_at", "reminded_at", "closed_on"),
    ),
]

IMPERSONAL_QUESTIONNAIRES: dict[type[Model], str] = {
    Answer: "une réponse gardée sans rien qui mène à qui l’a donnée",
    Question: "une question, écrite d’avance",
    QuestionSet: "un questionnaire, écrit d’avance",
    Response: "les réponses d’un groupe, par session et par mois, sans nom ni lien",
}
