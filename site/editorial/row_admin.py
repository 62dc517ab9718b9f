"""The one way in which the plain rows of the site are edited: courses, sessions, spaces."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.views.generic import DeleteView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from editorial.plugins import check_capacity


def sentence_of(refusal: ProtectedError | RestrictedError) -> str:
    """Say in French what keeps a row from being deleted, naming three rows at most."""
    rows = (
        refusal.protected_objects
        if isinstance(refusal, ProtectedError)
        else refusal.restricted_objects
    )
    names = sorted({f"« {row} »" for row in rows})
    others = f" et {len(names) - 3} de plus" if len(names) > 3 else ""
    return f"Suppression impossible : en dépend encore {', '.join(names[:3])}{others}."


class RowEditView(EditView):
    """Checks and saves in one transaction: what a plugin answered of a capacity is still true when it is saved."""

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().post(request, *args, **kwargs)


class RowDeleteView(DeleteView):
    """Asks the plugins and the database, where Wagtail asks an index that bulk loading leaves behind."""

    def form_valid(self, form: Form) -> HttpResponse:
        self.usage = None
        try:
            sentence = check_capacity(self.object, 0)
            if not sentence:
                return super().form_valid(form)
        except (ProtectedError, RestrictedError) as refusal:
            sentence = sentence_of(refusal)
        messages.error(self.request, sentence)
        return redirect(self.index_url_name)


class RowViewSet(ModelViewSet):
    """A list, a form and a deletion for one model. Rights are Django's, model by model."""

    add_to_admin_menu = False
    edit_view_class = RowEditView
    delete_view_class = RowDeleteView
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50
