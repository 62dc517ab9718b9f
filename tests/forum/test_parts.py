import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar
from wagtail import hooks

from editorial.happenings import Standing, happenings
from editorial.plugins import Availability
from forum.models import Partnership
from tests.forum.factories import (
    AppearanceFactory,
    PartnerFactory,
    SlotFactory,
    SpeakerFactory,
    ahead,
    edition_page,
)

pytestmark = pytest.mark.django_db
PARTS = ["programme", "intervenants", "inscription", "presse", "bilan"]


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("part", PARTS)
def test_each_part_answers_before_there_is_anything_to_say(client, forum, part):
    page = edition_page(forum, **ahead())

    assert text(client, f"{page.url}{part}/").count("<h1>") == 1


@pytest.mark.parametrize("part", PARTS)
def test_each_part_answers_once_the_edition_is_over(client, page, part):
    assert 'aria-current="page"' in text(client, f"{page.url}{part}/")


@pytest.mark.parametrize("part", ["", *PARTS])
def test_a_page_without_an_edition_still_answers(client, page, part):
    page.edition = None
    page.save(clean=False)

    assert client.get(f"{page.url}{part}{'/' if part else ''}").status_code == 200


def test_the_part_that_one_reads_is_marked_as_such(client, page):
    shown = text(client, f"{page.url}programme/")

    assert re.findall(r'href="([^"]+)" aria-current="page"', shown) == [f"{page.url}programme/"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"registration_opens_on": None, "registration_closes_on": None}, "paraîtra ici"),
        ({"registration_opens_on": 1}, "Les inscriptions ouvrent le"),
        ({}, "On s’inscrit jusqu’au"),
        ({"registration_closes_on": 0}, "ce soir, minuit"),
        ({"registration_opens_on": -9, "registration_closes_on": -1}, "sont closes depuis le"),
        ({"starts_on": 0, "registration_closes_on": -1}, "en ce moment"),
        ({"postponed": True, "reason": "Travaux."}, "Le Forum est reporté."),
        ({"cancelled_on": 0, "reason": "Neige."}, "Cette édition est annulée."),
    ],
)
def test_each_state_has_its_sentence(client, forum, fields, sentence):
    today = timezone.localdate()
    days = {
        name: today + timedelta(days=value) if type(value) is int else value
        for name, value in fields.items()
    }
    page = edition_page(forum, **ahead(**days))

    assert sentence in text(client, f"{page.url}inscription/")


@pytest.mark.parametrize(
    ("state", "sentence"),
    [("full", "Une place peut se libérer"), ("waiting", "la liste d’attente est ouverte")],
)
def test_a_full_edition_says_so(client, forum, state, sentence):
    page = edition_page(forum, **ahead())
    offer = Availability(0, 300, "Complet", state)

    with hooks.register_temporarily(
        "register_availability", lambda kind, ids: dict.fromkeys(ids, offer), order=1000
    ):
        assert sentence in text(client, f"{page.url}inscription/")


def test_plugins_put_their_button_where_one_registers(client, forum):
    page = edition_page(forum, **ahead())

    with hooks.register_temporarily("register_page_action", lambda request, page: "<b>Bouton</b>"):
        assert "<b>Bouton</b>" in text(client, f"{page.url}inscription/")


def test_news_speak_of_an_edition_in_its_press_part(client, page):
    def block(request, name, shown):
        return "Dans La Montagne" if name == "edition_press" and shown == page else ""

    with hooks.register_temporarily("register_page_block", block):
        shown = text(client, f"{page.url}presse/")

    assert "Dans La Montagne" in shown
    assert "Rien n’a encore paru" not in shown


def test_figures_come_with_their_source(client, page):
    page.participants, page.figures_source = 210, "feuilles d’émargement"
    page.save()

    shown = text(client, f"{page.url}bilan/")

    assert "210" in shown
    assert "Source : feuilles d’émargement" in shown


