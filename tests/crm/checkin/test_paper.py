"""Badges and lists on paper: who, how many sheets, what is printed again."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from crm.checkin.badges import pile, print_badges, size_of
from crm.checkin.entering import enter
from crm.checkin.forgetting import forget
from crm.checkin.models import Badge, CheckIn, How
from crm.journal.models import Action, Entry
from crm.registrations.models import Participant, Registration
from crm.registrations.services import cancel
from tests.crm.checkin.arriving import (
    a_forum,
    a_workshop,
    before,
    group_of,
    in_charge,
    somebody,
    today_at,
)

pytestmark = pytest.mark.django_db


def pages_of(file):
    return [page.extract_text() for page in PdfReader(BytesIO(file)).pages]


def test_eleven_badges_are_two_sheets_that_say_names_and_workshops():
    page = a_forum(in_days=5)
    shop = a_workshop(page, seats=20, title="Dire son prix")
    group_of(page, people=10, workshops=[shop], organisation="Atelier du Cézallier")
    long = somebody(page, 1)
    names = {"first_name": "Marie-Anne-Charlotte", "last_name": "Van den Bossche-Montgolfier-Roux"}
    Participant.objects.filter(pk=long.pk).update(**names)
    cancel(group_of(page, 2), at=before())

    sheets = pages_of(print_badges(page.edition, pile(page.edition, None, all_of_them=True)))

    assert len(sheets) == 2
    assert "Dire son prix" in sheets[0]
    assert "Atelier du Cézallier" in sheets[0]
    assert "Marie-Anne-Charlotte" in "".join(sheets).replace("\n", "")
    assert "Montgolfier" in "".join(sheets)
    assert Badge.objects.count() == 11
    assert Entry.objects.get(action=Action.EXPORTED).reason == "11 badges"


def test_the_next_pile_holds_who_came_since_and_whose_badge_changed():
    page = a_forum(in_days=5)
    changed, same = somebody(page, 1), somebody(page, 2)
    print_badges(page.edition, pile(page.edition, None, all_of_them=False))
    assert pile(page.edition, None, all_of_them=False) == []

    Participant.objects.filter(pk=changed.pk).update(first_name="Zoé")
    new = somebody(page, 3)

    assert set(pile(page.edition, None, all_of_them=False)) == {changed, new}
    assert same in pile(page.edition, None, all_of_them=True)


def test_a_day_keeps_who_has_a_workshop_then_and_who_chose_none():
    page = a_forum(in_days=5, ends_on=a_day(6))
    first = somebody(page, 1, workshops=[a_workshop(page)])
    second = somebody(page, 2, workshops=[a_workshop(page, day=a_day(6))])
    free = somebody(page, 3)

    assert set(pile(page.edition, a_day(5), all_of_them=True)) == {first, free}
    assert set(pile(page.edition, a_day(6), all_of_them=True)) == {second, free}


def a_day(ahead):
    return timezone.localdate() + timedelta(days=ahead)


@pytest.mark.parametrize(
    ("name", "size"), [("Zoé", 30), ("Marie-Anne", 24), ("Jean Baptiste", 24), ("M" * 40, 11)]
)
def test_a_long_first_name_is_set_smaller(name, size):
    assert size_of(name) == size


def test_the_page_of_badges_prints_then_says_that_nothing_is_left():
    page = a_forum(in_days=5)
    somebody(page)
    client, address = in_charge(), reverse("crm_forum_badges", args=[3])
    assert client.get(address).context["left"] == 1
    assert Badge.objects.count() == 0

    answer = client.post(address, {"which": "new", "day": ""})

    assert answer.headers["Content-Type"] == "application/pdf"
    assert client.post(address, {"which": "new", "day": ""}).status_code == 422
    assert client.get(address).context["left"] == 0


def test_the_list_on_paper_is_alphabetical_with_a_box_for_each():
    page = a_forum()
    shop = a_workshop(page, title="Dire son prix")
    came = somebody(page, 1, workshops=[shop])
    Participant.objects.filter(pk=came.pk).update(last_name="Zola", access_needs="Fauteuil")
    Participant.objects.filter(pk=somebody(page, 2).pk).update(last_name="Érard")
    enter(came, how=How.NAME, at=today_at())
    client, address = in_charge(), reverse("crm_forum_paper", args=[3])

    whole = " ".join(pages_of(client.get(address).content))
    of_the_workshop = " ".join(pages_of(client.get(address, {"atelier": shop.pk}).content))

    assert whole.index("Érard") < whole.index("Zola")
    assert "Fauteuil" in whole
    assert "entrée" in whole
    assert "Zola" in of_the_workshop
    assert "Érard" not in of_the_workshop
    assert client.get(address, {"atelier": "x"}).status_code == 404


def test_once_registrations_are_emptied_badges_go_and_numbers_stay():
    page = a_forum()
    one = somebody(page)
    entry = enter(one, how=How.NAME, at=today_at()).check_in
    print_badges(page.edition, pile(page.edition, None, all_of_them=True))
    CheckIn.objects.filter(pk=entry.pk).update(undone_at=today_at(), undo_reason="Pas Odile Roche")
    Registration.objects.update(forgotten_at=today_at())

    forget(today_at())
    forget(today_at())

    assert Badge.objects.count() == 0
    assert CheckIn.objects.get().undo_reason == "Effacé"
