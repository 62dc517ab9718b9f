"""A file whose treatment is restricted is kept, and nothing else is done with it: a table of acts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from crm.applications.models import ApplicationState
from crm.applications.services import apply
from crm.applications.services import move as decide
from crm.circle.models import Helper
from crm.datarights import deeds
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused, Restricted
from crm.journeys.exchanges import log, plan_task
from crm.journeys.models import InteractionKind, Stage, Track
from crm.journeys.services import describe, move, open_journey
from crm.letters import services as outbox
from crm.letters.delivery import send
from crm.letters.models import Letter, LetterState
from crm.mailings.audiences import Addressee
from crm.mailings.models import Nature
from crm.mailings.sorting import RESTRICTED, sort_out
from crm.papers.models import PaperKind
from crm.papers.services import add_paper
from crm.people.editing import correct_identity
from crm.people.merging.figures import read as read_figures
from crm.people.merging.services import merge
from crm.people.models import ContactKind, Person
from crm.people.reaching import drop_contact, note_contact, verify_contact
from crm.people.restriction import guard
from crm.people.services import household_of
from crm.privacy.due import ending
from crm.privacy.services import anonymise
from crm.segments.asking import people_asked, read
from crm.workspaces.models import HalfDay
from crm.workspaces.services import note_presence
from tests.crm.factories import UserFactory, make_person, make_territory
from tests.crm.rights.rows import fingerprint
from tests.telecentre.factories import SiteFactory
from tests.training.factories import SessionFactory

from .factories import limited, officer

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%%EOF\n"


def advisor() -> Any:
    return UserFactory(groups=["Conseillers"])


Act = Callable[[Person, Any], object]
ACTS: dict[str, Act] = {
    "corriger la fiche": lambda p, by: correct_identity(p, trade="Luthière", by=by),
    "ajouter une coordonnée": lambda p, by: note_contact(p, ContactKind.EMAIL, "b@example.org", by=by),
    "vérifier une coordonnée": lambda p, by: verify_contact(p.contact_points.first(), by=by),
    "retirer une coordonnée": lambda p, by: drop_contact(p.contact_points.first(), by=by, sure=True),
    "former un foyer": lambda p, by: household_of(p, by=by),
    "consigner un échange": lambda p, by: log(p, InteractionKind.NOTE, by=by, text="Vu."),
    "prévoir une tâche": lambda p, by: plan_task(p, "Appeler", timezone.localdate(), by=by),
    "ouvrir un parcours": lambda p, by: open_journey(p, Track.EMPLOYEE, by=by),
    "décrire un parcours": lambda p, by: describe(p.journeys.first(), by=by, project="Autre"),
    "changer d’étape": lambda p, by: move(
        p.journeys.first(), Stage.CLOSED, by=by, close_reason="no_answer"
    ),
    "décider d’une candidature": lambda p, by: decide(
        p.applications.first(), ApplicationState.UNDER_REVIEW, by=by
    ),
    "noter une présence": lambda p, by: note_presence(
        p, SiteFactory(), timezone.localdate(), HalfDay.MORNING, by=by
    ),
    "déposer une pièce": lambda p, by: add_paper(
        p, PaperKind.CV, ContentFile(PDF, name="cv.pdf"), by=by
    ),
    "fusionner vers un autre": lambda p, by: merge(another(p), p, by=by),
    "fusionner un autre": lambda p, by: merge(p, another(p), by=by),
    "anonymiser": lambda p, by: anonymise(p, by=by),
}  # fmt: skip


def another(person: Person) -> Person:
    return Person.objects.exclude(pk=person.pk).latest("pk")


def followed() -> Person:
    make_territory()
    make_person()
    person = make_person(email="ana.rey@example.org")
    open_journey(person, Track.INDEPENDENT)
    apply(person, SessionFactory(), project="Un projet")
    return person


@pytest.mark.parametrize("name", ACTS)
def test_an_agent_does_nothing_with_a_restricted_file(name):
    person, by = followed(), advisor()
    limited(person)
    before = fingerprint()

    with pytest.raises(Refused, match="est limité depuis"):
        ACTS[name](person, by)

    assert fingerprint() == before


@pytest.mark.parametrize("name", ["corriger la fiche", "consigner un échange", "prévoir une tâche"])
def test_the_same_acts_pass_once_the_restriction_is_lifted(name):
    person, by = followed(), officer()
    row = limited(person, by)
    deeds.lift(row, person, "L’adresse est vérifiée.", by=by)

    ACTS[name](person, advisor())


def test_only_the_request_itself_is_written_about():
    person = followed()
    row = limited(person)
    told = outbox.write(
        "crm_welcome/letters/received.txt", to="ana.rey@example.org", key="essai", person=person
    )
    outbox.write(
        "crm_datarights/letters/answer.txt", to="ana.rey@example.org", key="reponse", person=person,
        context={"row": row, "text": "Voici.", "follow": ""},
    )  # fmt: skip
    for letter in Letter.objects.filter(key__in=["essai", "reponse"]):
        send(letter.pk)

    assert told is not None
    told.refresh_from_db()
    assert (told.state, told.withheld_because) == (LetterState.WITHHELD, "traitement limité")
    assert Letter.objects.get(key="reponse").state == LetterState.SENT


def test_no_mailing_and_no_segment_holds_them():
    person, other = followed(), make_person(email="autre@example.org")
    limited(person)
    found = sort_out(
        [Addressee("ana.rey@example.org", person), Addressee("autre@example.org", other)],
        Nature.SERVICE, "",
    )  # fmt: skip
    asked = read([{"code": "reachable", "exclude": False, "told": {}}])

    assert [one.email for one in found.kept] == ["autre@example.org"]
    assert found.left_out == {RESTRICTED: 1}
    told = people_asked(asked, timezone.now())
    assert other in told
    assert person not in told


def test_their_file_is_in_no_export_and_the_screen_says_so(client: Client):
    person, other = followed(), make_person()
    limited(person)
    client.force_login(UserFactory(groups=["Responsables"]))
    address = reverse("registres_personnes_modeladmin_index") + "?export=csv"
    asked = client.get(address).content.decode()
    answer = client.post(address, {"purpose": "Un essai d’export"})
    written = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]

    assert "1 autre n’en fait pas partie" in asked
    assert other.file_number in written
    assert person.file_number not in written


def test_figures_still_count_them():
    person = followed()
    day = timezone.localdate()
    before = read_figures(day)
    limited(person)

    assert read_figures(day) == before


def test_a_clock_forgets_nobody_who_asked_to_be_kept():
    long_ago = timezone.now() - timedelta(days=2000)
    person = make_person(at=long_ago)
    assert [one for one, _ in ending(timezone.localdate())] == [person]
    limited(person)

    assert list(ending(timezone.localdate())) == []


def test_the_file_says_since_when_and_why_and_offers_no_change(client: Client):
    person = followed()
    row = limited(person)
    client.force_login(advisor())
    page = client.get(reverse("crm_person", args=[person.pk])).content.decode()

    assert f"Demande {row.reference}" in page
    assert "L’adresse est contestée." in page
    assert reverse("crm_person_edit", args=[person.pk]) not in page


def test_a_screen_that_expects_no_refusal_says_it_and_goes_back(client: Client):
    person = followed()
    limited(person)
    point = person.contact_points.first()
    assert point is not None
    client.force_login(advisor())
    answer = client.post(
        reverse("crm_contact_change", args=[person.pk, point.pk]), {"act": "fails"}, follow=True
    )

    assert "est limité depuis" in answer.content.decode()
    point.refresh_from_db()
    assert point.bounced_at is None


def test_only_the_officer_restricts_and_lifts(client: Client):
    person = followed()
    row = limited(person)
    client.force_login(advisor())
    client.post(reverse("crm_rights_lift", args=[row.pk, person.pk]), {"because": "Je préfère."})

    person.refresh_from_db()
    assert person.restricted_at is not None
    assert Entry.objects.filter(action=Action.REFUSED).exists()


def test_partners_and_visitors_see_them_no_more():
    limited(followed())

    assert "restricted_at" in str(Helper.objects.seeing(timezone.localdate()).query)


def test_what_binds_others_goes_on():
    person = followed()
    limited(person)
    line = Entry(
        action=Action.CHANGED,
        object_type="crm_applications.attendance",
        actor_id=1,
        person_id=person.pk,
    )
    guard([line])
    line.object_type = "crm_journeys.interaction"
    with pytest.raises(Restricted):
        guard([line])
