"""Tells whoever moves or renames a page that its old address still leads to it. Wagtail makes the redirect."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.admin import messages
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

# Those that this very action made.
JUST_NOW = timedelta(seconds=20)


@hooks.register("after_publish_page")
@hooks.register("after_move_page")
def tell_of_redirects(request: HttpRequest, page: Page) -> None:
    made = Redirect.objects.filter(
        automatically_created=True,
        redirect_page__path__startswith=page.path,
        created_at__gte=timezone.now() - JUST_NOW,
    )
    count = made.count()
    if not count:
        return
    own = made.filter(redirect_page=page).values_list("old_path", flat=True).first()
    below = count - (1 if own else 0)
    parts = [f"l’ancienne adresse, {own}/, mène à la nouvelle" if own else ""]
    parts += [f"celles de {below} page{'s' if below > 1 else ''} au-dessous aussi" if below else ""]
    sentence = ", ".join(part for part in parts if part)
    messages.info(request, f"Les liens déjà reçus restent bons : {sentence}.")
