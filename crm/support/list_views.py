"""The plans as a list, and the change of referent of several at once."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.utils import get_valid_next_url_from_request

from crm.journal.refusal import Refused
from crm.journeys.file_panels import user_of
from crm.journeys.team import called
from crm.registers.access import needs
from crm.registers.words import counted

from .forms_plans import Colleague, TeamForm
from .models import SupportPlan
from .plan_list import LIVE, VIEWS, plans_of, with_progress
from .plans import change_referent

A_PAGE = 25


class HandOverForm(TeamForm):
    referent = Colleague(label="Référent", empty_label="—")


class ChosenForm(HandOverForm):
    plan = forms.ModelMultipleChoiceField(
        SupportPlan.objects.live().of_the_living(),
        error_messages={
            "required": "Cochez au moins un accompagnement.",
            "invalid_choice": "Un des accompagnements cochés est terminé : reprenez la liste.",
            "invalid_pk_value": "Un des accompagnements cochés n’existe pas.",
        },
    )


@require_safe
@needs("crm_people.read_file", "crm_support.view_supportplan")
def plans(request: HttpRequest) -> HttpResponse:
    view = request.GET.get("vue", LIVE)
    if view not in VIEWS:
        view = LIVE
    user, today = user_of(request), timezone.localdate()
    found = plans_of(view, user, today)
    pages = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    drawn = {
        row.pk: row
        for row in with_progress(SupportPlan.objects.filter(pk__in=[p.pk for p in pages]))
    }
    may_share_out = user.has_perm("crm_support.oversee_supportplan")
    context = {
        "view": view,
        "views": VIEWS.items(),
        "pages": pages,
        "plans": [drawn[row.pk] for row in pages],
        "today": today,
        "base": f"?vue={view}&" if view else "?",
        "here": request.get_full_path(),
        "form": HandOverForm(auto_id="share-%s") if may_share_out else None,
        "trail": [{"url": "", "label": "Accompagnements"}],
    }
    return render(request, "crm_support/plans.html", context)


@require_POST
@needs("crm_people.read_file", "crm_support.oversee_supportplan")
def hand_over(request: HttpRequest) -> HttpResponse:
    """Give the plans ticked to one colleague, each through the door of a single one."""
    after = get_valid_next_url_from_request(request) or reverse("crm_plans")
    form = ChosenForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, " ".join(str(text) for told in form.errors.values() for text in told)
        )
        return redirect(after)
    to, by = form.cleaned_data["referent"], user_of(request)
    changed = 0
    for plan in form.cleaned_data["plan"]:
        try:
            changed += change_referent(plan, to, by=by)
        except Refused as refusal:
            messages.error(request, f"{plan.person} : {refusal}")
    given = counted(changed, "accompagnement donné", "accompagnements donnés")
    messages.success(request, f"{given.capitalize()} à {called(to)}.")
    return redirect(after)
