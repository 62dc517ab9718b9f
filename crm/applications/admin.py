from typing import Any

from django.contrib.admin.filters import RelatedFieldListFilter
from django.http import HttpRequest

from crm.registers.register import Register
from training.models import Session

from .models import Application, Enrolment
from .resources import ApplicationResource, EnrolmentResource

# The latest sessions: the older ones are found by the people who came.
OFFERED = 40


class LatestSessions(RelatedFieldListFilter):
    """Sessions to narrow a register to, with their course, in one query."""

    def field_choices(
        self, field: Any, request: HttpRequest, model_admin: Any
    ) -> list[tuple[str, Any]]:
        rows = Session.objects.select_related("course").order_by("-starts_on", "-pk")[:OFFERED]
        return [(str(row.pk), str(row)) for row in rows]


class ApplicationRegister(Register):
    model = Application
    menu_label = "Candidatures"
    menu_icon = "form"
    menu_order = 40
    base_url_path = "registres/candidatures"
    list_display = ["person", "session", "state", "submitted_at", "origin"]
    list_filter = ["state", "origin", ("session", LatestSessions)]
    list_select_related = ["person", "session__course"]
    searches_people = True
    inspect_view_fields = ["person", "session", "state", "submitted_at", "decided_at", "origin"]
    resource_class = ApplicationResource
    person_path = "person_id"


class EnrolmentRegister(Register):
    model = Enrolment
    menu_label = "Inscriptions"
    menu_icon = "group"
    menu_order = 50
    base_url_path = "registres/inscriptions"
    list_display = ["trainee", "session", "state", "seat", "offered_at"]
    list_filter = ["state"]
    list_select_related = ["application__person", "roster__session__course", "seat"]
    searches_people = True
    inspect_view_fields = [
        "application", "state", "seat", "offered_at", "expires_at", "confirmed_at", "ended_on",
    ]  # fmt: skip
    resource_class = EnrolmentResource
    person_path = "application.person_id"

    def trainee(self, enrolment: Enrolment) -> str:
        return str(enrolment.application.person)

    trainee.short_description = "personne"  # type: ignore[attr-defined]
    trainee.admin_order_field = "application__person__last_name"  # type: ignore[attr-defined]

    def session(self, enrolment: Enrolment) -> str:
        return str(enrolment.roster.session)

    session.admin_order_field = "roster__session__starts_on"  # type: ignore[attr-defined]
