"""What was followed, signed, credited and paid for by a fund."""

from __future__ import annotations

from crm.applications.models import (
    Attendance,
    AttendanceCorrection,
    Enrolment,
    ModuleResult,
    ResultCorrection,
)
from crm.documents.models import Document
from crm.funding.models import (
    AnswerSet,
    Attempt,
    Participation,
    SensitiveAnswers,
    Spell,
    TransmittedRow,
)
from crm.papers.models import Paper
from crm.questionnaires.models import Invitation

from .vocabulary import SAID_ELSEWHERE, TECHNICAL, Rule, Section, Told, hide

TRAINING: list[Rule] = [
    Told(Enrolment, Section.TRAINING, "Vos inscriptions"),
    Told(Attendance, Section.TRAINING, "Vos présences", hidden=hide(SAID_ELSEWHERE, "half_day")),
    Told(AttendanceCorrection, Section.TRAINING, "Les corrections de présence"),
    Told(ModuleResult, Section.TRAINING, "Vos modules"),
    Told(ResultCorrection, Section.TRAINING, "Les corrections de modules"),
    Told(Invitation, Section.TRAINING, "Les questionnaires proposés"),
    # The sheet of a group has no `named`: it tells of others too, and each half-day is told above.
    Told(
        Document,
        Section.PAPERS,
        "Vos documents de formation",
        hidden=hide(TECHNICAL, "digest"),
        file="file",
    ),
    Told(
        Paper,
        Section.PAPERS,
        "Vos pièces",
        hidden=hide(TECHNICAL, "content_type"),
        file="file",
    ),
    Told(Participation, Section.SHARED, "Votre participation à une opération européenne"),
    Told(Spell, Section.SHARED, "Vos passages dans une opération"),
    Told(AnswerSet, Section.SHARED, "Vos réponses aux questionnaires du fonds"),
    Told(SensitiveAnswers, Section.SHARED, "Vos réponses sensibles"),
    Told(Attempt, Section.SHARED, "Nos tentatives de vous joindre"),
    Told(
        TransmittedRow,
        Section.SHARED,
        "Ce qui a été transmis au service gestionnaire",
        tells=("transmission",),
    ),
]
