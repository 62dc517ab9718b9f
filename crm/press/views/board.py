"""The board of the press: what is about to leave, whom to call, which articles to tie to somebody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from crm.press import board as told
from crm.registers.access import needs

from .shared import VIEW


@needs(VIEW)
def board(request: HttpRequest) -> HttpResponse:
    context = {
        "board": told.board(timezone.now()),
        "trail": [{"url": "", "label": "Relations presse"}],
        "desk_icon": "openquote",
    }
    return render(request, "crm_press/desk/board.html", context)
