"""A press room in the test database, with what it holds."""

from datetime import date
from typing import NamedTuple

import factory

from home.models import HomePage
from news.models import (
    Coverage,
    CoveragePage,
    PressContactPage,
    PressKitIndexPage,
    PressKitPage,
    PressRoomPage,
    ReleaseIndexPage,
    ReleasePage,
)
from tests.news.factories import a_home_page


class CoverageFactory(factory.django.DjangoModelFactory):
    outlet = "Le Journal d’essai"
    title = factory.Sequence("Un article {}".format)
    published_on = date(2011, 3, 23)

    class Meta:
        model = Coverage


class PressRoom(NamedTuple):
    room: PressRoomPage
    releases: ReleaseIndexPage
    kits: PressKitIndexPage


def a_press_room(home: HomePage | None = None) -> PressRoom:
    room = (home or a_home_page()).add_child(
        instance=PressRoomPage(
            title="Salle de presse",
            slug="presse",
            officer="le service communication",
            telephone="04 65 71 00 17",
            email="presse@example.org",
            boilerplate="Treize communes du Cantal.",
        )
    )
    releases = room.add_child(instance=ReleaseIndexPage(title="Communiqués", slug="communiques"))
    kits = room.add_child(instance=PressKitIndexPage(title="Dossiers", slug="dossiers"))
    room.add_child(instance=CoveragePage(title="Revue de presse", slug="revue-de-presse"))
    room.add_child(instance=PressContactPage(title="Contact", slug="contact"))
    return PressRoom(room, releases, kits)


def a_release(press: PressRoom, reference: str = "2011-01", **fields: object) -> ReleasePage:
    day = date(int(reference[:4]), 3, 23)
    fields = {"title": "Le Forum revient", "published_on": day, "place": "Murat"} | fields
    return press.releases.add_child(instance=ReleasePage(reference=reference, **fields))


def a_kit(press: PressRoom, **fields: object) -> PressKitPage:
    fields = {
        "title": "Vivre à Murat",
        "slug": "vivre-a-murat",
        "published_on": date(2011, 12, 5),
    } | fields
    return press.kits.add_child(instance=PressKitPage(**fields))
