"""Reception books in a real browser, and the person gives it back: nothing for axe to find, on a telephone too."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from crm.letters import links
from crm.workspaces.bookings.links import PURPOSE
from crm.workspaces.bookings.openness import openness
from crm.workspaces.models import BookingSlot
from tests.browser.test_desk import go, sit_down
from tests.crm.factories import make_person
from tests.crm.workspaces.places import telecentre

__all__ = ["sit_down"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [360, 1440])
def test_an_office_is_booked_then_given_back(page, sit_down, live_server, axe, width):
    office, _ = telecentre()
    person = make_person(first_name="Zélie", last_name="Brugère")
    calendar, day = openness(office.site), timezone.localdate() + timedelta(days=7)
    while not calendar.halves(day):
        day += timedelta(days=1)
    sit_down(page).set_viewport_size({"width": width, "height": 900})

    def sound():
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url

    page.goto(f"{live_server.url}{reverse('crm_planning')}?jour={day:%Y-%m-%d}")
    sound()
    free = f"?espace={office.pk}&jour={day:%Y-%m-%d}&moment=am"
    page.locator(f'a[href$="{free}"]').click()
    page.get_by_label("Nom ou n° de dossier").fill("brug")
    page.get_by_role("button", name="Chercher").last.click()
    page.get_by_label(re.compile("Zélie Brugère")).check()
    page.get_by_role("button", name="Voir le prix d’abord").click()
    expect(page.get_by_text("Rien n’est encore réservé.")).to_be_visible()
    sound()
    page.get_by_role("button", name="Réserver").click()
    expect(page.get_by_text("Confirmée").first).to_be_visible()
    page.reload()  # without the message, which is still fading in
    sound()

    page.goto(live_server.url + reverse("my_desk", args=[links.make(PURPOSE, str(person.pk))]))
    sound()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Rendre les demi-journées cochées").click()
    expect(page.get_by_text("Aucune réservation à venir")).to_be_visible()
    sound()
    assert not BookingSlot.objects.exists()

    go(page, live_server, "crm_presences")
    sound()
