"""What the site tells robots: where they may go, what there is, whom to warn of a flaw."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from editorial.addresses import absolute
from editorial.frame import frame_of
from editorial.page_cache.rules import same_for_everybody
from editorial.site_map import addresses

# Personal or endless addresses.
KEPT_FROM_ROBOTS = ["/admin/", "/recherche/", "/suivi/", "/communes/", "/documents/"]
TEXT = "text/plain; charset=utf-8"
# Said again every day: who reads it knows that somebody still looks after the site.
CONTACT_HOLDS = timedelta(days=180)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    if settings.NOINDEX:
        return HttpResponse("User-agent: *\nDisallow: /\n", content_type=TEXT)
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in KEPT_FROM_ROBOTS)]
    lines += ["", f"Sitemap: {absolute(request, '/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type=TEXT)


@same_for_everybody
@require_safe
@cache_control(public=True, max_age=3600)
def sitemap(request: HttpRequest) -> HttpResponse:
    context = {"addresses": addresses(request)}
    return render(request, "editorial/sitemap.xml", context, content_type="application/xml")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116: whom to warn of a flaw. No contact, no file."""
    frame = frame_of(request)
    contact = frame.legal.security_contact or frame.identity.email
    if not contact:
        raise Http404
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{contact}",
        f"Expires: {(midnight + CONTACT_HOLDS).isoformat()}",
        "Preferred-Languages: fr",
        f"Canonical: {absolute(request, request.path)}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=TEXT)
