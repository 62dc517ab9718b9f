"""Files that end soon, and the notices that say so."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from crm.letters import links
from crm.people.models import Person
from crm.privacy import notices
from crm.privacy.models import LineState, Notice
from crm.privacy.review import verdicts
from crm.registers.calendar import add_months
from tests.crm.factories import make_person


def ending_in(days: int, **told: object) -> Person:
    """Somebody whose file ends in so many days."""
    person = make_person(**told)
    end = timezone.localdate() + timedelta(days=days)
    heard = add_months(end, -36)
    at = timezone.now().replace(year=heard.year, month=heard.month, day=heard.day)
    Person.objects.filter(pk=person.pk).update(last_inbound_at=at, created_at=at)
    person.refresh_from_db()
    return person


def told(person: Person) -> Notice:
    notices.write_due(timezone.now())
    return Notice.objects.get(person=person)


def state_of(person: Person, days: int) -> LineState | None:
    day = timezone.localdate() + timedelta(days=days)
    return next((one.state for one in verdicts(day) if one.person == person), None)


def opened(notice: Notice) -> str:
    return reverse("retention_notice", args=[links.make(notices.PURPOSE, str(notice.pk))])
