from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from wagtail.admin import messages

from forum.forms import DuplicationForm, PreparationForm
from forum.models import EditionPage, ForumPage
from forum.preparation import Prepared, prepare, proposed


def prepare_edition(request: HttpRequest) -> HttpResponse:
    """« Préparer l’édition » : a few words, then the editor of its page."""
    forum = ForumPage.objects.first()
    if forum is None:
        messages.error(
            request, "Créez d’abord la page du Forum : les éditions se rangent sous elle."
        )
        return redirect("wagtailadmin_home")
    may_add(request, forum)
    form = PreparationForm(request.POST or None, forum=forum, initial=proposed(None))
    if request.method == "POST" and form.is_valid():
        prepared = saved(request, form, forum)
        if prepared:
            return edited(request, prepared)
    return shown(request, form, "Préparer une édition du Forum")


def duplicate_edition(request: HttpRequest, page_id: int) -> HttpResponse:
    """« Dupliquer cette édition » : the same, after the published or drafted state of another."""
    live = get_object_or_404(EditionPage.objects.select_related("edition"), pk=page_id)
    forum = live.get_parent().specific
    may_add(request, forum)
    source: EditionPage = live.get_latest_revision_as_object()
    form = DuplicationForm(request.POST or None, forum=forum, initial=proposed(source.edition))
    if request.method == "POST" and form.is_valid():
        with_speakers = form.cleaned_data["with_speakers"]
        prepared = saved(request, form, forum, source=source, with_speakers=with_speakers)
        if prepared:
            return edited(request, prepared)
    return shown(request, form, f"Dupliquer « {live.title} »", source=source)


def may_add(request: HttpRequest, forum: ForumPage) -> None:
    if not forum.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied


def saved(
    request: HttpRequest, form: PreparationForm, forum: ForumPage, **options: Any
) -> Prepared | None:
    try:
        return prepare(forum, form.wanted, request.user, **options)
    except (IntegrityError, ValidationError):
        # Somebody has prepared the same edition in the meantime.
        form.add_error("number", "Cette édition vient d’être créée par quelqu’un d’autre.")
        return None


def edited(request: HttpRequest, prepared: Prepared) -> HttpResponse:
    sentence = f"« {prepared.page.title} » est prête : complétez-la, puis publiez-la."
    messages.success(request, sentence)
    if prepared.left_out:
        messages.warning(
            request,
            f"{prepared.left_out} créneau(x) tombaient après le dernier jour : ils ne sont pas repris.",
        )
    return redirect("wagtailadmin_pages:edit", prepared.page.pk)


def shown(
    request: HttpRequest, form: PreparationForm, title: str, source: EditionPage | None = None
) -> HttpResponse:
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": "Accueil"},
        {"url": "", "label": title},
    ]
    context = {"form": form, "title": title, "source": source, "breadcrumbs_items": crumbs}
    return render(request, "forum/admin/prepare.html", context)
