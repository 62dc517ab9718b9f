"""The letter of the morning: wanted or not, from the desk and from the letter itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from crm.journeys import digest
from crm.journeys.file_panels import user_of
from crm.registers.access import needs
from crm.registers.private_pages import private


@require_POST
@needs(*digest.RIGHTS)
def choose(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    if request.POST.get("wanted") == "yes":
        digest.accept(user)
        messages.success(
            request, "Le courriel du matin vous sera envoyé les jours où quelque chose vous attend."
        )
    else:
        digest.refuse(user)
        messages.success(request, "Vous ne recevrez plus le courriel du matin.")
    return redirect("crm_day")


# From a page under "no-referrer" a browser posts "Origin: null", which the CSRF check refuses.
@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask first, stop on POST: what opens the links of a mail to check them unsubscribes nobody."""
    reader = digest.reader_of(token)
    if reader is None:
        return render(request, "crm_journeys/public/morning_unknown.html", status=404)
    done = request.method == "POST"
    if done:
        digest.refuse(reader)
    return render(request, "crm_journeys/public/morning_stop.html", {"done": done})
