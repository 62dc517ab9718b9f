"""Nothing is posted without a token, anywhere, but what a reader of mail posts by itself."""

from __future__ import annotations

from http import HTTPStatus

from django.test import Client

from .conftest import Desk
from .resolver import every_address
from .rows import SUPERUSER

# A programme posts there, without a session: what it may do is told by the address itself.
WITHOUT_TOKEN = {
    "unsubscribe_one_click": "un clic dans un lecteur de courrier ; le lien secret dit qui",
    "newsletter_from_the_footer": "montre le formulaire, déjà rempli, et ne change rien",
}


def test_a_post_without_its_token_is_forbidden_everywhere(desk: Desk) -> None:
    """Asked before any view is reached: no row is needed, and whoever asks is the most powerful of all."""
    careful = Client(enforce_csrf_checks=True, raise_request_exception=False)
    careful.cookies = desk.clients[SUPERUSER].cookies
    found = every_address()

    passed = {
        one.name
        for one in found
        if careful.post(one.path, {"a": "b"}).status_code != HTTPStatus.FORBIDDEN
    }

    assert len(found) > 900
    assert passed == set(WITHOUT_TOKEN)


def test_no_other_view_is_exempt_by_its_own_word() -> None:
    """The API that Wagtail's admin asks is checked by its own sessions: the test above posts to it too."""
    exempt = {
        one.name
        for one in every_address()
        if getattr(one.pattern.callback, "csrf_exempt", False)
        and not one.name.startswith("wagtailadmin_api:")
    }

    assert exempt == set(WITHOUT_TOKEN)
