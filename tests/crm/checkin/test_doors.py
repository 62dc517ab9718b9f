"""The doors on a telephone: looked up, let in, told; the same for the ticket that a camera read."""

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.checkin.entering import enter
from crm.checkin.models import CheckIn, How
from crm.registrations.models import Registration
from crm.registrations.services import cancel
from editorial import form_key
from tests.crm.checkin.arriving import (
    a_forum,
    at_the_doors,
    before,
    group_of,
    somebody,
    today_at,
)
from tests.crm.checkin.reading import text_of
from tests.crm.desk import another, at_the_desk

pytestmark = pytest.mark.django_db
DOORS = reverse("crm_forum_doors")


def looked(client, typed):
    return client.get(DOORS, {"q": typed})


def walk_in_typed(**told):
    names = {"last_name": "Roche", "first_name": "Odile", "organisation": "", "email": ""}
    return names | {"key": form_key.issue(timezone.now()).sign()} | told


def test_a_name_without_its_accents_and_a_code_find_the_same_person():
    page = a_forum()
    one = somebody(page, people=1, first_name="Rose")
    one.name_key, one.last_name = "prenom 0 peyrouse", "Peyroùse"
    one.save(update_fields=["name_key", "last_name"])
    somebody(page, 1)
    client = at_the_doors()

    for typed in ("PEYROUSE", "peyrouse prénom", one.code.lower(), f" {one.code} "):
        [card] = looked(client, typed).context["cards"]
        assert card.row == one
    assert "Personne de ce nom" in text_of(looked(client, "Vidal"))
    assert looked(client, "'; --").context["cards"] == []


def test_the_button_lets_in_and_the_second_press_is_told_so():
    one = somebody(a_forum())
    client = at_the_doors()
    client.post(reverse("crm_forum_door"), {"door": "Nord"})
    enter_url = reverse("crm_forum_enter", args=[one.pk])

    first = client.post(enter_url, follow=True)
    second = client.post(enter_url, follow=True)

    assert f"Entrée notée : {one}." in text_of(first)
    assert "déjà entrée à" in text_of(second)
    assert "porte Nord" in text_of(second)
    entry = CheckIn.objects.get()
    assert (entry.door, entry.how, entry.by.groups.get().name) == (
        "Nord",
        "name",
        "Accueil du Forum",
    )


def test_reading_a_ticket_lets_nobody_in_before_the_button():
    one = somebody(a_forum())
    client = at_the_doors()
    address = reverse("crm_forum_ticket", args=[one.code.lower()])

    answer = client.get(address)

    assert CheckIn.objects.count() == 0
    assert 'name="how" value="qr"' in answer.content.decode()
    client.post(reverse("crm_forum_enter", args=[one.pk]), {"how": "qr"})
    assert CheckIn.objects.get().how == How.QR
    assert "Déjà entrée" in text_of(client.get(address))
    assert client.get(reverse("crm_forum_ticket", args=["NIMPORTE"])).status_code == 404


def test_four_of_a_group_come_in_by_one_button():
    row = group_of(a_forum(), people=4)
    client = at_the_doors()
    assert "Faire entrer les 4" in text_of(looked(client, "Chabrier"))

    answer = client.post(reverse("crm_forum_enter_group", args=[row.pk]), follow=True)

    assert "Quatre personnes entrent" in text_of(answer)
    assert CheckIn.objects.count() == 4


def test_who_cancelled_is_told_so_and_may_be_admitted_once():
    one = somebody(a_forum())
    cancel(one.registration, at=before())
    client = at_the_doors()
    assert "Son inscription est annulée" in text_of(looked(client, "Chabrier"))

    refused = client.post(reverse("crm_forum_enter", args=[one.pk]), follow=True)
    client.post(reverse("crm_forum_admit", args=[one.pk]))

    assert "annulée" in text_of(refused)
    [card] = looked(client, "Chabrier").context["cards"]
    assert card.inside.startswith("déjà entrée")


