"""The journal as the data protection officer reads it: all of it, of a file, of an account."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from crm.compliance.forms_journal import JournalForm, PeriodForm, every_account
from crm.compliance.journal_reading import (
    Asked,
    Sheet,
    about_account,
    acts,
    lines,
    readers,
    sheet,
)
from crm.compliance.journal_words import Said, say
from crm.compliance.leaving import Leaving, leave
from crm.journal.models import Entry
from crm.journeys.team import called
from crm.people.models import Person
from crm.registers.access import agent, needs
from crm.registers.entries import EntryResource
from signin.sudo import recently_confirmed

READ = "crm_journal.view_entry"
EXPORT = "crm_journal.export_entry"
AFTER = "apres"
ABOUT = 20


@needs(READ)
@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    form = JournalForm(request.GET)
    asked = form.asked()
    context = _page(request, asked) | {
        "form": form,
        "narrowed": asked.told(),
        "export": reverse("crm_journal_export") if agent(request).has_perm(EXPORT) else "",
        "trail": [{"url": "", "label": "Journal"}],
    }
    return render(request, "crm_compliance/journal.html", context, status=_status(form))


def _status(form: PeriodForm) -> int:
    return 422 if form.errors else 200


def _page(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """A page of lines by day, and the addresses of what follows it."""
    page = sheet(lines(asked), request.GET.get(AFTER, ""))
    said = say(page.rows, with_names=agent(request).has_perm("crm_people.read_file"))
    kept = request.GET.copy()
    kept.pop(AFTER, None)
    return {
        "days": _by_day(said),
        "older": _address(kept, page),
        "newest": f"?{kept.urlencode()}" if AFTER in request.GET else "",
        "kept": kept.urlencode(),
        "desk_icon": "history",
    }


def _by_day(said: list[Said]) -> list[tuple[Any, list[Said]]]:
    days = groupby(said, key=lambda one: timezone.localdate(one.entry.at))
    return [(day, list(rows)) for day, rows in days]


def _address(kept: Any, page: Sheet) -> str:
    """The address of the page that follows, "" when nothing does."""
    if not page.after:
        return ""
    told = kept.copy()
    told[AFTER] = page.after
    return f"?{told.urlencode()}"


@needs(READ, EXPORT)
@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest) -> Any:
    """The lines that a search finds, without the reasons that people wrote."""
    form = JournalForm(request.GET)
    if not form.is_valid():
        return redirect(f"{reverse('crm_journal')}?{request.GET.urlencode()}")
    asked, resource = form.asked(), EntryResource()
    rows = lines(asked)
    told = Leaving(
        name="journal", slug="journal", count=rows.count(), headings=resource.headings(),
        rows=resource.rows(rows), fields=[Entry._meta.label_lower, *asked.told()],
        back=f"{reverse('crm_journal')}?{request.GET.urlencode()}",
    )  # fmt: skip
    return leave(request, told, request.GET.get("format", ""))


@needs(READ)
@require_safe
def of_person(request: HttpRequest, pk: int) -> HttpResponse:
    """« Qui a lu ce dossier ? »: by account, then every line."""
    person = get_object_or_404(Person, pk=pk)
    form = PeriodForm(request.GET)
    asked = form.asked(person=person)
    context = _page(request, asked) | {
        "form": form,
        "person": person,
        "readers": readers(person, asked),
        "trail": [
            {"url": reverse("crm_journal"), "label": "Journal"},
            {"url": "", "label": f"Dossier {person.file_number}"},
        ],
    }
    return render(request, "crm_compliance/journal_person.html", context, status=_status(form))


@needs(READ)
@require_safe
def of_account(request: HttpRequest, pk: int) -> HttpResponse:
    """« Ce qu’a fait ce compte »: how many of each act, then every line."""
    account = get_object_or_404(every_account(), pk=pk)
    form = PeriodForm(request.GET)
    asked = form.asked(account=account)
    context = _page(request, asked) | {
        "form": form,
        "account": account,
        "roles": account.groups.order_by("name"),
        "acts": acts(asked),
        "about": say(about_account(account)[:ABOUT], with_names=False),
        "trail": [
            {"url": reverse("crm_journal"), "label": "Journal"},
            {"url": "", "label": called(account)},
        ],
    }
    return render(request, "crm_compliance/journal_account.html", context, status=_status(form))
