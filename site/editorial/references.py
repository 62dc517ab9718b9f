"""Which pages lead to which: what Wagtail's index of references knows of those that are out."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, OuterRef, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from editorial.models.visibility import out


def links_to(field: str, sources: QuerySet[Page] | None = None) -> QuerySet[ReferenceIndex]:
    """For an `Exists`: links to the page whose key the outer row holds in a field.

    sources: the pages that may lead there, every one that is out unless told; never the page itself.
    """
    pages = ContentType.objects.get_for_model(Page)
    key = Cast(OuterRef(field), CharField())
    leading = out(Page.objects.all() if sources is None else sources)
    links: QuerySet[ReferenceIndex] = ReferenceIndex.objects.filter(
        base_content_type=pages,
        to_content_type=pages,
        to_object_id=key,
        object_id__in=leading.annotate(key=Cast("pk", CharField())).values("key"),
    )
    return links.exclude(object_id=key)
