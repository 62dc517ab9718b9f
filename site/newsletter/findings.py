"""What is to be put right in an issue before it goes out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wagtail.models import Page

from editorial.findings.finding import Finding, advice, blocking
from editorial.models.visibility import visible

if TYPE_CHECKING:
    from newsletter.models import IssuePage

LONGEST_SUBJECT = 60
BODY = "body"


def issue_findings(issue: IssuePage) -> Iterator[Finding]:
    subject = issue.email_subject
    if len(subject) > LONGEST_SUBJECT:
        yield advice(
            f"L’objet du courriel a {len(subject)} signes ; les téléphones coupent après 60.",
            "subject",
        )
    if not issue.body and not issue.introduction:
        yield blocking("Le numéro est vide : ajoutez une page à la une ou un texte.", BODY)
    yield from unreadable_pages(issue)


def unreadable_pages(issue: IssuePage) -> Iterator[Finding]:
    """Pages on the front, or behind a date, that readers would not find. One query."""
    aimed = {page.pk: page.title for page in chosen_pages(issue)}
    if not aimed:
        return
    readable = set(visible(Page.objects.filter(pk__in=aimed)).values_list("pk", flat=True))
    for pk, title in aimed.items():
        if pk not in readable:
            yield blocking(
                f"« {title} » n’est pas encore publiée : les abonnés ne la liraient pas.", BODY
            )


def chosen_pages(issue: IssuePage) -> Iterator[Page]:
    for block in issue.body:
        for item in block.value.get(
            {"features": "features", "dates": "dates"}.get(block.block_type), []
        ):
            if item.get("page"):
                yield item["page"]
