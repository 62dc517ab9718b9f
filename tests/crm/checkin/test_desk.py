"""The Forum at the desk: one screen, the list, one registration, the waiting list, the report."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.registrations.models import Participant, Registration, Roster
from crm.registrations.services import cancel, register
from editorial import form_key
from tests.crm.checkin.arriving import (
    a_forum,
    a_workshop,
    before,
    group_of,
    in_charge,
    one_of,
    somebody,
)
from tests.crm.checkin.reading import text_of
from tests.crm.registrations.coming import a_group

pytestmark = pytest.mark.django_db
SOON = 12


def typed(*people, **told):
    """A group, as the form posts it."""
    rows = {
        "last_name": "Roche", "first_name": "Odile", "email": "roche@example.org",
        "phone": "", "organisation": "", "key": form_key.issue(timezone.now()).sign(),
        "people-TOTAL_FORMS": f"{len(people) + 1}", "people-INITIAL_FORMS": "0",
    }  # fmt: skip
    for rank, one in enumerate(people):
        known = {"first_name": "", "organisation": "", "access_needs": "", "workshops": []} | one
        rows |= {f"people-{rank}-{name}": value for name, value in known.items()}
    return rows | told


def test_the_screen_of_an_edition_says_where_everything_stands():
    page = a_forum(capacity=3, in_days=SOON)
    shop = a_workshop(page, seats=1, title="Dire son prix")
    somebody(page, 1, workshops=[shop])
    needing = somebody(page, 2, wants_call=True)
    Participant.objects.filter(pk=needing.pk).update(access_needs="Une place près de la porte")
    group_of(page, 3, people=2)
    register(page.edition, a_group(4), at=timezone.now() - timedelta(minutes=5))
    cancel(group_of(page, 5), at=before())

    answer = in_charge().get(reverse("crm_forum_edition", args=[3]))

    assert answer.context["states"] == {
        "pending": 1, "confirmed": 2, "waitlisted": 2, "offered": 0, "cancelled": 1,
    }  # fmt: skip
    assert (answer.context["calls"], answer.context["house"].free) == (1, 0)
    words = text_of(answer)
    assert "1 place prise sur 1, complet" in words
    assert "Une place près de la porte" in words
    assert "Venues" not in words


def test_the_list_is_searched_narrowed_and_alphabetical_whatever_the_accents():
    page = a_forum(in_days=SOON)
    shop = a_workshop(page)
    names = ["Érard", "Zola", "Abel"]
    for number, name in enumerate(names):
        one = somebody(page, number, workshops=[shop] if name == "Zola" else [])
        Participant.objects.filter(pk=one.pk).update(last_name=name, first_name="")
    Participant.objects.filter(last_name="Abel").update(access_needs="Fauteuil")
    client, address = in_charge(), reverse("crm_forum_roll", args=[3])

    def found(**asked):
        return [row.last_name for row in client.get(address, asked).context["lines"]]

    assert found() == ["Abel", "Érard", "Zola"]
    assert found(atelier=shop.pk) == ["Zola"]
    assert found(besoins="on") == ["Abel"]
    assert found(etat="cancelled") == found(entree="yes") == []
    assert found(atelier="x", etat="nulle-part") == ["Abel", "Érard", "Zola"]
    assert len(found(q="prénom 0")) == 3


def test_the_list_asks_as_many_queries_for_many_as_for_one(
    django_assert_num_queries, django_assert_max_num_queries
):
    page = a_forum(capacity=60, in_days=SOON)
    shop = a_workshop(page, seats=30)
    somebody(page, workshops=[shop])
    client = in_charge()
    addresses = [reverse(name, args=[3]) for name in ("crm_forum_roll", "crm_forum_edition")]
    for address in addresses:
        client.get(address)
        with django_assert_max_num_queries(45) as few:
            client.get(address)
        for number in range(10, 13):
            group_of(page, number + len(address), people=5, workshops=[shop], wants_call=True)
        with django_assert_num_queries(len(few)):
            client.get(address)


def test_somebody_registers_by_telephone_with_their_workshop():
    page = a_forum(in_days=SOON)
    shop = a_workshop(page)
    client, address = in_charge(), reverse("crm_forum_register", args=[3])
    told = typed({"last_name": "Roche", "workshops": [shop.pk]}, {"last_name": "Vidal"})

    answer = client.post(address, told)
    client.post(address, told)

    row = Registration.objects.get()
    assert answer.headers["Location"] == reverse("crm_forum_registration", args=[row.pk])
    assert (row.state, row.participants.count()) == ("confirmed", 2)
    assert row.participants.get(last_name="Roche").workshops.get().slot == shop


@pytest.mark.parametrize(
    ("people", "wrong", "said"),
    [
        ([], {}, "au moins une personne"),
        ([{"first_name": "Jean"}], {}, "Indiquez le nom de cette personne"),
        ([{"last_name": "Roche"}], {"email": "roche"}, "adresse complète"),
        ([{"last_name": "Roche"}], {"phone": "12"}, "numéro"),
        ([{"last_name": "Roche", "workshops": ["987654"]}], {}, "n’existe plus"),
    ],
)
def test_what_is_mistyped_on_the_telephone_is_told_and_kept(people, wrong, said):
    a_workshop(a_forum(in_days=SOON))

    answer = in_charge().post(reverse("crm_forum_register", args=[3]), typed(*people, **wrong))

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert 'value="Odile"' in answer.content.decode()


def test_a_full_forum_puts_on_the_waiting_list_and_the_page_says_in_which_order():
    page = a_forum(capacity=1, in_days=SOON)
    somebody(page)
    group_of(page, 7)
    client = in_charge()

    answer = client.post(
        reverse("crm_forum_register", args=[3]), typed({"last_name": "Roche"}), follow=True
    )

    assert "Le Forum est complet : le groupe est en liste d’attente." in text_of(answer)
    waiting = client.get(reverse("crm_forum_waiting", args=[3]))
    [queue] = waiting.context["queues"]
    assert [(line.rank, line.who) for line in queue.lines] == [
        (1, "Rose Chabrier 7"),
        (2, "Odile Roche"),
    ]


def test_why_no_offer_left_is_told():
    page = a_forum(capacity=2, in_days=SOON)
    leaving = group_of(page, 1)
    group_of(page, 2)
    group_of(page, 3, people=2)
    cancel(leaving, at=before())

    words = text_of(in_charge().get(reverse("crm_forum_waiting", args=[3])))

    assert "Demande 2 places, il en reste 1." in words


def test_a_registration_is_changed_taken_out_of_and_cancelled_with_a_reason():
    page = a_forum(in_days=SOON)
    row = group_of(page, people=3)
    client = in_charge("Responsables")
    sheet = reverse("crm_forum_registration", args=[row.pk])
    people = [{"last_name": one.last_name, "first_name": "Zoé"} for one in row.participants.all()]

    client.post(reverse("crm_forum_registration_edit", args=[row.pk]), typed(*people))
    gone = client.post(reverse("crm_forum_leave", args=[row.pk, one_of(row, 2).pk]), {"reason": ""})
    client.post(
        reverse("crm_forum_leave", args=[row.pk, one_of(row, 2).pk]), {"reason": "Empêchée"}
    )

    row.refresh_from_db()
    assert (row.last_name, one_of(row).first_name) == ("Roche", "Zoé")
    assert gone.status_code == 422
    assert row.participants.filter(left_at__isnull=True).count() == 2
    told = text_of(client.get(sheet))
    assert "Empêchée" in told
    assert "Inscription confirmée" in told
    assert "Modification : le prénom, le nom" in told
    client.post(reverse("crm_forum_registration_cancel", args=[row.pk]), {"reason": "Neige"})
    row.refresh_from_db()
    assert (row.state, row.cancel_reason) == ("cancelled", "Neige")
    assert Entry.objects.about(row).filter(action=Action.READ).exists()


def test_the_day_from_which_nothing_changes_is_set_at_the_desk():
    a_forum(in_days=SOON)
    client, address = in_charge(), reverse("crm_forum_freeze", args=[3])

    wrong = client.post(address, {"frozen_at": "demain"})
    client.post(address, {"frozen_at": "2031-05-02T12:30"})

    assert wrong.status_code == 422
    assert (
        timezone.localtime(Roster.objects.get().frozen_at).strftime("%d/%m %H:%M") == "02/05 12:30"
    )


def test_the_export_asks_why_is_journalled_and_holds_no_formula():
    page = a_forum(in_days=SOON)
    one = somebody(page)
    Participant.objects.filter(pk=one.pk).update(organisation="=1+1")
    client, address = in_charge(), reverse("crm_forum_export", args=[3])

    assert client.post(address, {"purpose": ""}).status_code == 422
    answer = client.post(address, {"purpose": "Plan de salle"})

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    [headings, row] = csv.reader(io.StringIO(text), delimiter=";")
    told = dict(zip(headings, row, strict=True))
    assert (told["Organisme"], told["Inscription"]) == ("'=1+1", "confirmée")
    assert "Plan de salle" in Entry.objects.get(action=Action.EXPORTED).reason
