"""« Personnes concernées »: what the journal knows of the files that were opened."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from crm.compliance.affected import headings, people_of, rows_of, touched, whole_exports
from crm.compliance.forms_breaches import AffectedForm
from crm.compliance.journal_words import say
from crm.compliance.leaving import Leaving, leave
from crm.compliance.models import Breach
from crm.registers.access import agent, needs
from signin.sudo import recently_confirmed

READ = ("crm_compliance.view_breach", "crm_compliance.change_breach", "crm_journal.view_entry")
EXPORT = "crm_journal.export_entry"
NAMES = "crm_people.read_file"
A_PAGE = 50
EXPORTS_SHOWN = 20


@needs(*READ)
@require_safe
def affected(request: HttpRequest, pk: int) -> HttpResponse:
    """How many files, which ones, and the exports whose content the journal does not know."""
    row = get_object_or_404(Breach, pk=pk)
    form = AffectedForm(request.GET if "since" in request.GET else None)
    context = {
        "breach": row,
        "form": form,
        "trail": [
            {"url": reverse("crm_breaches"), "label": "Violations de données"},
            {"url": reverse("crm_breach", args=[row.pk]), "label": str(row)},
            {"url": "", "label": "Personnes concernées"},
        ],
        "desk_icon": "warning",
    }
    if form.is_bound and form.is_valid():
        context |= _found(request, form)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "crm_compliance/affected.html", context, status=status)


def _found(request: HttpRequest, form: AffectedForm) -> dict[str, object]:
    asked = form.asked(account=form.cleaned_data["account"])
    rows = touched(asked, only_exports=form.cleaned_data["only_exports"])
    pages = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    return {
        "pages": pages,
        "people": people_of(list(pages.object_list)),
        "count": pages.paginator.count,
        "exports": say(whole_exports(asked)[:EXPORTS_SHOWN], with_names=False),
        "with_names": agent(request).has_perm(NAMES),
        "base": f"?{kept.urlencode()}&",
        "kept": kept.urlencode(),
        "may_export": agent(request).has_perm(EXPORT),
    }


@needs(*READ, EXPORT)
@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, pk: int) -> Any:
    row = get_object_or_404(Breach, pk=pk)
    form = AffectedForm(request.GET)
    back = f"{reverse('crm_breach_affected', args=[pk])}?{request.GET.urlencode()}"
    if not form.is_valid():
        return redirect(back)
    asked = form.asked(account=form.cleaned_data["account"])
    with_names = agent(request).has_perm(NAMES)
    found = touched(asked, only_exports=form.cleaned_data["only_exports"])
    told = Leaving(
        name="personnes concernées", slug=f"violation-{pk}-personnes", count=found.count(),
        headings=headings(with_names=with_names), rows=rows_of(found, with_names=with_names),
        fields=["crm_people.person", *asked.told()], back=back, about=row,
    )  # fmt: skip
    return leave(request, told, request.GET.get("format", ""))
