"""The register of violations at the desk: report an incident, follow it, print its sheet, take the register out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from crm.compliance import breach_doors as doors
from crm.compliance.breach_sheet import drawn
from crm.compliance.forms_breaches import ReportForm
from crm.compliance.leaving import Leaving, leave
from crm.compliance.models import Breach, BreachState, Risk
from crm.compliance.views.breach_acts import page
from crm.journal.refusal import Refused
from crm.registers.access import agent, needs
from editorial.models import IdentitySettings
from signin.sudo import recently_confirmed

ADD = "crm_compliance.add_breach"
READ = "crm_compliance.view_breach"
EXPORT = "crm_compliance.export_breach"
A_PAGE = 30
HEADINGS = [
    "N°", "Découverte le", "Signalée le", "État", "Ce qui s’est passé", "Données", "Catégories de données",
    "Catégories de personnes", "Personnes", "Enregistrements", "Causes", "Conséquences", "Mesures", "Risque",
    "Notifiée à la CNIL", "Pourquoi non", "Notifiée le", "Référence", "Motif du retard", "Personnes informées le",
    "Ce qui leur a été dit", "Close le",
]  # fmt: skip


@needs(ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """« Signaler un incident »: two questions, for everybody."""
    posted = request.POST if request.method == "POST" else None
    form = ReportForm(posted, initial={"discovered_at": timezone.localtime()})
    if form.is_valid():
        try:
            breach = doors.report(**form.cleaned_data, by=agent(request))
        except Refused as refusal:
            form.add_error("discovered_at", str(refusal))
        else:
            messages.success(request, "Merci. Le délégué à la protection des données est prévenu.")
            if agent(request).has_perm(READ):
                return redirect("crm_breach", breach.pk)
            return redirect("wagtailadmin_home")
    context = {
        "form": form,
        "trail": [{"url": "", "label": "Signaler un incident"}],
        "desk_icon": "warning",
    }
    status = 422 if form.is_bound else 200
    return render(request, "crm_compliance/incident.html", context, status=status)


@needs(READ)
@require_safe
def breaches(request: HttpRequest) -> HttpResponse:
    """The register: what waits first, then the others, the latest first."""
    wanted = request.GET.get("etat", "")
    rows = Breach.objects.select_related("reported_by")
    if wanted in BreachState.values:
        rows = rows.filter(state=wanted)
    context = {
        "pages": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "states": BreachState.choices,
        "wanted": wanted,
        "waiting": Breach.objects.to_notify().count(),
        "trail": [{"url": "", "label": "Violations de données"}],
        "desk_icon": "warning",
    }
    return render(request, "crm_compliance/breaches.html", context)


@needs(READ)
@require_safe
def breach(request: HttpRequest, pk: int) -> HttpResponse:
    return page(request, get_object_or_404(Breach.objects.select_related("reported_by"), pk=pk))


@needs(READ)
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """What the CNIL's form asks, on paper (PDF/UA)."""
    row = get_object_or_404(Breach.objects.select_related("reported_by"), pk=pk)
    return HttpResponse(
        drawn(row, IdentitySettings.for_request(request)),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="violation-{row.pk}.pdf"'},
    )


@needs(READ, EXPORT)
@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest) -> Any:
    rows = Breach.objects.order_by("pk")
    told = Leaving(
        name="violations de données", slug="violations", count=rows.count(), headings=HEADINGS,
        rows=(cells(row) for row in rows.iterator()), fields=[Breach._meta.label_lower],
        back=reverse("crm_breaches"),
    )  # fmt: skip
    return leave(request, told, request.GET.get("format", ""))


def cells(row: Breach) -> list[Any]:
    return [
        row.pk, row.discovered_at, row.reported_at, row.get_state_display(), row.what,
        ", ".join(row.nature_words), row.kinds, row.people_kinds, row.people_about, row.rows_about,
        row.causes, row.consequences, row.measures, Risk(row.risk).label if row.risk else "",
        {True: "oui", False: "non", None: ""}[row.notify], row.notify_reason, row.notified_at,
        row.notification, row.late_reason, row.informed_at, row.inform_text, row.closed_at,
    ]  # fmt: skip
