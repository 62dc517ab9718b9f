"""The page that asks who is at the keyboard, reached by an address that is kept for the way back."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from signin.confirming import PREFIX, ConfirmForm
from signin.sudo import shown


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    told = request.POST if request.method == "POST" else request.GET
    asked = told.get("next", "")
    back = asked if get_adapter().is_safe_url(asked) else reverse("wagtailadmin_home")
    file = told.get("file") == "1"
    form = ConfirmForm(request, request.POST if request.method == "POST" else None, prefix=PREFIX)
    if request.method == "POST" and form.is_valid():
        form.save()
        return (
            shown(request, form, file=True, confirmed=True, next=back) if file else redirect(back)
        )
    return shown(request, form, file=file, next=back)
