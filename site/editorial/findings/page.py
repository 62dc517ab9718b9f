"""What is found on any page, whatever its type: its fields, then what its blocks hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils import timezone
from wagtail.models import Page

from editorial.findings import rules
from editorial.findings.body import Contents, contents_of
from editorial.findings.finding import Finding, advice, blocking
from editorial.models.visibility import out

if TYPE_CHECKING:
    from editorial.models import BasePage

LONGEST_TITLE, LONGEST_DESCRIPTION = 65, 155


def common_findings(page: BasePage) -> Iterator[Finding]:
    yield from of_fields(page)
    contents = contents_of(page)
    texts = [page.lead, *contents.texts]
    yield from rules.headings(contents)
    yield from rules.links(contents)
    yield from broken_links(contents)
    yield from rules.pictures(contents)
    yield from rules.videos(contents)
    yield from rules.shouting([page.title], "title")
    yield from rules.shouting(texts)
    yield from rules.past_as_future(texts, timezone.localdate())
    yield from rules.personal_addresses(texts)


def of_fields(page: BasePage) -> Iterator[Finding]:
    if len(page.title) > LONGEST_TITLE:
        yield advice(f"Le titre a {len(page.title)} signes ; 65 suffisent.", "title")
    if not page.lead:
        yield advice(
            "La page n’a pas de chapô : deux phrases qui disent ce qu’elle apporte.", "lead"
        )
    if not page.search_description:
        yield advice(
            "Rien n’est écrit pour les moteurs et les réseaux : le chapô sera repris.",
            "search_description",
        )
    elif len(page.search_description) > LONGEST_DESCRIPTION:
        size = len(page.search_description)
        yield advice(
            f"La description a {size} signes ; les moteurs coupent après 155.", "search_description"
        )
    if page.social_image_id is None:
        yield advice(
            "Aucune image pour les réseaux : le dessin du site sera montré.", "social_image"
        )
    if page.review_on is None and not page.can_be_embargoed:
        yield advice("Aucun jour où relire la page : donnez-en un, dans six mois.", "review_on")


def broken_links(contents: Contents) -> Iterator[Finding]:
    """Links to pages that are gone, or that nobody may read yet. One query, none without a link."""
    aimed = {link.page: link.text for link in contents.links if link.page is not None}
    if not aimed:
        return
    there = dict(Page.objects.filter(pk__in=aimed).values_list("pk", "title"))
    readable = set(out(Page.objects.filter(pk__in=aimed)).values_list("pk", flat=True))
    for pk, text in aimed.items():
        if pk not in there:
            yield blocking(f"Le lien « {text} » mène à une page supprimée.", "body")
        elif pk not in readable:
            yield advice(
                f"Le lien « {text} » mène à « {there[pk]} », qui n’est pas encore publiée.", "body"
            )
