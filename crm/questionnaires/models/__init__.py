from .answers import Answer, Invitation, InvitationState, Response
from .questions import MONTHS, Moment, Question, QuestionKind, QuestionSet, Role

__all__ = [
    "MONTHS",
    "Answer",
    "Invitation",
    "InvitationState",
    "Moment",
    "Question",
    "QuestionKind",
    "QuestionSet",
    "Response",
    "Role",
]
