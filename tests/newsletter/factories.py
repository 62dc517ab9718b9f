"""An archive, and issues in it, below the home page of the test database."""

from typing import Any

from newsletter.models import IssuePage, NewsletterIndexPage
from tests.site_pages import published


def an_index(**fields: Any) -> NewsletterIndexPage:
    return published(
        NewsletterIndexPage(title="La lettre", slug="lettre", lead="Lue vite.", **fields)
    )


def an_issue(index: NewsletterIndexPage | None = None, **fields: Any) -> IssuePage:
    above = index or NewsletterIndexPage.objects.first() or an_index()
    known: dict[str, Any] = {
        "title": "Venir voir",
        "lead": "Deux jours pour se décider.",
        "introduction": "<p>Bonjour,</p>",
        "body": [("text", {"title": "Les bureaux", "text": "<p>Dix bureaux fermés.</p>"})],
    } | fields
    known.setdefault("slug", f"numero-{IssuePage.objects.count() + 1}")
    return published(IssuePage(**known), above)
