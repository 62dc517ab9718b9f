"""What the Forum brings to the desk: what is left to prepare of the edition to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.permissions import page_permission_policy

from editorial import dates
from editorial.desk import Creation, DeskItem, page_creation
from editorial.references import links_to
from forum.models import Appearance, EditionPage, Partnership, Slot


def forum_creations(request: HttpRequest) -> Iterable[Creation]:
    form = reverse("forum_prepare_edition")
    label = "Préparer la prochaine édition du Forum"
    yield from page_creation(request, EditionPage, label, "group", 50, form)


def forum_items(request: HttpRequest) -> Iterator[DeskItem]:
    """Each step of the next edition, with what is left of it."""
    page = next_page()
    if page is None or not page_permission_policy.user_has_permission_for_instance(
        request.user, "change", page
    ):
        return
    edition = page.edition
    user: Any = request.user
    found = steps(page, user.has_perm("forum.change_edition"))
    group = f"{edition}, {dates.period(edition.starts_on, edition.ends_on)}"
    yield from (step(group, *one) for one in found)


def next_page() -> Any:
    """The page of the next edition that stands, and what it is known to hold. One query."""
    to_come = EditionPage.objects.filter(
        edition__ends_on__gte=timezone.localdate(),
        edition__cancelled_on__isnull=True,
        edition__postponed=False,
    )
    held = to_come.annotate(
        has_slots=Exists(Slot.objects.filter(page=OuterRef("pk"))),
        has_speakers=Exists(Appearance.objects.filter(slot__page=OuterRef("pk"))),
        has_partners=Exists(Partnership.objects.filter(page=OuterRef("pk"))),
        is_told=Exists(links_to("pk")),
    )
    return held.select_related("edition").order_by("edition__starts_on").first()


def steps(page: Any, keeps_rows: bool) -> Iterator[tuple[str, bool, str, str]]:
    """Yield what, whether it is done, what is left to do, and where."""
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    edition = page.edition
    window = edition.registration_opens_on and edition.registration_closes_on
    row = reverse("editions:edit", args=[edition.pk]) if keeps_rows else editor
    yield "Page de l’édition", page.live, "À publier : personne ne la voit encore.", editor
    yield "Dates d’inscription", bool(window), "À choisir : l’ouverture et la clôture.", row
    yield "Programme", page.has_slots, "Aucun créneau publié.", editor
    yield "Intervenants", page.has_speakers, "Personne n’est encore annoncé.", editor
    yield "Partenaires", page.has_partners, "Aucun partenaire publié.", editor
    left = "Aucune actualité, aucun communiqué publié ne mène encore à la page."
    yield "Annonce", page.is_told, left, editor


def step(group: str, text: str, done: bool, left: str, url: str) -> DeskItem:
    return DeskItem(group, text, url, "" if done else left, "Voir" if done else "Faire", done=done)
