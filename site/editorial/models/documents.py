"""Which documents anybody may have: those that something visible uses."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, ReferenceIndex

from .visibility import visible


def is_public(document: AbstractDocument, at: datetime | None = None) -> bool:
    """Whether a visible page uses a document, or, where no page does, a row or a setting.

    What nothing uses is a draft's: Wagtail's index knows what is published, and what never was
    through pages that are not live.
    """
    users: dict[int, set[str]] = defaultdict(set)
    references = ReferenceIndex.get_references_to(document)
    for kind, key in references.values_list("base_content_type", "object_id"):
        users[kind].add(key)
    pages = users.pop(ContentType.objects.get_for_model(Page).pk, set())
    if pages:
        return visible(Page.objects.filter(pk__in=pages), at).exists()
    return any(shows(kind, keys) for kind, keys in users.items())


def shows(kind: int, keys: set[str]) -> bool:
    """Whether one row at least is shown: those of a model that has drafts must be live."""
    model = ContentType.objects.get_for_id(kind).model_class()
    if model is None:
        return False
    rows: models.QuerySet = model._default_manager.filter(pk__in=keys)
    try:
        model._meta.get_field("live")
    except FieldDoesNotExist:
        return rows.exists()
    return rows.filter(live=True).exists()
