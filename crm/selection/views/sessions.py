"""The sessions to compose: the list of them, and the readings of one shared out."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from crm.applications.groups import COMING, sessions_of
from crm.applications.models import Application
from crm.applications.views.desk_rosters import session_of
from crm.journal.refusal import Refused
from crm.registers.access import agent, needs
from crm.registers.words import counted
from crm.selection.committee import tallies
from crm.selection.forms import ShareForm
from crm.selection.models import Grid, GridState, Reading
from crm.selection.pool import waiting_for_a_session
from crm.selection.sharing import Sharing, load, readers, share_out
from training.models import Session

SEE = ("crm_applications.view_application", "crm_selection.view_proposal")
A_PAGE = 25


@needs(*SEE)
def sessions(request: HttpRequest) -> HttpResponse:
    rows = sessions_of(
        COMING, timezone.localdate(), Session.objects.select_related("course")
    ).standing()  # type: ignore[attr-defined]
    pages = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "pages": pages,
        "tallies": tallies(list(pages)),
        "mine": Reading.objects.by(agent(request)).to_do().count(),
        "pool": waiting_for_a_session().count(),
        "base": "?",
        "trail": [{"url": "", "label": "Sélection"}],
    }
    return render(request, "crm_selection/sessions.html", context)


@needs(*SEE, "crm_selection.add_reading")
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """Share the readings of a session out among those who are chosen."""
    session = session_of(request, pk)
    grid = Grid.objects.filter(course=session.course_id, state=GridState.ACTIVE).first()
    form = ShareForm(
        list(readers()), load(), request.POST or None, days=grid.reading_days if grid else 10
    )
    if request.method == "POST" and form.is_valid():
        try:
            done = share_out(
                session,
                form.cleaned_data["readers"],
                due_on=form.cleaned_data["due_on"],
                by=agent(request),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            _tell(request, done)
            return redirect("crm_committee", pk)
    context = {
        "session": session,
        "grid": grid,
        "form": form,
        "to_study": Application.objects.filter(session=session).to_study().count(),
        "trail": [*trail_of(session), {"url": "", "label": "Répartir les lectures"}],
    }
    status = 422 if form.errors else 200
    return render(request, "crm_selection/share.html", context, status=status)


def _tell(request: HttpRequest, done: Sharing) -> None:
    if done.given:
        told = counted(done.given, "lecture", feminine=True).capitalize()
        messages.success(request, f"{told} confiée{'s' if done.given > 1 else ''}.")
    elif not done.short:
        messages.success(request, "Aucune lecture à confier : rien n’attend de lecteur.")
    if done.short:
        names = ", ".join(str(row.person) for row in done.short[:10])
        more = len(done.short) - 10
        names += f" et {more} autres" if more > 0 else ""
        messages.warning(
            request,
            f"Il manque un lecteur à {names} : les autres ont déjà lu cette candidature ou suivent "
            "cette personne. Nommez quelqu’un depuis sa page.",
        )


def trail_of(session: object) -> list[dict[str, str]]:
    return [
        {"url": reverse("crm_selection"), "label": "Sélection"},
        {"url": reverse("crm_committee", args=[session.pk]), "label": str(session)},  # type: ignore[attr-defined]
    ]
