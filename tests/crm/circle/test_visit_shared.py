"""The programme of a visit that a partner is shown: hours and places, neither people nor health."""

from datetime import timedelta

import pytest
from django.utils import timezone

from crm.circle.choosing import Chosen
from crm.circle.models import ItemKind
from crm.circle.seen import seen_by
from tests.crm.circle.factories import family, inside, invited, seeing
from tests.crm.visits.visiting import planned, stopped

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + timedelta(days=9)


def visiting(*chosen):
    journey, _ = family()
    visit = planned(journey, starts_on=SOON, ends_on=SOON)
    stopped(visit, 9, 10, SOON, title="L’école", place="1 rue du Bon Secours", host="Odile Roche",
            for_team="Demander la cantine", for_family="Venir à pied")  # fmt: skip
    stopped(visit, 11, 12, SOON, kind="doctor", title="Le cabinet médical")
    return invited(journey, *chosen)


def test_hours_and_places_are_shown_and_neither_hosts_notes_nor_health():
    helper = visiting(Chosen(ItemKind.VISIT))
    client, address = inside(helper)

    page = client.get(address).content.decode()

    assert "L’école" in page
    assert "1 rue du Bon Secours" in page
    for kept in ("cantine", "Venir à pied", "médical", "Bonjour Odile Roche, "):
        assert kept not in page


def test_a_visit_that_is_not_chosen_is_not_shown():
    assert seen_by(seeing(visiting())).visit == []
