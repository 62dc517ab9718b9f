"""What the Forum brings to the desk: what is left to prepare of the edition to come."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.permissions import page_permission_policy

from editorial import dates
from editorial.desk import DeskItem
from forum.models import Edition, EditionPage


def forum_items(request: HttpRequest) -> Iterator[DeskItem]:
    """Each step of the next edition, with what is left of it."""
    today = timezone.localdate()
    standing = Edition.objects.filter(cancelled_on__isnull=True, postponed=False)
    edition = standing.to_come(today).select_related("page").first()
    if edition is None:
        return
    page = getattr(edition, "page", None)
    if page is not None and page_permission_policy.user_has_permission_for_instance(
        request.user, "change", page
    ):
        group = f"{edition}, {dates.period(edition.starts_on, edition.ends_on)}"
        yield from (step(group, *one) for one in steps(edition, page))


def steps(edition: Edition, page: EditionPage) -> Iterator[tuple[str, bool, str, str]]:
    """Yield what, whether it is done, what is left to do, and where."""
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    yield "Page de l’édition", page.live, "À publier : personne ne la voit encore.", editor
    opens, closes = edition.registration_opens_on, edition.registration_closes_on
    row = reverse("editions:edit", args=[edition.pk])
    left = "À choisir : l’ouverture et la clôture."
    yield "Dates d’inscription", bool(opens and closes), left, row


def step(group: str, text: str, done: bool, left: str, url: str) -> DeskItem:
    return DeskItem(group, text, url, "" if done else left, "Voir" if done else "Faire", done=done)
