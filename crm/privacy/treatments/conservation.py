from django.db.models import Model

from crm.privacy.models import Hold, Notice, Run, RunLine

from .vocabulary import AGENT, DAY, KEY, STATE, Treatment, keep, marks

CONSERVATION = [
    Treatment(
        Hold,
        ("person",),
        erased=marks("details", "asked_by", "lifted_why"),
        kept=keep(KEY, "id", "person")
        | keep(STATE, "reason")
        | keep(DAY, "set_at", "until", "review_on", "lifted_at")
        | keep(AGENT, "set_by", "lifted_by"),
    ),
    Treatment(
        Notice,
        ("person",),
        kept=keep(KEY, "id", "person")
        | keep("vide : le courrier part avec le dossier", "letter")
        | keep(STATE, "way", "answer")
        | keep(DAY, "ends_on", "due_on", "written_at", "told_at", "answered_at")
        | keep(AGENT, "told_by"),
    ),
    Treatment(
        RunLine,
        ("person",),
        kept=keep(KEY, "id", "run", "person")
        | keep(STATE, "state", "clock")
        | keep(DAY, "ended_on", "heard_on")
        | keep("une phrase du logiciel, qui ne nomme personne", "why"),
    ),
]

IMPERSONAL_CONSERVATION: dict[type[Model], str] = {
    Run: "un passage et ses nombres ; les dossiers y sont des lignes à part",
}
