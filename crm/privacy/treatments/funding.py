from crm.funding.models import (
    AnswerSet,
    Attempt,
    FundedSession,
    Operation,
    Participation,
    SensitiveAnswers,
    Spell,
    Transmission,
    TransmittedRow,
)

from .vocabulary import (
    AGENT,
    CATALOGUE,
    DAY,
    KEY,
    STATE,
    Treatment,
    emptied,
    keep,
    marks,
)

WHEN = "date d’un acte de gestion, exigée au contrôle de l’opération"

FUNDING = [
    Treatment(
        Participation,
        ("person",),
        kept=keep(KEY, "id", "person", "operation")
        | keep(STATE, "state", "next_moment")
        | keep(DAY, "entry_on", "exit_on", "next_due_on")
        | keep(WHEN, "locked_at"),
    ),
    Treatment(
        Spell,
        ("participation__person",),
        kept=keep(KEY, "id", "participation")
        | keep(CATALOGUE, "session")
        | keep(DAY, "starts_on", "ends_on")
        | keep(STATE, "outcome"),
    ),
    Treatment(
        AnswerSet,
        ("participation__person",),
        erased={"answers": {}} | marks("signed_name", "reason") | emptied("paper"),
        kept=keep(KEY, "id", "participation")
        | keep(STATE, "moment", "source", "conclusion")
        | keep(CATALOGUE, "form_version")
        | keep(DAY, "about", "filled_at", "signed_at")
        | keep(AGENT, "filled_by"),
    ),
    Treatment(
        SensitiveAnswers,
        ("answer_set__participation__person",),
        erased={"answers": {}},
        kept=keep(KEY, "id", "answer_set"),
    ),
    Treatment(
        Attempt,
        ("participation__person",),
        kept=keep(KEY, "id", "participation")
        | keep(STATE, "moment", "means")
        | keep(DAY, "about", "on")
        | keep(AGENT, "by"),
    ),
    Treatment(
        TransmittedRow,
        ("participation__person",),
        erased={"cells": [], "corrections": []},
        kept=keep(KEY, "id", "transmission", "participation"),
    ),
]

IMPERSONAL_FUNDING = {
    Operation: "une opération d’un fonds : convention, dates, service gestionnaire",
    FundedSession: "quelle opération paie quelle session",
    Transmission: "un envoi au financeur : quand, par qui, pourquoi",
}
