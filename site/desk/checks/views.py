"""The list that stands between the button and the publication."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin import messages
from wagtail.models import Page

from .examine import Examined, examine, pass_over

APPROVE, PUBLISH = "approuver", "publier"
# Wagtail's own name of the first.
APPROVE_ACTION = "approve"


@require_http_methods(["GET", "POST"])
def checks(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is found on the draft of a page; publish it once the advice on it has been read."""
    page = get_object_or_404(Page, pk=pk).get_latest_revision_as_object()
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    found = examine(page, request.user)  # type: ignore[arg-type]
    gesture = offered(request, page)
    if request.method == "POST" and gesture and not found.blocking:
        # What appeared since the list was shown is shown before anything is published.
        seen = set(request.POST.getlist("lu"))
        if seen.issuperset(found.digests):
            pass_over(page, request.user, found.digests)  # type: ignore[arg-type]
            return approve(request, page) if gesture == APPROVE else publish(request, page)
    return render(
        request,
        "desk/checks/list.html",
        {
            "page": page,
            "found": found,
            "gesture": gesture,
            "header_title": f"Vérifications : {page.get_admin_display_title()}",
            "header_icon": "tasks",
            "breadcrumbs_items": trail(page),
        },
    )


@require_http_methods(["GET"])
def fragment(request: HttpRequest, pk: int) -> HttpResponse:
    """The same findings, for the panel of the editor."""
    page = get_object_or_404(Page, pk=pk).get_latest_revision_as_object()
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return render(request, "desk/checks/fragment.html", {"found": examine(page, None)})


def offered(request: HttpRequest, page: Page) -> str:
    """What this person may do from here: approve the page under review, publish it, or neither."""
    if request.GET.get("geste") == APPROVE:
        task = page.current_workflow_task
        actions = task.get_actions(page, request.user) if task else []
        if any(name == APPROVE_ACTION for name, *_ in actions):
            return APPROVE
    lock = page.get_lock()
    held = lock is not None and lock.for_user(request.user)
    may = page.permissions_for_user(request.user).can_publish() and not held
    return PUBLISH if may else ""


def approve(request: HttpRequest, page: Page) -> HttpResponse:
    task, state = page.current_workflow_task, page.current_workflow_task_state
    task.on_action(state, request.user, APPROVE_ACTION)
    return done(request, page)


def publish(request: HttpRequest, page: Page) -> HttpResponse:
    revision = page.get_latest_revision() or page.save_revision(user=request.user)
    PublishPageRevisionAction(revision, user=request.user, changed=True).execute()
    for hook in hooks.get_hooks("after_publish_page"):
        answer = hook(request, Page.objects.get(pk=page.pk).specific)
        if hasattr(answer, "status_code"):
            return answer  # type: ignore[no-any-return]
    return done(request, page)


def done(request: HttpRequest, page: Page) -> HttpResponse:
    title = page.get_admin_display_title()
    later = page.go_live_at and page.go_live_at > timezone.now()
    said = "sera publiée à l’heure dite" if later else "est publiée"
    edit = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), "Modifier")
    buttons = [edit] if later or not page.url else [messages.button(page.url, "Voir la page"), edit]
    messages.success(request, f"« {title} » {said}.", buttons=buttons)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def trail(page: Page) -> list[dict[str, str]]:
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return [
        {"url": edit, "label": page.get_admin_display_title()},
        {"url": "", "label": "Vérifications"},
    ]


def several(request: HttpRequest, found: list[Examined]) -> HttpResponse:
    """The same list for the pages that somebody publishes together."""
    return render(
        request,
        "desk/checks/several.html",
        {
            "found": found,
            "blocked": any(one.blocking for one in found),
            "again": request.get_full_path(),
            "below": request.POST.get("include_descendants", ""),
            "header_title": "Vérifications",
            "header_icon": "tasks",
        },
    )
