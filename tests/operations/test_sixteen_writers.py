"""Sixteen colleagues who write at the same moment: none is told that the database is taken."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from wagtail.models import Revision

from crm.applications.models import Application
from crm.journal.models import Entry
from crm.journeys.exchanges import Said, note_exchange
from crm.journeys.models import Direction, Interaction, InteractionKind, Outcome
from crm.letters.models import Letter
from crm.people.models import Person
from crm.workspaces.bookings.doors import book
from crm.workspaces.models import Booking
from news.models import NewsPage
from tests.crm.factories import make_application, make_person, make_territory
from tests.crm.workspaces.places import NOW, half, somebody, telecentre
from tests.news.factories import a_news_index, a_news_item
from tests.training.factories import SessionFactory

EACH, TURNS = 4, 3
SAID = Said(InteractionKind.CALL, Direction.OUT, Outcome.REACHED)


@pytest.mark.django_db(transaction=True)
def test_sixteen_writers_all_write():
    make_territory()
    session, offices, index = SessionFactory(), telecentre(offices=EACH), a_news_index()
    callers = [make_person() for _ in range(EACH)]
    people = [[somebody() for _ in range(TURNS)] for _ in range(EACH)]
    news = [a_news_item(index, title=f"Une nouvelle {number}") for number in range(EACH)]
    before = Person.objects.count()

    def applies(number, turn):
        make_application(session)

    def books(number, turn):
        book(people[number][turn], offices[number], half(turn + 1), at=NOW)

    def calls(number, turn):
        note_exchange(callers[number], SAID, by=None, text=f"Appel {turn}")

    def publishes(number, turn):
        page = NewsPage.objects.get(pk=news[number].pk)
        page.title = f"Nouvelle {number}, version {turn}"
        page.save_revision().publish()

    writers = [
        (act, number) for act in (applies, books, calls, publishes) for number in range(EACH)
    ]
    start = Barrier(len(writers))

    def write(writer):
        act, number = writer
        try:
            start.wait()
            for turn in range(TURNS):
                act(number, turn)
        except Exception as error:
            return f"{act.__name__}: {error!r}"
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(len(writers)) as threads:
        told = list(threads.map(write, writers))

    assert told == [""] * 16
    wanted = EACH * TURNS
    assert Application.objects.count() == Booking.objects.count() == wanted
    assert Person.objects.count() == before + wanted
    assert (
        Interaction.objects.filter(person__in=callers, text__startswith="Appel").count() == wanted
    )
    assert Revision.objects.count() == wanted
    assert {page.title for page in NewsPage.objects.all()} == {
        f"Nouvelle {number}, version {TURNS - 1}" for number in range(EACH)
    }
    assert Letter.objects.values("key").distinct().count() == Letter.objects.count() >= wanted
    assert Entry.objects.count() >= 3 * wanted
