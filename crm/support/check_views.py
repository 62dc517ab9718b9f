"""What became of activities: the list to work from, an answer noted at the desk, and the page that a letter opens."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.consents.services import FOLLOWED, informed
from crm.journal.refusal import Refused
from crm.journeys.file_panels import user_of
from crm.journeys.views.acting import answer, living
from crm.people.models import ContactPoint
from crm.registers.access import needs
from crm.registers.calendar import add_months
from crm.registers.private_pages import private
from editorial.limits import take_ticket

from .check_days import GIVEN_UP
from .checks import answer_check, check_of, note_attempt
from .forms import CeasedForm, StillAliveForm
from .models import ActivityCheck, CheckState

A_PAGE = 25
POSTS_ALLOWED, POSTS_WITHIN = 20, 600  # seconds
TOO_MANY = (
    "Beaucoup d’envois viennent de partir de votre connexion. Attendez dix minutes, puis envoyez "
    "encore une fois."
)


@require_safe
@needs("crm_people.read_file", "crm_support.view_activitycreation")
def checks(request: HttpRequest) -> HttpResponse:
    """The activities to ask about, the longest due first, with how to reach their people."""
    today = timezone.localdate()
    rows = (
        ActivityCheck.objects.to_ask(today)
        .filter(due_on__gt=add_months(today, -GIVEN_UP))
        .select_related("activity__person", "activity__commune")
        .order_by("due_on", "pk")
    )
    pages = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    people = [row.activity.person_id for row in pages]
    points: dict[int, list[ContactPoint]] = {}
    for point in ContactPoint.objects.filter(person__in=people).exclude(kind="post"):
        points.setdefault(point.person_id, []).append(point)
    context = {
        "pages": pages,
        "lines": [
            {
                "check": row,
                "points": points.get(row.activity.person_id, []),
                "form": CeasedForm(auto_id=f"check-{row.pk}-ceased-%s"),
            }
            for row in pages
        ],
        "today": today,
        "here": request.get_full_path(),
        "trail": [
            {"url": reverse("crm_plans"), "label": "Accompagnements"},
            {"url": "", "label": "Que deviennent les activités"},
        ],
    }
    return render(request, "crm_support/checks.html", context)


@require_POST
@needs("crm_people.read_file", "crm_support.add_activitycreation")
def answer_a_check(request: HttpRequest, pk: int, check: int, act: str) -> HttpResponse:
    """Note at the desk what was answered, or that nobody did."""
    person = living(pk)
    row = get_object_or_404(ActivityCheck, pk=check, activity__person=person)
    if act not in {"alive", "ceased", "attempt"}:
        raise Http404
    by = user_of(request)

    def note(said: dict[str, Any]) -> str:
        tried = act == "attempt"
        after = (
            note_attempt(row, by=by) if tried else answer_check(row, CheckState(act), by=by, **said)
        )
        if after.state == CheckState.DUE:
            return f"{person} : essai noté."
        return f"{person} : activité « {after.get_state_display()} »."

    make = CeasedForm if act == "ceased" else Form
    key = f"check-{row.pk}-{act}"
    return answer(request, person, key, make(request.POST, auto_id=f"{key}-%s"), note)


# "strict-origin": from a page under "no-referrer" a browser posts "Origin: null", which is refused.
@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def still_alive(request: HttpRequest, token: str) -> HttpResponse:
    """One question to who started an activity. Nothing is noted but on POST."""
    row = check_of(token)
    if row is None:
        return render(request, "crm_support/public/check_unknown.html", status=404)
    if row.state in {CheckState.ALIVE, CheckState.CEASED}:
        return render(request, "crm_support/public/check_thanks.html", {"check": row})
    if request.method != "POST":
        return _asked(request, row, StillAliveForm(auto_id="check-%s"))
    form = StillAliveForm(request.POST, auto_id="check-%s")
    if not take_ticket("activity-check", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN):
        response = _asked(request, row, form, notice=TOO_MANY, status=429)
        response["Retry-After"] = str(POSTS_WITHIN)
        return response
    if form.is_valid():
        try:
            row = answer_check(
                row, form.cleaned_data["answer"], ceased_on=form.cleaned_data["ceased_on"],
                by_person=True,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            informed(row.activity.person, FOLLOWED, channel="page de l’activité")
            return render(request, "crm_support/public/check_thanks.html", {"check": row})
    return _asked(request, row, form, status=422)


def _asked(
    request: HttpRequest, row: ActivityCheck, form: Form, *, notice: str = "", status: int = 200
) -> HttpResponse:
    context = {"check": row, "form": form, "notice": notice}
    return render(request, "crm_support/public/check.html", context, status=status)
