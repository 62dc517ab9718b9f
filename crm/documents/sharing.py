"""What people are written when a document waits for them: a letter with a link, never the document itself."""

from __future__ import annotations

from datetime import datetime

from crm.applications.follow_links import follow_address, link_to
from crm.applications.models import Enrolment
from crm.letters import services as outbox
from crm.people.reaching import mail_address

from .models import Document
from .rules import COMING

LETTER = "crm_documents/letters/document.txt"


def tell(document: Document, now: datetime) -> int:
    """Write to whom a document concerns, and return to how many. Nobody is written twice of one document."""
    told = [_write(document, row, now) for row in concerned(document)]
    return sum(told)


def concerned(document: Document) -> list[Enrolment]:
    """The person of a document, or everybody who comes to its session."""
    if document.enrolment is not None:
        return [document.enrolment]
    rows = Enrolment.objects.filter(roster__session=document.session_id, state__in=COMING)
    return list(rows.select_related("application__person"))


def _write(document: Document, row: Enrolment, now: datetime) -> bool:
    person = row.application.person
    to = mail_address(person)
    if not to or person.anonymised_at:
        return False
    outbox.write(
        LETTER,
        to=to,
        key=f"document-{document.pk}-{row.pk}",
        person=person,
        context={
            "person": person,
            "document": document,
            "session": document.session,
            "course": document.facts.get("course", ""),
            "follow": follow_address(),
        },
        link=link_to(row.application),
        at=now,
    )
    return True
