"""A seat taken in one process is taken on the pages that the others keep."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.crm.applications.lives import admitted
from tests.crm.applications.posted import open_session
from tests.editorial.servers import running, share
from tests.news.factories import a_home_page
from tests.site_pages import published
from tests.training.test_pages import course_page
from training.models import CatalogueIndexPage


@pytest.mark.django_db(transaction=True)
def test_a_seat_taken_shows_at_the_next_request_on_every_server(tmp_path, settings):
    share(settings, tmp_path)
    catalogue = published(CatalogueIndexPage(title="Se former", slug="formations"), a_home_page())
    course = course_page(catalogue)
    session = open_session(course=course.course, seats_min=1, seats_max=6)
    with running(tmp_path, 2) as servers:
        for server in servers * 2:
            assert "6 places libres" in plain(server.ask(course.session_address(session)))
        admitted(session, at=timezone.now() - timedelta(days=8))
        for server in servers:
            assert "5 places libres" in plain(server.ask(course.session_address(session)))


def plain(answer):
    _, words = answer
    return words.replace("\u00a0", " ").replace("\u202f", " ")
