"""The public ticket, opened by the camera of a telephone at the door."""

import pytest
from django.urls import reverse

from crm.checkin.models import CheckIn
from tests.crm.checkin.arriving import a_forum, at_the_doors, somebody
from tests.crm.checkin.reading import text_of

pytestmark = pytest.mark.django_db


def test_a_ticket_leads_to_the_doors_without_saying_whose_it_is(client):
    one = somebody(a_forum())
    address = reverse("forum_ticket", args=[one.code])
    door = reverse("crm_forum_ticket", args=[one.code])

    anybody, volunteer = client.get(address), at_the_doors().get(address)

    for answer in (anybody, volunteer):
        assert f'href="{door}"' in answer.content.decode()
        assert str(one) not in text_of(answer)
    assert "Équipe d’accueil : faire entrer" in text_of(anybody)
    assert "Équipe d’accueil" not in text_of(volunteer)
    assert CheckIn.objects.count() == 0
