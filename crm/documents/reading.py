"""What the person may read of their documents."""

from __future__ import annotations

from urllib.parse import unquote

from django.db.models import Q
from django.urls import reverse

from crm.applications.follow_documents import FollowDocument
from crm.applications.models import SEATED, Application, Enrolment
from crm.letters.services import TOKEN
from crm.people.models import Person

from .models import Document, DocumentKind
from .models.document import DocumentQuerySet


def shared_with(application: Application) -> DocumentQuerySet:
    """Their own documents that were shared, replaced ones apart, and those of the session that they hold a seat in."""
    row: Enrolment | None = getattr(application, "enrolment", None)
    if row is None:
        return Document.objects.none()
    theirs = Q(enrolment=row)
    if row.state in SEATED:
        theirs |= Q(
            session=row.roster.session_id, enrolment__isnull=True, kind=DocumentKind.PROGRAMME
        )
    return Document.objects.shared().current().filter(theirs).defer("facts")


def given_to(application: Application) -> list[FollowDocument]:
    """The same as the follow-up page lists it, at addresses that its token opens."""
    return [
        FollowDocument(
            label=f"{row.kind_words.capitalize()} n° {row.number} (PDF)",
            url=unquote(reverse("follow_document", args=[TOKEN, row.pk])),
            at=row.shared_at,
        )
        for row in shared_with(application)
        if row.shared_at
    ]


def of_person(person: Person) -> DocumentQuerySet:
    """Every document made in the name of somebody, replaced ones among them."""
    rows = Document.objects.filter(enrolment__application__person=person)
    return rows.select_related("session__course", "made_by").defer("facts")
