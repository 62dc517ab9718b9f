"""The messages of the public: their list, and one screen each."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from crm.journeys.origins import words_of
from crm.journeys.refused_forms import form_for
from crm.registers.access import agent, needs
from crm.registers.opening import note_reading
from crm.registers.words import counted
from crm.welcome import letters
from crm.welcome.days import extract
from crm.welcome.forms_desk import AnswerForm, AttachForm, MessageFilter
from crm.welcome.matching import files_like
from crm.welcome.models import ContactRequest, RequestState
from crm.welcome.services import can_leave, task_label

A_PAGE = 25
READ = ("crm_welcome.view_contactrequest", "crm_people.read_file")


@needs(*READ)
def message_list(request: HttpRequest) -> HttpResponse:
    asked = MessageFilter(request.GET)
    pages = Paginator(asked.found(), A_PAGE).get_page(request.GET.get("page"))
    waiting = ContactRequest.objects.waiting().count()
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "form": asked,
        "pages": pages,
        "rows": [(row, timezone.localdate(row.received_at), extract(row)) for row in pages],
        "base": f"?{kept.urlencode()}&" if kept else "?",
        "waiting": counted(waiting, "message") if waiting else "",
        "trail": [{"url": "", "label": "Messages"}],
    }
    return render(request, "crm_welcome/desk/list.html", context)


@needs(*READ)
def message(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, found(pk))


def found(pk: int) -> ContactRequest:
    rows = ContactRequest.objects.select_related(
        "person__commune", "handled_by", "task__assignee", "exchange__journey"
    )
    return get_object_or_404(rows, pk=pk)


def show(request: HttpRequest, row: ContactRequest, status: int = 200) -> HttpResponse:
    """Draw a message, with the refused forms that the request keeps. The reading is journalled."""
    note_reading(row, agent(request), row.person_id)
    is_new = row.state == RequestState.NEW
    joins = is_new or row.state == RequestState.SETTLED
    orphan = bool(row.task and row.task.assignee is None and row.task.done_at is None)
    context: dict[str, Any] = {
        "row": row,
        "said": row.said,
        "origin": words_of(row.origin),
        "is_new": is_new,
        "joins": joins,
        "orphan": orphan,
        "task_label": task_label(row),
        "goes_back": not is_new and (row.state != RequestState.FILED or can_leave(row)),
        "alike": files_like(row.said) if joins else [],
        "answers": letters.answers_to(row),
        "others": others_of(row),
        "attach_form": form_for(request, "attach", AttachForm),
        "answer_form": form_for(request, "answer", AnswerForm, hello=hello(row)),
        "trail": [
            {"url": reverse("crm_messages"), "label": "Messages"},
            {"url": "", "label": str(row).capitalize()},
        ],
    }
    return render(request, "crm_welcome/desk/message.html", context, status=status)


def hello(row: ContactRequest) -> str:
    return f"Bonjour {row.said.first_name},\n\n"


def others_of(row: ContactRequest) -> list[ContactRequest]:
    """What else came from the same address or number, the latest first."""
    same = ContactRequest.objects.reachable_at([row.email_key], [row.phone_key])
    return list(same.exclude(pk=row.pk).new_first()[:5])
