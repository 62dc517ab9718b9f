"""What this room knows that a journey needs before it may enter a stage."""

from datetime import datetime

from crm.journeys.models import Journey

from .models import GRANTED, Residence


def residence(journey: Journey, at: datetime) -> str:
    granted = Residence.objects.filter(person=journey.person, state__in=GRANTED, decided_at__lte=at)
    return "" if granted.exists() else "Il manque une résidence accordée."
