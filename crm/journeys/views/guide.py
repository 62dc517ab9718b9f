"""`/admin/accueil/guide/`: how to do what an advisor does most, on one page that a browser searches."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from crm.registers.access import needs


@dataclass(frozen=True)
class Section:
    """One task. Its slug is its anchor and the name of its template in crm_journeys/guide/."""

    slug: str
    title: str

    @property
    def template(self) -> str:
        return f"crm_journeys/guide/{self.slug}.html"


SECTIONS = [
    Section("appel", "Accueillir un appel"),
    Section("chercher", "Retrouver quelqu’un"),
    Section("consigner", "Consigner un échange"),
    Section("parcours", "Faire avancer un parcours"),
    Section("plusieurs", "Agir sur plusieurs parcours"),
    Section("doublons", "Doublons et fusion"),
    Section("importer", "Importer un tableau"),
    Section("exporter", "Exporter"),
    Section("organismes", "Organismes et besoins"),
    Section("cercle", "Cercle d’aide et annuaire"),
    Section("pieces", "Pièces du dossier"),
    Section("notes", "Ce qu’on écrit, et ce qu’on réserve"),
    Section("relais", "Passer le relais"),
    Section("journee", "Ma journée, le courriel du matin, l’agenda"),
    Section("droits", "Une famille demande ses données"),
    Section("venir", "Faire venir une famille"),
]


@require_safe
@needs("crm_people.read_file")
def guide(request: HttpRequest) -> HttpResponse:
    context = {
        "sections": SECTIONS,
        "desk_icon": "help",
        "trail": [
            {"url": reverse("wagtailadmin_home"), "label": "Accueil"},
            {"url": "", "label": "Guide de l’accueil"},
        ],
    }
    return render(request, "crm_journeys/guide.html", context)
