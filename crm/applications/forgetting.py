"""What goes with a person who is forgotten, or with a form that is too old: what no field of a file holds."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from crm.people.models import ContactKind, ContactPoint

from . import files
from .drafts.services import forget
from .models import Companion, Draft, Message, SentFile, Submission


def forget_people(ids: Sequence[int]) -> None:
    """Delete drafts, waiting files and the names that others gave of some people, by primary key.

    In the caller's transaction, while their addresses are still known.
    """
    points = ContactPoint.objects.filter(person__in=ids, kind=ContactKind.EMAIL)
    addresses = list(points.values_list("normalised", flat=True))
    files.drop_of_people(ids)
    theirs = (
        Q(submission__matched_person__in=ids)
        | Q(submission__application__person__in=ids)
        | Q(email_key__in=addresses)
    )
    for draft in Draft.objects.filter(theirs):
        forget(draft)
    Companion.objects.filter(key__in=addresses).delete()


def forget_beside(forms: QuerySet[Submission]) -> None:
    """Delete what stays beside forms that are emptied: names of others, messages that nobody filed, files."""
    ids = list(forms.values_list("pk", flat=True))
    Companion.objects.filter(submission__in=ids).delete()
    Message.objects.filter(submission__in=ids).delete()
    for form in Submission.objects.filter(
        pk__in=SentFile.objects.filter(submission__in=ids).values("submission")
    ):
        files.drop_all(form)
