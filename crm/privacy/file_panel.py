"""How long a file is kept, beside its timeline, for those who may anonymise it."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from crm.people.models import Person

from .due import kept_until
from .holding import standing_holds, why_held
from .models import Notice


def conservation(request: HttpRequest, person: Person) -> SafeString:
    user = request.user
    if not user.has_perm("crm_people.anonymise_person") or person.anonymised_at:
        return SafeString("")
    held = why_held(person, timezone.localdate())
    context = {
        "person": person,
        "until": kept_until(person),
        "held": held,
        "holds": standing_holds(person, timezone.localdate()),
        "notice": Notice.objects.filter(person=person).order_by("-written_at").first(),
    }
    return render_to_string("crm_privacy/file_panel.html", context, request)
