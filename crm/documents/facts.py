"""What a document says, as plain values that are kept with it: the same facts make the same file again.

Dates are ISO texts, hours are whole or halves. Keys of a session: course, session, starts_on, ends_on,
place, weeks, modules, half_days, hours, hours_on_site, hours_distance, sender, operation.
"""

from __future__ import annotations

from typing import Any

from crm.applications.models import Enrolment
from crm.funding.models import Operation
from crm.funding.operations import operation_of
from editorial.models import IdentitySettings
from training.models import ModuleKind, Session

from . import sources
from .models import Document, DocumentKind

Facts = dict[str, Any]


def facts_of(kind: DocumentKind, session: Session, enrolment: Enrolment | None) -> Facts:
    """Gather what a document of a kind says today."""
    facts = session_facts(session)
    if enrolment is not None:
        facts |= {"person": str(enrolment.application.person)}
    if kind == DocumentKind.SHEET:
        facts |= {"sheets": sources.sheet_facts(session, facts["half_days"])}
    if enrolment is not None and kind in {DocumentKind.CERTIFICATE, DocumentKind.ATTENDANCE}:
        facts |= sources.followed_facts(enrolment, facts["modules"])
        facts |= {"left_on": enrolment.ended_on.isoformat() if enrolment.ended_on else ""}
    return facts


def session_facts(session: Session) -> Facts:
    modules = sources.module_facts(session)
    on_site = sum(row["hours"] for row in modules if row["kind"] == ModuleKind.ON_SITE)
    hours = sum(row["hours"] for row in modules)
    return titles_of(session) | {
        "starts_on": session.starts_on.isoformat(),
        "ends_on": session.ends_on.isoformat(),
        "place": session.place,
        "weeks": [
            [week.starts_on.isoformat(), week.ends_on.isoformat()] for week in session.weeks.all()
        ],
        "modules": modules,
        "half_days": sources.half_day_facts(session),
        "hours": hours,
        "hours_on_site": on_site,
        "hours_distance": hours - on_site,
        "sender": IdentitySettings.of_the_site().as_sender(),
        "operation": operation_facts(operation_of(session)),
    }


def titles_of(session: Session) -> dict[str, str]:
    """The titles of the first document made for a session: all those that follow say the same."""
    first = (
        Document.objects.filter(session=session, forgotten_at__isnull=True)
        .order_by("made_at", "pk")
        .values_list("facts", flat=True)
        .first()
    )
    said = first or {"course": session.course.title, "session": session.label}
    return {"course": said["course"], "session": said["session"]}


def operation_facts(operation: Operation | None) -> dict[str, str] | None:
    if operation is None:
        return None
    plus = "+" if operation.fund == "fse_plus" else ""
    return {
        "fund": f"Fonds social européen{plus}",
        "label": operation.label,
        "convention_no": operation.convention_no,
    }
