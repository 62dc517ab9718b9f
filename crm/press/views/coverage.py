"""The press review and its authors."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from crm.press import coverage as doors
from crm.press.forms import CoverageForm, CoverageListForm
from crm.press.models import PressContact
from crm.registers.access import agent, needs
from news.models import Coverage

from .shared import VIEW, trail_of

A_PAGE = 30


@needs(VIEW)
def articles(request: HttpRequest) -> HttpResponse:
    """Every article, with its author and with those who may well have written it."""
    form = CoverageListForm(request.GET)
    form.is_valid()
    told = form.cleaned_data
    rows = Coverage.objects.newest_first().select_related("press_link__contact", "release")
    for word in (told.get("q") or "").split():
        rows = rows.filter(Q(title__icontains=word) | Q(outlet__icontains=word))
    if told.get("etat") == "relies":
        rows = rows.filter(press_link__contact__isnull=False)
    elif told.get("etat"):
        rows = rows.filter(press_link__contact__isnull=True)
    pages = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "form": form,
        "pages": pages,
        "rows": _with_guesses(list(pages)),
        "base": f"?{kept.urlencode()}&" if kept else "?",
        "trail": trail_of("Articles"),
        "desk_icon": "openquote",
    }
    return render(request, "crm_press/desk/articles.html", context)


def _with_guesses(rows: list[Coverage]) -> list[tuple[Coverage, PressContact | None]]:
    """Each article, and who may well have written those that nobody signs. One query for them all."""
    unsigned = [row for row in rows if not doors.author_of(row)]
    contacts = list(PressContact.objects.select_related("organisation")) if unsigned else []
    guesses = {row.pk: next(iter(doors.likely_authors(row, contacts)), None) for row in unsigned}
    return [(row, guesses.get(row.pk)) for row in rows]


@needs(VIEW, "crm_press.change_coveragelink")
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who wrote an article, how far it went, in which tone."""
    row = get_object_or_404(Coverage.objects.select_related("press_link", "release"), pk=pk)
    contacts = list(PressContact.objects.select_related("organisation"))
    likely = doors.likely_authors(row, contacts)
    known = CoverageForm.values_of(getattr(row, "press_link", None))
    if not known.get("contact"):
        known["contact"] = next(iter(likely), None)
    form = CoverageForm(request.POST or None, initial=known)
    if form.is_valid():
        doors.link(row, form.told(), by=agent(request))
        messages.success(request, f"«\u00a0{row.title}\u00a0» est à jour.")
        return redirect("crm_press_articles")
    context = {
        "article": row,
        "guessed": bool(likely) and not doors.author_of(row),
        "form": form,
        "trail": trail_of(row.outlet, ("Articles", reverse("crm_press_articles"))),
        "desk_icon": "openquote",
    }
    status = 422 if form.is_bound else 200
    return render(request, "crm_press/desk/article.html", context, status=status)
