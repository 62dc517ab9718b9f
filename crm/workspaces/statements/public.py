"""The page of a statement, opened by the link of its letter."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crm.registers.private_pages import private

from .desk import pdf_answer
from .links import opened_by
from .paper import told


@private("strict-origin")
@require_safe
def statement(request: HttpRequest, token: str) -> HttpResponse:
    row = opened_by(token)
    if row is None:
        return render(request, "crm_workspaces/public/unknown.html", status=404)
    context = told(row) | {"token": token, "followed_by": getattr(row, "replaced_by", None)}
    return render(request, "crm_workspaces/public/statement.html", context)


@private("no-referrer")
@require_safe
def pdf(request: HttpRequest, token: str) -> HttpResponse:
    row = opened_by(token)
    if row is None:
        return render(request, "crm_workspaces/public/unknown.html", status=404)
    return pdf_answer(row)
