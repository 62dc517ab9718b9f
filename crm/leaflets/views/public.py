"""`/d/<code>/`: the address that a leaflet bears."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from crm.leaflets.links import count_visit, is_somebody, leads_to, page_of
from crm.leaflets.models import LeafletBatch


@never_cache
@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Lead to the page of the batch. What was misread leads to a page that says where to go."""
    batch = LeafletBatch.objects.filter(short_code=code.upper()).first()
    if batch is None:
        context = {"leaflet": page_of(None, request)}
        return render(request, "crm_leaflets/public/unknown.html", context, status=404)
    if batch.closed_at is None and is_somebody(request):
        count_visit(batch)
    return redirect(leads_to(batch, request))