def test_a_full_house_asks_twice_and_nothing_typed_is_lost():
    page = a_forum(capacity=1)
    enter(somebody(page), how=How.NAME, at=today_at())
    client, address = at_the_doors(), reverse("crm_forum_walk_in")
    typed = walk_in_typed()

    full = client.post(address, typed)
    assert full.status_code == 409
    assert "1 dans les murs pour 1 place" in text_of(full)
    assert 'value="Odile"' in full.content.decode()
    client.post(address, typed | {"despite_full": "1"})
    client.post(address, typed | {"despite_full": "1"})

    assert Registration.objects.filter(walk_in=True).count() == 1
    assert "2 dans les murs pour 1" in text_of(client.get(DOORS))


def test_a_full_house_asks_twice_for_who_was_waiting():
    page = a_forum(capacity=1)
    enter(somebody(page), how=How.NAME, at=today_at())
    one = somebody(page, 1)
    client, address = at_the_doors(), reverse("crm_forum_admit", args=[one.pk])

    full = client.post(address)

    assert (full.status_code, CheckIn.objects.count()) == (409, 1)
    client.post(address, {"despite_full": "1"})
    assert CheckIn.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"last_name": ""}, "au moins un nom"), ({"email": "odile"}, "adresse complète")],
)  # fmt: skip
def test_what_is_mistyped_at_the_door_is_told_beside_it(wrong, said):
    a_forum()

    answer = at_the_doors().post(reverse("crm_forum_walk_in"), walk_in_typed(**wrong))

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert CheckIn.objects.count() == 0


def test_an_entry_is_taken_back_with_a_reason():
    entry = enter(somebody(a_forum()), how=How.NAME, at=today_at()).check_in
    client, address = at_the_doors(), reverse("crm_forum_undo", args=[entry.pk])

    assert client.post(address, {"reason": " "}).status_code == 422
    client.post(address, {"reason": "Deux sœurs du même nom"})

    entry.refresh_from_db()
    assert entry.undo_reason == "Deux sœurs du même nom"
    assert client.post(address, {"reason": "Encore"}).status_code == 422


def test_names_are_looked_up_for_the_edition_of_these_days_alone():
    page = a_forum(in_days=12)
    one = somebody(page)
    client = at_the_doors()

    answer = looked(client, "Chabrier")

    assert "Les portes sont closes" in text_of(answer)
    assert str(one) not in text_of(answer)
    for name, args in [("crm_forum_enter", [one.pk]), ("crm_forum_admit", [one.pk])]:
        assert client.post(reverse(name, args=args)).status_code == 404
    assert client.get(reverse("crm_forum_ticket", args=[one.code])).status_code == 404


def test_the_eve_shows_names_and_lets_nobody_in():
    one = somebody(a_forum(in_days=1))
    client = at_the_doors()

    page = text_of(looked(client, "Chabrier"))

    assert str(one) in page
    assert "Faire entrer" not in page


def test_the_doors_ask_as_many_queries_for_eleven_people_as_for_one(
    django_assert_num_queries, django_assert_max_num_queries
):
    page = a_forum(capacity=60)
    group_of(page, 0, people=10)
    somebody(page, 1)
    client = at_the_doors()
    looked(client, "Chabrier")
    with django_assert_max_num_queries(40) as few:
        looked(client, "Chabrier 1")

    with django_assert_num_queries(len(few)):
        answer = looked(client, "Chabrier")

    assert len(answer.context["cards"]) == 11


def test_who_is_not_signed_in_is_led_to_sign_in_then_back_to_the_ticket(client):
    one = somebody(a_forum())
    address = reverse("crm_forum_ticket", args=[one.code])

    answer = client.get(address)

    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"?next={address}")


def test_who_stands_at_the_door_reaches_no_list():
    page = a_forum()
    row = group_of(page)
    client = at_the_doors()

    for name, args in [
        ("crm_forum", []), ("crm_forum_roll", [3]), ("crm_forum_registration", [row.pk]),
        ("crm_forum_paper", [3]), ("crm_forum_export", [3]), ("crm_forum_calls", [3]),
    ]:  # fmt: skip
        assert client.get(reverse(name, args=args)).status_code in {302, 403}
    other = at_the_desk(another("Délégué à la protection des données"))
    assert other.get(DOORS).status_code in {302, 403}
