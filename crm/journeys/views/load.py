"""The load of each colleague, for those who share the work out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from crm.journeys.file_panels import user_of
from crm.journeys.load import loads, stages
from crm.registers.access import needs


@needs("crm_people.read_file", "crm_journeys.see_all_journeys", "crm_journeys.view_load")
def load(request: HttpRequest) -> HttpResponse:
    context = {
        "stages": stages(),
        "loads": loads(user_of(request), timezone.now()),
        "trail": [
            {"url": reverse("crm_day"), "label": "Ma journée"},
            {"url": "", "label": "Charge de l’équipe"},
        ],
    }
    return render(request, "crm_journeys/load.html", context)
