from crm.selection.models import Criterion, Examination, Grid, Mark, Proposal, ProposalLine, Reading

from .vocabulary import AGENT, CATALOGUE, DAY, KEY, STATE, STATISTIC, Treatment, keep, marks, texts

SELECTION = [
    Treatment(
        Examination,
        ("application__person",),
        erased=marks("agreed_reason", "appeal_text"),
        kept=keep(KEY, "id", "application", "number")
        | keep(CATALOGUE, "grid")
        | keep(STATE, "kind")
        | keep(STATISTIC, "score", "gap", "agreed_score")
        | keep(DAY, "opened_at", "agreed_at", "appeal_on")
        | keep(AGENT, "agreed_by"),
    ),
    Treatment(
        Reading,
        ("examination__application__person",),
        erased=texts("opinion") | marks("reason"),
        kept=keep(KEY, "id", "examination", "corrects")
        | keep(STATE, "state", "third")
        | keep(STATISTIC, "score")
        | keep(DAY, "assigned_at", "due_on", "sent_at")
        | keep(AGENT, "reader", "assigned_by"),
    ),
    Treatment(
        Mark,
        ("reading__examination__application__person",),
        erased=texts("comment"),
        kept=keep(KEY, "id", "reading") | keep(CATALOGUE, "criterion") | keep(STATISTIC, "mark"),
    ),
    Treatment(
        ProposalLine,
        ("application__person",),
        erased=marks("reason") | texts("hindrance"),
        kept=keep(KEY, "id", "proposal", "application")
        | keep(STATE, "outcome", "rank")
        | keep(DAY, "decided_at")
        | keep(AGENT, "decided_by"),
    ),
]

IMPERSONAL_SELECTION = {
    Grid: "la grille d’une formation ; ne nomme que l’agent qui l’a préparée",
    Criterion: "un critère d’une grille",
    Proposal: "la réunion d’une commission ; ne nomme que des agents",
}
