from datetime import UTC, date, datetime

import pytest
from wagtail.models import Site

from editorial.happenings import Happening, Standing
from editorial.linked.events import event_data, sub_event
from editorial.models import IdentitySettings

pytestmark = pytest.mark.django_db

FORUM = Happening(
    uid="edition-1",
    starts=date(2010, 10, 7),
    ends=date(2010, 10, 9),
    title="2e Forum",
    kind="Forum",
    place="Maison des services, Murat",
    path="/forum-du-teletravail/2010/",
)


def data(rf, **changes):
    return event_data(Happening(**(vars(FORUM) | changes)), rf.get("/"))


@pytest.fixture(autouse=True)
def identity():
    settings = IdentitySettings.for_site(Site.objects.get(is_default_site=True))
    settings.house, settings.address = "Maison des services", "1 place de l’Exemple"
    settings.legal_name = "Communauté de communes d’exemple"
    settings.save()


def test_the_last_day_is_told_not_the_day_after(rf):
    assert data(rf)["startDate"] == "2010-10-07"
    assert data(rf)["endDate"] == "2010-10-08"


def test_an_hour_has_the_offset_of_its_season(rf):
    found = data(
        rf,
        starts=datetime(2010, 10, 7, 7, tzinfo=UTC),
        ends=datetime(2010, 10, 7, 8, tzinfo=UTC),
    )

    assert found["startDate"] == "2010-10-07T09:00:00+02:00"


@pytest.mark.parametrize(
    ("standing", "status"),
    [
        (Standing.CONFIRMED, "https://schema.org/EventScheduled"),
        (Standing.TENTATIVE, "https://schema.org/EventPostponed"),
        (Standing.CANCELLED, "https://schema.org/EventCancelled"),
    ],
)
def test_its_status_is_that_of_its_standing(rf, standing, status):
    assert data(rf, standing=standing)["eventStatus"] == status


def test_the_house_has_the_address_of_the_identity(rf):
    assert data(rf)["location"]["address"]["streetAddress"] == "1 place de l’Exemple"
    assert data(rf, place="Salle des fêtes, Dienne")["location"]["address"] == (
        "Salle des fêtes, Dienne"
    )


def test_it_says_who_organises_it_and_where_it_is_told(rf):
    found = data(rf)

    assert found["organizer"]["name"] == "Communauté de communes d’exemple"
    assert found["url"] == "http://testserver/forum-du-teletravail/2010/"
    assert found["image"].startswith("http://testserver/")


def test_a_part_says_only_what_is_its_own():
    assert set(sub_event(FORUM)) == {
        "@type", "name", "startDate", "endDate", "eventStatus", "location",
    }  # fmt: skip
