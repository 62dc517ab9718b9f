"""What this room knows that a journey needs before it may enter « En visite »."""

from __future__ import annotations

from datetime import datetime

from crm.journeys.models import Journey
from crm.lodging.models import Stay, StayPurpose

from .models import Visit


def visiting(journey: Journey, at: datetime) -> str:
    stays = Stay.objects.planned().filter(person=journey.person)
    if Visit.objects.kept().filter(journey=journey).exists():
        return ""
    if stays.exclude(purpose=StayPurpose.TRAINING).exists():
        return ""
    return "Il manque une visite prévue, ou un séjour réservé au logement passerelle."
