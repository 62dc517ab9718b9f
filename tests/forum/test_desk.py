"""What the desk is told of the Forum: the steps that are left, and where the next edition begins."""

from datetime import date, time

import pytest
import time_machine
from django.test import RequestFactory
from django.urls import reverse

from editorial.desk import creations
from forum.desk import forum_items
from forum.models import EditionPage, ForumPage, Slot
from tests.desk.people import a_site, someone
from tests.forum.factories import EditionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_september():
    with time_machine.travel("2011-09-05 10:00+02:00", tick=False):
        yield


@pytest.fixture
def forum():
    return a_site().add_child(instance=ForumPage(title="Forum", slug="forum-du-teletravail"))


def an_edition(forum, **fields):
    edition = EditionFactory(number=3, starts_on=date(2011, 10, 6), **fields)
    return forum.add_child(instance=EditionPage(title="Forum 2011", slug="2011", edition=edition))


def asked_by(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


def done(user):
    return {item.text: item.done for item in forum_items(asked_by(user))}


def test_what_is_ready_is_ticked(forum):
    page = an_edition(forum)
    day = page.edition.starts_on
    Slot.objects.create(page=page, day=day, starts_at=time(9), ends_at=time(10), title="Accueil")

    assert done(someone("Relecteur")) == {
        "Page de l’édition": True,
        "Dates d’inscription": False,
        "Programme": True,
        "Intervenants": False,
        "Partenaires": False,
        "Annonce": False,
    }


@pytest.mark.parametrize(
    "stopped",
    [
        {"cancelled_on": date(2011, 9, 1), "reason": "Salle fermée."},
        {"postponed": True, "reason": "Salle fermée."},
    ],
)
def test_an_edition_that_does_not_take_place_asks_for_nothing(forum, stopped):
    an_edition(forum, **stopped)

    assert done(someone("Relecteur")) == {}


def test_who_may_not_edit_the_edition_is_told_nothing(forum):
    an_edition(forum)

    assert done(someone("Responsable télécentre")) == {}


def test_the_next_edition_is_prepared_from_the_menu(forum):
    offered = {one.label: one.url for one in creations(asked_by(someone("Rédacteur")))}

    address = reverse("forum_prepare_edition")
    assert offered["Préparer la prochaine édition du Forum"] == address
