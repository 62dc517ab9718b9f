"""The desk of those who write, in a real browser: nothing for axe to find, nothing overflows."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from tests.desk.dated import a_draft_of, scheduled
from tests.desk.people import a_site, at_work, someone

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_axe_finds_nothing_and_nothing_overflows(page, live_server, axe, width):
    a_site()
    user = someone("Relecteur", "Responsable formation")
    tomorrow = timezone.now() + timedelta(days=1)
    a_draft_of(user, "Le Forum approche", go_live_at=tomorrow)
    scheduled(tomorrow, "Une semaine sur place")
    name = settings.SESSION_COOKIE_NAME
    value = at_work(user).cookies[name].value
    page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
    page.set_viewport_size({"width": width, "height": 900})

    for name, query in (
        ("wagtailadmin_home", ""),
        ("desk_calendar", ""),
        ("desk_calendar", "?vue=liste"),
        ("desk_guide", ""),
    ):
        page.goto(live_server.url + reverse(name) + query)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
