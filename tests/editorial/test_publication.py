"""Pages appear and go at their hour, and can still be edited afterwards."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command

from editorial.models import StandardPage
from editorial.publication import clear_past_dates
from tests.site_pages import published

pytestmark = pytest.mark.django_db

NOON = datetime(2011, 10, 3, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=2)
HOUR = timedelta(hours=1)


def a_draft(**dates: datetime) -> StandardPage:
    page = published(StandardPage(title="Essai", slug="essai", live=False))
    for name, moment in dates.items():
        setattr(page, name, moment)
    page.save_revision()
    return page


def scheduled(**dates: datetime) -> StandardPage:
    with time_machine.travel(NOON, tick=False):
        page = a_draft(**dates)
        page.get_latest_revision().publish()
    return page


def a_pass(at: datetime) -> None:
    with time_machine.travel(at, tick=False):
        call_command("scheduler", "--once")


def as_edited(page: StandardPage) -> StandardPage:
    """The page as its editor opens it."""
    return StandardPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_a_page_appears_at_its_hour_and_not_before():
    page = scheduled(go_live_at=NOON + HOUR)

    a_pass(NOON + HOUR - timedelta(seconds=1))
    page.refresh_from_db()
    assert not page.live

    a_pass(NOON + HOUR + timedelta(seconds=1))
    page.refresh_from_db()
    assert page.live


def test_a_page_goes_at_its_hour():
    page = scheduled(expire_at=NOON + HOUR)

    a_pass(LATER)

    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)


def test_a_page_that_went_can_be_edited_again():
    page = scheduled(expire_at=NOON + HOUR)

    a_pass(LATER)

    page.refresh_from_db()
    assert page.expire_at is None
    assert as_edited(page).expire_at is None


def test_the_hour_at_which_a_page_appeared_leaves_its_form():
    page = scheduled(go_live_at=NOON + HOUR, expire_at=LATER + HOUR)

    a_pass(LATER)

    page.refresh_from_db()
    assert (page.go_live_at, page.expire_at) == (None, LATER + HOUR)
    assert (as_edited(page).go_live_at, as_edited(page).expire_at) == (None, LATER + HOUR)


def test_the_date_of_a_draft_that_nobody_published_is_kept():
    page = a_draft(go_live_at=NOON)

    clear_past_dates(LATER)

    assert as_edited(page).go_live_at == NOON


def test_a_new_date_in_a_draft_of_a_published_page_is_kept():
    page = scheduled(go_live_at=NOON + HOUR)
    a_pass(NOON + HOUR + timedelta(seconds=1))
    page = as_edited(page)
    page.go_live_at = LATER
    page.save_revision()

    clear_past_dates(LATER)

    assert as_edited(page).go_live_at == LATER


def test_a_second_pass_changes_nothing():
    page = scheduled(go_live_at=NOON + HOUR)
    a_pass(LATER)
    revisions = page.revisions.count()

    a_pass(LATER)

    assert page.revisions.count() == revisions
