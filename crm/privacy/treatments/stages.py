"""What comes with the stages of journeys: their hands, their templates, who stands in for whom."""

from django.db.models import Model

from crm.journeys.models import (
    HandOver,
    Replacement,
    Route,
    TaskTemplate,
    TemplateStep,
    TrackStage,
)

from .vocabulary import AGENT, DAY, KEY, Treatment, keep, marks

STAGES = [
    Treatment(
        HandOver,
        ("journey__person",),
        erased=marks("reason"),
        kept=keep(KEY, "id", "journey") | keep(DAY, "at") | keep(AGENT, "giver", "taker"),
    ),
]

IMPERSONAL_STAGES: dict[type[Model], str] = {
    Replacement: "l’absence d’un agent, sans parcours ni personne suivie",
    Route: "un parcours type",
    TaskTemplate: "un modèle, écrit d’avance",
    TemplateStep: "une tâche type",
    TrackStage: "une étape type et sa durée attendue",
}
