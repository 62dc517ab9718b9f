"""« Mon inscription »: what its link shows and does, and what a mail scanner never does."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from crm.letters import links
from crm.letters.delivery import send_due
from crm.letters.models import Letter, LetterState
from crm.registrations.letters import PURPOSE
from crm.registrations.models import (
    EditionSeat,
    Participant,
    Registration,
    RegistrationState,
    WorkshopSeat,
)
from crm.registrations.seats import coming
from crm.registrations.services import cancel, leave_workshop, register

from .coming import NOW, SOON, a_group, a_workshop, an_edition, came_in, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def page():
    return an_edition(capacity=3)


def opened(row):
    return reverse("forum_mine", args=[links.make(PURPOSE, str(row.pk))])


def act(client, row, do, **more):
    return client.post(opened(row), {"faire": do, **more})


def state_of(row):
    row.refresh_from_db()
    return row.state


def everything():
    return (
        list(Registration.objects.order_by("pk").values("pk", "state", "confirmed_at")),
        list(EditionSeat.objects.order_by("pk").values_list("pk", "participant")),
        list(WorkshopSeat.objects.order_by("pk").values_list("pk", "participant", "held_until")),
        list(Participant.objects.order_by("pk").values_list("pk", "left_at")),
    )


def test_whoever_follows_every_link_of_every_letter_changes_nothing(client, page):
    shop = a_workshop(page, seats=1)
    rows = [came_in(page, number, workshops=[shop]) for number in range(3)]
    waiting = came_in(page, 3)
    register(page.edition, a_group(9), at=NOW)
    leave_workshop(*coming(rows[0]), shop, at=SOON)
    cancel(rows[2], at=SOON)
    assert state_of(waiting) == RegistrationState.OFFERED
    before = everything()
    Letter.objects.update(next_try_at=NOW, state=LetterState.QUEUED)
    send_due(NOW)
    found = {
        address
        for one in mail.outbox
        for address in re.findall(r"https?://[^/\s]+(/\S*)", str(one.body))
    }
    linked = Letter.objects.exclude(template__endswith="/cancelled.txt").count()
    assert len([one for one in found if "mon-inscription" in one]) == linked

    for address in found:
        body = client.get(address).content.decode()
        for link in re.findall(r'href="(/forum/mon-inscription/[^"]+)"', body):
            client.get(link)

    assert everything() == before


def test_the_address_is_confirmed_by_a_gesture_and_twice_is_once(client, page):
    row = register(page.edition, a_group(0, people=2), at=NOW)

    body = read(client.get(opened(row)))
    assert "Confirmer mon inscription" in body
    for _ in range(2):
        assert act(client, row, "confirmer").status_code == 302

    assert state_of(row) == RegistrationState.CONFIRMED
    assert Letter.objects.filter(template__endswith="/confirmed.txt").count() == 1
    assert "C’est confirmé" in read(client.get(opened(row)))


def test_the_rank_is_said_in_words_and_the_offer_taken(client, page):
    first = came_in(page, 0, people=3)
    second, third = came_in(page, 1, people=2), came_in(page, 2)
    assert "Vous êtes en tête" in read(client.get(opened(second)))
    assert "Une seule demande passe avant vous" in read(client.get(opened(third)))

    cancel(first, at=NOW)

    body = read(client.get(opened(second)))
    assert "Vos 2 places sont gardées jusqu’au" in body
    act(client, second, "prendre")
    assert state_of(second) == RegistrationState.CONFIRMED


def test_a_place_that_is_let_go_is_asked_twice_and_the_group_may_go_to_the_end(
    client, page, time_machine
):
    first = came_in(page, 0, people=3)
    second, third = came_in(page, 1, people=3), came_in(page, 2, people=3)
    cancel(first, at=NOW)

    assert "Laisser ces places" in read(act(client, second, "laisser"))
    assert state_of(second) == RegistrationState.OFFERED
    time_machine.move_to(SOON, tick=False)
    act(client, second, "revenir")

    assert (state_of(second), state_of(third)) == ("waitlisted", "offered")
    assert "Vous êtes en tête" in read(client.get(opened(second)))
    act(client, third, "laisser", sûr="oui")
    assert (state_of(second), state_of(third)) == ("offered", "cancelled")


def test_one_of_a_group_is_taken_away_then_all_once_it_is_sure(client, page):
    row = came_in(page, 0, people=2)
    gone = coming(row)[0]

    assert str(gone) in read(act(client, row, "retirer", participant=gone.pk))
    assert len(coming(row)) == 2
    act(client, row, "retirer", participant=gone.pk, sûr="oui")
    assert [one.pk for one in coming(row)] != [gone.pk]
    act(client, row, "annuler", sûr="oui")
    assert state_of(row) == RegistrationState.CANCELLED


def test_the_people_of_another_group_are_out_of_reach(client, page):
    row, other = came_in(page, 0), came_in(page, 1)

    answer = act(client, row, "retirer", participant=coming(other)[0].pk, sûr="oui")

    assert answer.status_code == 409
    assert len(coming(other)) == 1


def test_who_comes_and_their_workshops_are_changed_on_the_same_lines(client, page):
    shop = a_workshop(page)
    row = came_in(page, 0)
    where = opened(row) + "changer/"
    assert 'value="Chabrier 0"' in client.get(where).content.decode()
    told = {
        "personne": ["0", "1"],
        "p0-last_name": "Chabrier 0",
        "p0-first_name": "Prénom 0",
        "p0-workshops": [str(shop.pk)],
        "p1-last_name": "Pons",
        "phone": "01 99 00 12 12",
        "faire": "enregistrer",
    }

    assert client.post(where, told).status_code == 302

    assert [str(one) for one in coming(row)] == ["Prénom 0 Chabrier 0", "Pons"]
    assert WorkshopSeat.objects.get(participant__isnull=False).slot == shop
    row.refresh_from_db()
    assert (row.phone, row.email) == ("01 99 00 12 12", "chabrier0@example.org")
    many = told | {"personne": ["0", "1", "2", "3"], "p2-last_name": "A", "p3-last_name": "B"}
    full = client.post(where, many)
    assert full.status_code == 422
    assert "plus assez de places" in read(full)


def test_once_frozen_the_page_says_so_and_changes_nothing(client, page, time_machine):
    row = came_in(page, 0)
    time_machine.move_to(NOW.replace(month=5, day=18, hour=9), tick=False)
    where = opened(row)

    assert "Les listes sont arrêtées" in read(client.get(where))
    assert client.get(where + "changer/").status_code == 302
    assert "Annuler toute l’inscription" in read(client.get(where))


def test_a_workshop_that_is_offered_is_taken_from_the_page(client, page):
    shop = a_workshop(page, seats=1)
    first, second = came_in(page, 0, workshops=[shop]), came_in(page, 1, workshops=[shop])
    (one,) = coming(second)
    assert "liste d’attente" in read(client.get(opened(second)))
    leave_workshop(*coming(first), shop, at=NOW)

    assert "Gardée jusqu’au" in read(client.get(opened(second)))
    act(client, second, "prendre-atelier", participant=one.pk, atelier=shop.pk)

    seat = WorkshopSeat.objects.get(slot=shop)
    assert (seat.participant, seat.held_until) == (one, None)


def test_tickets_name_each_person_to_their_group_and_nobody_to_a_finder(client, page):
    shop = a_workshop(page, title="Votre offre")
    row = came_in(page, 0, people=2, workshops=[shop])
    one = coming(row)[0]

    body = read(client.get(opened(row) + "billets/"))
    assert body.count("<svg") >= 2
    assert str(one) in body
    assert one.code in body
    found = client.get(reverse("forum_ticket", args=[one.code]))
    assert "Billet du Forum" in read(found)
    assert one.last_name not in read(found)
    assert found.headers["X-Robots-Tag"] == "noindex, nofollow"
    cancel(row, at=SOON)
    assert client.get(reverse("forum_ticket", args=[one.code])).status_code == 404


def test_an_agenda_holds_the_days_and_each_workshop_once(client, page):
    shop = a_workshop(page, title="Votre offre")
    row = came_in(page, 0, people=2, workshops=[shop])

    body = client.get(opened(row) + "forum.ics").content.decode()

    assert body.count("BEGIN:VEVENT") == 2
    assert "SUMMARY:Votre offre" in body


def test_a_link_that_is_unknown_or_too_old_opens_nothing(client, page, time_machine):
    row = came_in(page, 0)
    where = opened(row)
    assert client.get(reverse("forum_mine", args=["inconnu"])).status_code == 404
    time_machine.move_to(NOW + timedelta(days=401), tick=False)
    answer = client.get(where)
    assert answer.status_code == 404
    assert "Recevoir le lien" in read(answer)
