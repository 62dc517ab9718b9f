"""The pages that a person works on, and what their revisions hold that the pages do not say yet."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, NullIf
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page, Revision, WorkflowState
from wagtail.permissions import page_permission_policy

EDITS = {"add", "change", "publish"}


def writes_pages(user: Any) -> bool:
    return bool(page_permission_policy.user_has_any_permission(user, EDITS))


def pages_of(request: HttpRequest) -> QuerySet[Page]:
    """Those that the person may edit."""
    pages: QuerySet[Page] = page_permission_policy.instances_user_has_any_permission_for(
        request.user, EDITS
    )
    return pages


DRAFT = ("pk", "draft_title", "live", "latest_revision_created_at", "written_for", "in_review")


def drafts(pages: QuerySet[Page]) -> QuerySet[Page, dict[str, Any]]:
    """Pages with something unpublished that no schedule will publish, the last written first.

    written_for: the moment written in the draft, as text, or None. in_review: whether somebody has
    been asked to read it.
    """
    # SQLite writes the null of JSON out in full.
    moment = NullIf(KT("content__go_live_at"), Value("null", TextField()))
    written = Revision.objects.filter(pk=OuterRef("latest_revision")).annotate(moment=moment)
    asked = WorkflowState.objects.active().filter(object_id=Cast(OuterRef("pk"), CharField()))
    found = pages.filter(
        has_unpublished_changes=True, latest_revision__approved_go_live_at__isnull=True
    )
    marked = found.annotate(written_for=Subquery(written.values("moment")), in_review=Exists(asked))
    return marked.order_by("-latest_revision_created_at").values(*DRAFT)


def planned_at() -> Subquery:
    """The moment at which a page will be published by itself, or None."""
    approved = Revision.page_revisions.filter(
        object_id=Cast(OuterRef("pk"), CharField()), approved_go_live_at__isnull=False
    )
    return Subquery(approved.values("approved_go_live_at")[:1])


def editor(page: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page])
