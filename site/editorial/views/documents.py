"""A document reaches the public with the page that uses it: not before, and no longer."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.documents.permissions import permission_policy
from wagtail.documents.views.serve import serve

from editorial.models.documents import is_public

VERBS = ["add", "change", "choose"]


@require_safe
def serve_document(request: HttpRequest, document_id: int, filename: str) -> HttpResponseBase:
    """PDF and videos in the browser, the rest as an attachment; what is not public is kept nowhere."""
    document = get_object_or_404(get_document_model(), pk=document_id)
    public = is_public(document)
    if not public and not handles(request, document):
        raise Http404
    response: HttpResponseBase = serve(request, document_id, filename)
    response["Cache-Control"] = "public, no-cache" if public else "private, no-store"
    return response


def handles(request: HttpRequest, document: AbstractDocument) -> bool:
    """Whether the visitor is one of those who prepare documents, this one among them."""
    policy, user = permission_policy, request.user
    return bool(policy.user_has_any_permission_for_instance(user, VERBS, document))
