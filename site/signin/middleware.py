"""Around every page asked by somebody who is signed in. Others, who have no session, cost nothing."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from editorial.visitors import signed_in
from signin.factors import has_second_factor, proved
from signin.sessions import ended

ADMIN, DOOR = "/admin/", "/connexion/"

Answer = Callable[[HttpRequest], HttpResponse]


class EndOldSessions:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if signed_in(request) and (why := ended(request.session)):
            logout(request)
            if request.path.startswith(ADMIN):
                messages.warning(request, why)
        return self.get_response(request)


class AskSecondFactor:
    """Without a second factor where it is required, an account reaches what gives one, and is nobody elsewhere."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.SECOND_FACTOR_REQUIRED or not signed_in(request):
            return self.get_response(request)
        way_out = request.path.startswith(DOOR) or request.path == reverse("wagtailadmin_logout")
        enrolled = has_second_factor(request.user)
        if way_out or (enrolled and proved(request)):
            return self.get_response(request)
        if not request.path.startswith(ADMIN):
            request.user = AnonymousUser()
            return self.get_response(request)
        where = reverse("signin_confirm" if enrolled else "mfa_index")
        return redirect(f"{where}?{urlencode({'next': request.get_full_path()})}")
