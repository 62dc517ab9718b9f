"""Everything that is forgotten by itself, after how long; and the accounts that nobody uses any more."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.registers.access import needs

from ..clocks import clocks
from ..forgotten import passages
from .anonymising import MAY
from .trails import trail

A_PAGE = 25
# Without a sign-in for so long, an account is proposed to be closed. Nothing closes it by itself.
IDLE = timedelta(days=183)


@needs(MAY)
@require_safe
def forgetting(request: HttpRequest) -> HttpResponse:
    context = {
        "trail": trail("Durées et oublis"),
        "desk_icon": "lock",
        "clocks": clocks().values(),
        "passages": passages(),
        "now": timezone.now(),
    }
    return render(request, "crm_privacy/forgetting.html", context)


@needs(MAY)
@require_safe
def idle_accounts(request: HttpRequest) -> HttpResponse:
    """The open accounts that nobody has signed in with for six months, the most silent first."""
    before = timezone.now() - IDLE
    rows = User.objects.filter(is_active=True).filter(
        Q(last_login__lt=before) | Q(last_login__isnull=True, date_joined__lt=before)
    )
    rows = rows.annotate(silent_since=Coalesce("last_login", "date_joined"))
    rows = rows.prefetch_related("groups").order_by("silent_since", "pk")
    context = {
        "trail": trail("Comptes sans usage"),
        "desk_icon": "lock",
        "pages": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "crm_privacy/idle_accounts.html", context)
