"""What a site owes to those who look after it, and to the lost."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site, get_page_models

from editorial.models.visibility import visible
from editorial.page_cache.rules import same_for_everybody
from editorial.plugins import site_links


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Answer once the database has answered; a failure is a 500 that monitors see."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"state": "ok"})


@same_for_everybody
@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Every section and page on one page, but for those that come by the hundred."""
    site = Site.find_for_request(request)
    listed = [model for model in get_page_models() if getattr(model, "in_site_map", False)]
    types = ContentType.objects.get_for_models(*listed).values()
    pages = visible(Page.objects.descendant_of(site.root_page)) if site else Page.objects.none()
    below = pages.filter(content_type__in=types).order_by("path")
    context = {
        "pages": list(below),
        "links": [*site_links("menu"), *site_links("footer"), *site_links("map")],
    }
    return render(request, "editorial/site_map.html", context)
