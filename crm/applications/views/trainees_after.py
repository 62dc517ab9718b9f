"""A trainer follows those they trained: the list, one of them, a dated note."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from crm.applications.calendar.whose import enrolment_for
from crm.applications.forms_after import TrainerNoteForm
from crm.applications.trainees_after import TRAINED, plan_after, trainees_of
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.registers.access import agent, needs
from crm.registers.careful import note_passing_over
from crm.support.reviews import note_by_trainer

RIGHT = "crm_support.add_trainernote"


@require_safe
@needs(RIGHT)
def trainees(request: HttpRequest) -> HttpResponse:
    context = {"trainees": trainees_of(agent(request)), "trail": _trail(), "desk_icon": "date"}
    return render(request, "crm_applications/desk/trainees_after.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(RIGHT)
def trainee(request: HttpRequest, pk: int) -> HttpResponse:
    """The milestones of one of them, and a form to say how they get on. Reading is journalled."""
    user = agent(request)
    enrolment = enrolment_for(user, pk)
    if enrolment.state not in TRAINED:
        raise Http404
    person, plan = enrolment.application.person, plan_after(enrolment)
    posted = request.method == "POST"
    form = TrainerNoteForm(request.POST if posted else None, auto_id="note-%s")
    if posted and form.is_valid():
        try:
            if plan is None:
                raise Refused("Cette personne n’est plus accompagnée.")
            note_by_trainer(plan, form.cleaned_data["text"], form.cleaned_data["on"], by=user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            note_passing_over(form, person, by=user)
            messages.success(request, f"Votre suivi de {person} est enregistré.")
            return redirect("crm_trainee_after", pk)
    record(Action.READ, enrolment, by=user, person_id=person.pk, fields=["milestones"])
    context = {
        "enrolment": enrolment,
        "person": person,
        "plan": plan,
        "form": form,
        "today": timezone.localdate(),
        "trail": [*_trail(reverse("crm_trainees_after")), {"url": "", "label": str(person)}],
        "desk_icon": "date",
    }
    status = 422 if form.errors else 200
    return render(request, "crm_applications/desk/trainee_after.html", context, status=status)


def _trail(address: str = "") -> list[dict[str, str]]:
    return [
        {"url": reverse("crm_trainer_space"), "label": "Mes formations"},
        {"url": address, "label": "Mes anciens stagiaires"},
    ]
