"""Where an editor makes, copies and revokes the draft links of a page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.models import Page

from desk.models import DraftLink

from .services import make, revoke


class DraftLinkForm(forms.ModelForm):
    class Meta:
        model = DraftLink
        fields = ("reader",)


@require_http_methods(["GET", "POST"])
def links(request: HttpRequest, pk: int) -> HttpResponse:
    page = editable(request, pk)
    form = DraftLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        make(page, request.user, form.cleaned_data["reader"])
        messages.success(request, "Le lien est prêt : copiez-le et envoyez-le.")
        return redirect("desk_draft_links", page.pk)
    rows = page.draft_links.select_related("created_by").with_views()
    return render(
        request,
        "desk/draft_links/list.html",
        {
            "page": page,
            "form": form if request.method == "POST" else DraftLinkForm(),
            "links": [(link, address(request, link)) for link in rows.alive()],
            "trail": trail(page),
        },
    )


@require_POST
def shut(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    page = editable(request, pk)
    if revoke(get_object_or_404(page.draft_links, pk=link), request.user):
        messages.success(request, "Le lien est révoqué : il ne montre plus rien.")
    return redirect("desk_draft_links", page.pk)


def editable(request: HttpRequest, pk: int) -> Any:
    page = get_object_or_404(Page, pk=pk).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def address(request: HttpRequest, link: DraftLink) -> str:
    return request.build_absolute_uri(link.path) if link.path else ""


def trail(page: Page) -> list[dict[str, str]]:
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return [
        {"url": edit, "label": page.get_admin_display_title()},
        {"url": "", "label": "Liens de relecture"},
    ]
