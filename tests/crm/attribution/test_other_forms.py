"""The other public forms: an hour, a stay, an office. Each keeps the code, then tells it to the file it joins."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone

from crm.appointments import outcomes
from crm.appointments.models import AppointmentParty
from crm.journeys.models import Journey, Touch, TouchKind
from crm.residences import posts
from crm.residences.models import ResidencePost
from crm.workspaces.models import OfficeRequest
from crm.workspaces.offices.requests import open_for
from tests.crm.appointments.posted import first_slots
from tests.crm.appointments.posted import typed as guest_typed
from tests.crm.attribution.test_carried import CODE, FIELD
from tests.crm.desk import journey_of
from tests.crm.residences.test_public import ADDRESS
from tests.crm.residences.test_public import typed as stay_typed
from tests.crm.workspaces.places import NOW
from tests.crm.workspaces.test_office_pages import typed as office_typed

pytestmark = pytest.mark.django_db


def told(kind):
    touch = Touch.objects.get(kind=kind)
    return touch.acquisition.leaflet_batch, touch.journey


def test_an_hour_carries_the_code_from_its_list_to_the_file_it_is_put_in(client, reason, leaflets):
    at = first_slots(reason)[0]
    days = reverse("book_days", args=[reason.pk, "office"])
    hour = reverse("book_slot", args=[reason.pk, "office", at])

    assert (
        f"{days}?origine={CODE}"
        in client.get(f"/prendre-rendez-vous/?origine={CODE}").content.decode()
    )
    month = client.get(
        f"{days}?mois={timezone.localtime(at):%Y-%m}&origine={CODE}"
    ).content.decode()
    assert f"{hour}?origine={CODE}" in month
    assert FIELD in client.get(f"{hour}?origine={CODE}").content.decode()
    client.post(hour, guest_typed(origine=CODE))
    party = AppointmentParty.objects.get()
    assert (party.origin, Touch.objects.count()) == (CODE, 0)

    journey = journey_of(at=timezone.now() - timedelta(days=3))
    outcomes.attach(party, journey.person, by=None)

    assert told(TouchKind.APPOINTMENT) == (leaflets, journey)


def test_a_stay_asked_for_opens_a_journey_with_its_source(client, territory, leaflets):
    assert FIELD in client.get(f"{ADDRESS}?origine={CODE}").content.decode()
    client.post(ADDRESS, stay_typed(origine=CODE))

    posts.open_and_file(ResidencePost.objects.get(), by=None)

    journey = Journey.objects.get()
    assert journey.source.leaflet_batch == leaflets
    assert told(TouchKind.OPENING) == (leaflets, journey)


def test_an_office_asked_for_tells_its_code_to_the_file_that_opens(client, leaflets, time_machine):
    time_machine.move_to(NOW, tick=False)
    caches["limits"].clear()
    assert FIELD in client.get(f"{reverse('ask_office')}?origine={CODE}").content.decode()
    client.post(reverse("ask_office"), office_typed(origine=CODE))

    open_for(OfficeRequest.objects.get(), by=None)

    assert told(TouchKind.OFFICE) == (leaflets, None)
