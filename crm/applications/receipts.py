"""What the sender of a form is told of the form itself, in the same words whether known or not."""

from __future__ import annotations

from datetime import datetime

from crm.letters import services as outbox

from .follow_links import apply_address, follow_address, link_to
from .models import Application, Submission


def acknowledge(submission: Submission, application: Application | None, now: datetime) -> None:
    outbox.write(
        "crm_applications/letters/received.txt",
        to=submission.payload["email"],
        key=f"submission-{submission.pk}",
        person=application.person if application else None,
        context=_context(submission),
        link=link_to(application or submission),
        at=now,
    )


def confirm_taken_back(submission: Submission, now: datetime) -> None:
    """Confirm that a form which no advisor had filed yet is withdrawn; not once it is emptied."""
    if not submission.payload.get("email"):
        return
    outbox.write(
        "crm_applications/letters/withdrawn.txt",
        to=submission.payload["email"],
        key=f"submission-{submission.pk}-withdrawn",
        context=_context(submission),
        link=link_to(submission),
        at=now,
    )


def _context(submission: Submission) -> dict[str, object]:
    names = (submission.payload["first_name"], submission.payload["last_name"])
    return {
        "person": " ".join(filter(None, names)),
        "session": submission.session,
        "follow": follow_address(),
        "apply": apply_address(),
    }
