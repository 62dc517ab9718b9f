"""The way from a file to who read it, for those who may read the journal."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from crm.people.models import Person


def who_read(request: HttpRequest, person: Person) -> SafeString:
    if not request.user.has_perm("crm_journal.view_entry"):
        return SafeString("")
    return render_to_string("crm_compliance/file_panel.html", {"person": person}, request)
