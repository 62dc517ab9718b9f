"""What this room knows that a journey needs before it may enter a stage."""

from datetime import datetime

from crm.journeys.models import Journey

from .models import PlanState, Settlement, SupportPlan


def settling(journey: Journey, at: datetime) -> str:
    declared = Settlement.objects.filter(
        household__members__person=journey.person, household__members__ends_on__isnull=True
    )
    if declared.exclude(state="departed").exists():
        return ""
    return "Il manque une intention d’installation et sa commune."


def supported(journey: Journey, at: datetime) -> str:
    active = SupportPlan.objects.filter(
        person=journey.person, state__in=[PlanState.ACTIVE, PlanState.EXTENDED, PlanState.PAUSED]
    )
    if active.exists():
        return ""
    return "Il manque un accompagnement en cours : il s’ouvre à la fin d’une formation ou à l’emménagement."


def completed(journey: Journey, at: datetime) -> str:
    live = SupportPlan.objects.live().filter(person=journey.person).exists()
    ended = SupportPlan.objects.filter(person=journey.person, state=PlanState.ENDED).exists()
    return "" if ended and not live else "L’accompagnement n’est pas arrivé à son terme."
