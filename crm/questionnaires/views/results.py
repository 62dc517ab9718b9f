"""The results on the desk: of each session, of a session, of a course."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.applications.views.desk_rosters import session_of
from crm.questionnaires.models import InvitationState
from crm.questionnaires.results import rates_of, results_of
from crm.registers.access import agent, needs
from training.models import Course, Session

READ, COMMENTS = "crm_questionnaires.read_results", "crm_questionnaires.read_comments"
A_PAGE = 25
ASKED = "roster__enrolments__invitations"


@require_safe
@needs(READ)
def questionnaires(request: HttpRequest) -> HttpResponse:
    """The sessions whose people were asked something, the latest first."""
    answered = Q(**{f"{ASKED}__state": InvitationState.ANSWERED})
    rows = (
        Session.objects.filter(**{f"{ASKED}__isnull": False})
        .annotate(asked=Count(ASKED), answered=Count(ASKED, filter=answered))
        .select_related("course")
        .order_by("-ends_on", "-pk")
    )
    context = {
        "pages": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "trail": [{"url": "", "label": "Questionnaires"}],
    }
    return render(request, "crm_questionnaires/desk/sessions.html", context)


@require_safe
@needs(READ)
def session_results(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_of(request, pk)
    return shown(request, [session], session.course, str(session))


@require_safe
@needs(READ)
def course_results(request: HttpRequest, pk: int) -> HttpResponse:
    course = get_object_or_404(Course, pk=pk)
    sessions = list(Session.objects.filter(course=course))
    return shown(request, sessions, course, course.title, whole=True)


def shown(
    request: HttpRequest,
    sessions: list[Session],
    course: Course,
    title: str,
    *,
    whole: bool = False,
) -> HttpResponse:
    comments = agent(request).has_perm(COMMENTS)
    context = {
        "title": title,
        "course": course,
        "whole": whole,
        "results": results_of(sessions, comments=comments),
        "rates": rates_of(course, timezone.localdate()) if whole else None,
        "may_comment": comments,
        "trail": [
            {"url": reverse("crm_questionnaires"), "label": "Questionnaires"},
            {"url": "", "label": title},
        ],
    }
    return render(request, "crm_questionnaires/desk/results.html", context)
