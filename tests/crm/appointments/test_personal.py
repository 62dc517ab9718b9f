"""What the link of a booking, or of an invitation, opens."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from crm.appointments import codes, inviting, links
from crm.appointments.models import Appointment, AppointmentParty, BookedThrough
from crm.letters import links as secret
from tests.crm.factories import make_person

from .given import booked
from .posted import first_slots, signed_key, text

pytestmark = pytest.mark.django_db


def followed(party):
    return f"/rendez-vous/{secret.make(links.BOOKING, str(party.pk))}/"


def test_the_link_shows_moves_and_cancels_and_a_get_changes_nothing(reason):
    at, near, *_ = first_slots(reason)
    party = booked(reason, at, now=timezone.now())
    client, page = Client(), followed(party)

    for path in ["", "deplacer/", f"deplacer/{codes.written(near)}/", "annuler/"]:
        assert client.get(page + path).status_code == 200
    assert client.get(f"{page}rendez-vous.ics")["Content-Type"].startswith("text/calendar")
    party.refresh_from_db()
    assert party.state == "planned"
    client.post(f"{page}deplacer/{codes.written(near)}/")
    assert "Il était prévu" in text(client.get(page))
    client.post(f"{page}annuler/")

    party.refresh_from_db()
    assert (party.state, party.appointment.starts_at) == ("cancelled_by_person", near)
    assert "STATUS:CANCELLED" in text(client.get(f"{page}rendez-vous.ics"))


def test_it_is_too_late_to_change_by_oneself_the_day_before(reason):
    soon = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=5)
    party = booked(reason, first_slots(reason)[0], now=timezone.now())
    Appointment.objects.filter(pk=party.appointment_id).update(
        starts_at=soon, ends_at=soon + timedelta(minutes=45)
    )

    answer = Client().post(f"{followed(party)}annuler/")

    assert answer.status_code == 409
    assert "appelez-nous" in text(answer)


def test_unknown_links_answer_one_page():
    for path in ["", "annuler/", "deplacer/", "rendez-vous.ics"]:
        assert Client().get(f"/rendez-vous/inconnu/{path}").status_code == 404


def test_an_invitation_leads_to_its_hours_then_to_its_booking(reason):
    reason.audience = "invited"
    reason.save()
    advisor = reason.ranges.first().advisor
    person = make_person()
    row = inviting.invite(
        person, reason, [advisor], timezone.localdate() + timedelta(days=9), place="office", by=None
    )
    token = secret.make(links.INVITATION, str(row.pk))
    at = first_slots(reason)[0]

    page = Client().get(f"/rendez-vous/invitation/{token}/", follow=True)
    assert codes.written(at) in text(page)
    done = Client().post(
        f"/rendez-vous/invitation/{token}/office/{codes.written(at)}/",
        {"key": signed_key(), "adults": "1", "words": ""},
    )

    assert done.status_code == 302
    party = AppointmentParty.objects.get()
    assert (party.person, party.through) == (person, BookedThrough.INVITATION)
    assert Client().get(f"/rendez-vous/invitation/{token}/", follow=True).redirect_chain == [
        (f"/rendez-vous/{token}/", 302)
    ]
