"""`/admin/aide/`: how to do what is done here most, on one page that a browser searches."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe


@dataclass(frozen=True)
class Section:
    """One task. Its slug is its anchor and the name of its template in templates/desk/guide/."""

    slug: str
    title: str

    @property
    def template(self) -> str:
        return f"desk/guide/{self.slug}.html"


SECTIONS = [
    Section("actualite", "Publier une actualité"),
    Section("embargo", "Choisir l’heure : programmation et embargo"),
    Section("forum", "Préparer le Forum"),
    Section("sessions", "Annoncer une session de formation"),
    Section("images", "Images, crédits et documents"),
    Section("accessibilite", "L’accessibilité en dix gestes"),
    Section("statistiques", "Savoir ce qui est lu"),
    Section("erreurs", "Que faire en cas d’erreur"),
]


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    context = {
        "sections": SECTIONS,
        "desk_icon": "help",
        "trail": [{"url": reverse("wagtailadmin_home"), "label": "Accueil"}, {"label": "Aide"}],
    }
    return render(request, "desk/guide.html", context)
