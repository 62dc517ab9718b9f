"""What this room knows that a journey needs before it may enter a stage."""

from datetime import datetime

from crm.journeys.models import Journey

from .models import Application, Enrolment, EnrolmentState


def applicant(journey: Journey, at: datetime) -> str:
    sent = Application.objects.sent().filter(person=journey.person, submitted_at__lte=at)
    return "" if sent.exists() else "Il manque une candidature envoyée."


def trainee(journey: Journey, at: datetime) -> str:
    enrolled = Enrolment.objects.filter(
        application__person=journey.person,
        state__in=[EnrolmentState.CONFIRMED, EnrolmentState.STARTED, EnrolmentState.COMPLETED],
    )
    return "" if enrolled.exists() else "Il manque une inscription confirmée dans une session."