def test_partners_are_named_by_what_they_do(client, page):
    Partnership.objects.create(page=page, partner=PartnerFactory(name="Le Département"))
    Partnership.objects.create(
        page=page, partner=PartnerFactory(name="Le pays de Murat"), kind="organiser"
    )

    shown = text(client, page.url)

    assert shown.index("Organisé par") < shown.index("Avec le concours de")
    assert "Le Département" in shown


def test_somebody_who_spoke_has_a_sheet_with_every_edition(client, forum, page):
    speaker = SpeakerFactory(bio="Elle traduit.")
    AppearanceFactory(slot=SlotFactory(page=page), speaker=speaker, role="stagiaire")

    shown = text(client, f"{forum.url}intervenants/{speaker.slug}/")

    assert "Elle traduit." in shown
    assert "Stagiaire" in shown
    assert "Personne fictive" in shown


def test_somebody_announced_in_a_draft_only_has_no_sheet(client, forum, page):
    one = AppearanceFactory(slot=SlotFactory(page=page))
    page.live = False
    page.save()

    assert client.get(f"{forum.url}intervenants/{one.speaker.slug}/").status_code == 404
    assert client.get(f"{forum.url}intervenants/personne-inconnue/").status_code == 404


def test_the_calendar_holds_the_edition_and_its_slots(client, page):
    slot = SlotFactory(page=page, title="Table ronde")
    SlotFactory(page=page, title="Repas", kind="meal")

    response = client.get(f"{page.url}forum-2010.ics")
    events = Calendar.from_ical(response.content).walk("VEVENT")

    assert response["Content-Disposition"].endswith('filename="forum-2010.ics"')
    assert [str(event["summary"]) for event in events] == [page.title, "Table ronde"]
    assert str(events[1]["uid"]).startswith(f"edition-{page.edition.uuid}-{slot.pk}@")
    assert client.get(f"{page.url}forum-2011.ics").status_code == 404


def test_a_cancelled_edition_is_cancelled_in_calendars(client, forum):
    page = edition_page(forum, **ahead(cancelled_on=timezone.localdate(), reason="Neige."))
    SlotFactory(page=page)

    events = Calendar.from_ical(client.get(f"{page.url}forum-{page.slug}.ics").content)

    assert {event["status"] for event in events.walk("VEVENT")} == {"CANCELLED"}


def test_search_engines_read_the_edition_and_its_parts(client, page):
    SlotFactory(page=page, title="Table </script> ronde")

    scripts = re.findall(r'application/ld\+json">(.*?)</script>', text(client, page.url))
    (data,) = (one for one in map(json.loads, scripts) if one["@type"] == "Event")

    assert data["endDate"] == "2010-10-07"
    assert [part["name"] for part in data["subEvent"]] == ["Table </script> ronde"]
    assert data["subEvent"][0]["startDate"] == "2010-10-07T10:00:00+02:00"


def test_an_edition_happens_on_its_last_day_and_no_longer_the_day_after(forum):
    today = timezone.localdate()
    page = edition_page(forum, starts_on=today - timedelta(days=1), ends_on=today)

    def titles(start, end):
        return [one.title for one in happenings(start, end) if one.kind == "Forum"]

    assert titles(today, today + timedelta(days=1)) == [page.title]
    assert titles(today + timedelta(days=1), today + timedelta(days=9)) == []
    assert titles(today - timedelta(days=9), today - timedelta(days=1)) == []


def test_a_draft_does_not_happen(page):
    page.live = False
    page.save()

    assert happenings(page.edition.starts_on, page.edition.ends_on + timedelta(days=1)) == []


def test_what_is_postponed_is_no_longer_certain(forum):
    page = edition_page(forum, **ahead(postponed=True, reason="Travaux."))
    first = page.edition.starts_on

    (one,) = (one for one in happenings(first, first + timedelta(days=1)) if one.kind == "Forum")

    assert (one.standing, one.label, one.text) == (Standing.TENTATIVE, "Reporté", "Travaux.")
