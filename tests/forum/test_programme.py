from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail import hooks

from editorial.plugins import FORUM_SLOT, Availability
from forum.programme import Line, guests, slots_of, timetable
from tests.forum.factories import (
    AppearanceFactory,
    RoomFactory,
    SlotFactory,
    SpeakerFactory,
    StrandFactory,
    ahead,
    edition_page,
)

pytestmark = pytest.mark.django_db


def text(client, page, part="", **query):
    response = client.get(f"{page.url}{part}", query)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_the_programme_goes_by_day_then_by_time(client, page):
    page.edition.ends_on = date(2010, 10, 8)
    page.edition.save()
    SlotFactory(page=page, title="Visite du lendemain", day=date(2010, 10, 8), starts_at=time(9))
    SlotFactory(page=page, title="Table ronde", starts_at=time(15), ends_at=time(16))
    SlotFactory(page=page, title="Ouverture", starts_at=time(9))

    shown = text(client, page, "programme/")

    order = [
        "Jeudi 7 octobre 2010",
        "Ouverture",
        "Table ronde",
        "Vendredi 8",
        "Visite du lendemain",
    ]
    assert sorted(order, key=shown.index) == order


def test_what_begins_at_once_stands_side_by_side_a_column_a_strand(page):
    first, second = StrandFactory(position=1), StrandFactory(position=2)
    SlotFactory(page=page, strand=second)
    SlotFactory(page=page, strand=first)
    SlotFactory(page=page, starts_at=time(12), ends_at=time(13))

    (day,) = timetable(slots_of(page))

    columns = [[line.column for line in moment.lines] for moment in day.moments]
    assert columns == [[1, 2], [0]]


def test_more_strands_than_columns_take_the_whole_width(page):
    for _ in range(5):
        SlotFactory(page=page, strand=StrandFactory())

    (day,) = timetable(slots_of(page))

    assert day.columns == 0
    assert {line.column for line in day.moments[0].lines} == {0}


def test_a_strand_is_said_in_words(client, page):
    SlotFactory(page=page, strand=StrandFactory(name="Entreprises"))

    assert "Entreprises" in text(client, page, "programme/")


def test_one_strand_keeps_what_is_everybodys(client, page):
    kept, other = StrandFactory(slug="entreprises"), StrandFactory()
    SlotFactory(page=page, strand=kept, title="Le contrat")
    SlotFactory(page=page, strand=other, title="Le tarif")
    SlotFactory(page=page, title="Le repas", kind="meal")

    shown = text(client, page, "programme/", fil="entreprises")

    assert "Le contrat" in shown
    assert "Le repas" in shown
    assert "Le tarif" not in shown


@pytest.mark.parametrize("fil", ["inconnu", "9" * 999, "<script>"])
def test_an_unknown_strand_is_none(client, page, fil):
    SlotFactory(page=page, title="Le contrat")

    assert "Le contrat" in text(client, page, "programme/", fil=fil)


def test_a_slot_without_hours_waits(client, page):
    SlotFactory(page=page, title="À caler", starts_at=None, ends_at=None)

    assert "À caler" not in text(client, page, "programme/")


@pytest.mark.parametrize(
    ("ends_at", "lasting"), [(time(10, 45), "45 min"), (time(11), "1 h"), (time(11, 15), "1 h 15")]
)
def test_how_long_it_lasts(page, ends_at, lasting):
    slot = SlotFactory(page=page, ends_at=ends_at)

    assert Line(slot, 0, []).lasting == lasting


def test_the_function_is_that_of_the_time(client, page):
    one = AppearanceFactory(slot=SlotFactory(page=page), role="stagiaire", organisation="en 2010")

    assert "stagiaire, en 2010" in text(client, page, "programme/")
    assert "stagiaire, en 2010" in text(client, page, "intervenants/")
    assert one.speaker.name in text(client, page)


def test_everybody_is_listed_once_in_the_order_of_names(page):
    elise, zoe = SpeakerFactory(name="Élise"), SpeakerFactory(name="Zoé")
    for hour in (9, 11):
        slot = SlotFactory(page=page, starts_at=time(hour), ends_at=time(hour + 1))
        AppearanceFactory(slot=slot, speaker=zoe)
        AppearanceFactory(slot=slot, speaker=elise)

    found = guests(slots_of(page))

    assert [(one.speaker.name, len(one.slots)) for one in found] == [("Élise", 2), ("Zoé", 2)]


def test_seats_left_are_asked_once_for_the_whole_programme(client, forum):
    page = edition_page(forum, **ahead())
    for hour in (9, 11):
        SlotFactory(page=page, starts_at=time(hour), ends_at=time(hour + 1), seats=12)
    asked = []

    def answer(kind, ids):
        if kind != FORUM_SLOT:
            return {}
        asked.append(ids)
        return dict.fromkeys(ids, Availability(0, 12, "Complet, 12 places", "full"))

    with hooks.register_temporarily("register_availability", answer):
        shown = text(client, page, "programme/")

    assert shown.count("Complet, 12 places") == 2
    assert len(asked) == 1


def fill(page, count):
    rooms, strands = RoomFactory.create_batch(4), StrandFactory.create_batch(3)
    people = SpeakerFactory.create_batch(10)
    for rank in range(count):
        starts = time(8 + rank % 10)
        slot = SlotFactory(
            page=page,
            day=page.edition.starts_on + timedelta(days=rank // 20),
            starts_at=starts,
            ends_at=time(starts.hour + 1),
            room=rooms[rank % 4],
            strand=strands[rank % 3],
            seats=12,
        )
        AppearanceFactory(slot=slot, speaker=people[rank % 10])
        AppearanceFactory(slot=slot, speaker=people[(rank + 1) % 10])


@pytest.mark.parametrize("part", ["", "programme/", "intervenants/", "inscription/", "bilan/"])
def test_a_part_costs_as_few_queries_with_forty_slots(client, forum, part):
    page = edition_page(forum, **ahead())
    fill(page, 40)
    client.get(f"{page.url}{part}")

    with CaptureQueriesContext(connection) as found:
        client.get(f"{page.url}{part}")

    assert len(found) <= 10
