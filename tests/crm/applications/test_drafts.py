"""An application begun: resumed by its link, kept from everybody else, forgotten in the end."""

import pytest

from crm.applications.drafts.links import opened_by
from crm.applications.drafts.steps import PROJECT, YOU, typed_in
from crm.applications.models import Application, Draft
from crm.letters import links
from crm.letters.models import Letter, SecretLink
from crm.people.models import Person
from tests.crm.applications.posted import (
    ANY,
    by_letter,
    drafted,
    make_postcodes,
    open_session,
    step_of,
    typed,
)
from tests.crm.factories import make_person

pytestmark = pytest.mark.django_db

LINK = "crm_applications/letters/draft_link.txt"


@pytest.fixture(autouse=True)
def _postcodes():
    make_postcodes()


def text(response) -> str:
    return response.content.decode()


def test_a_draft_opens_no_file(client):
    drafted()

    assert not Person.objects.exists()
    assert not Application.objects.exists()


def test_everything_typed_is_there_again_through_the_letter(client):
    letter = by_letter(drafted())

    response = client.get(f"/candidater/suite/{letter.token}/", follow=True)

    page = text(response)
    assert response.redirect_chain[-1][0] == step_of(letter, "relire")
    assert "Traduire pour des cabinets d’avocats." in page
    assert 'value="Chambon"' in text(client.get(step_of(letter, YOU)))


def test_the_letter_leads_to_the_first_step_that_is_not_done(client):
    client.post(ANY, typed())
    letter = Letter.objects.get()
    token = links.make(letter.link_purpose, letter.link_target)

    assert client.get(f"/candidater/suite/{token}/").headers["Location"].endswith(f"/{YOU}/")


def test_nothing_that_was_typed_enters_the_letter(client):
    client.post(ANY, typed(first_name="Gagnez https://exemple.example"))

    assert "Gagnez" not in Letter.objects.get().body


def test_a_known_address_an_address_with_a_draft_and_a_new_one_get_the_same_answer(client):
    make_person(email="connue@example.org")
    drafted(email="brouillon@example.org")
    answers = {}
    for email in ("connue@example.org", "brouillon@example.org", "neuve@example.org"):
        response = client.post(ANY, typed(email=email))
        page = client.get(response.headers["Location"])
        token = response.headers["Location"].split("/")[3]
        draft = opened_by(token).draft
        shown = text(page).replace(email, "").replace(token, "").replace(draft.form_key.hex, "")
        answers[email] = (response.status_code, shown.split("csrfmiddlewaretoken")[0])

    assert len(set(answers.values())) == 1


def test_asking_for_a_link_says_the_same_whether_there_is_one_or_not(client):
    drafted(email="brouillon@example.org")
    Letter.objects.all().delete()

    answers = [
        client.post("/candidater/reprendre/", {"email": email}, follow=True)
        for email in ("Brouillon@example.org", "inconnue@example.org")
    ]

    assert text(answers[0]) == text(answers[1])
    assert [letter.to for letter in Letter.objects.all()] == ["brouillon@example.org"]


def test_what_the_same_address_began_before_comes_back_to_it_alone(client):
    before = drafted()
    client.post(ANY, typed())

    targets = list(Letter.objects.filter(template=LINK).values_list("link_target", flat=True))
    assert targets.count(str(before.draft.pk)) == 2


def test_an_address_typed_again_and_again_is_not_flooded(client):
    for _ in range(9):
        client.post(ANY, typed())

    assert Letter.objects.filter(template=LINK).count() == 5


def test_a_scanner_of_mail_changes_nothing(client):
    opened = drafted()
    letter = by_letter(opened)
    before = Draft.objects.values().get(), list(SecretLink.objects.values())

    for end in ("", "debut/", "vous/", "pieces/", "relire/", "plus-tard/", "effacer/"):
        client.get(f"/candidater/suite/{letter.token}/{end}", follow=True)
        client.head(f"/candidater/suite/{letter.token}/{end}")

    assert (Draft.objects.values().get(), list(SecretLink.objects.values())) == before


def test_once_the_link_of_the_letter_is_used_the_first_browser_reads_no_more(client):
    """Whoever typed the address of another never reads what that other adds."""
    stranger = drafted()
    letter = by_letter(stranger)
    assert client.get(step_of(stranger, PROJECT)).status_code == 200

    client.post(step_of(letter, PROJECT), typed_in(PROJECT, typed(project="Le vrai projet.")))

    assert client.get(step_of(stranger, PROJECT)).status_code == 404
    assert client.post(step_of(stranger, PROJECT), {"project": "x"}).status_code == 404
    stranger.draft.refresh_from_db()
    assert stranger.draft.confirmed_at is not None
    assert stranger.draft.payload[PROJECT] == {"project": "Le vrai projet."}


def test_another_address_gets_a_link_and_the_former_one_opens_nothing(client):
    opened = drafted(email="faute@example.org")
    wrong = by_letter(opened)

    response = client.post(
        step_of(opened, "debut"), {"first_name": "Élise", "email": "juste@example.org"}
    )

    assert client.get(step_of(wrong, YOU)).status_code == 404
    assert client.get(step_of(opened, YOU)).status_code == 404
    assert client.get(response.headers["Location"]).status_code == 200
    assert [letter.to for letter in Letter.objects.all()] == ["juste@example.org"]


def test_a_wrong_address_leaves_the_right_one_in_place(client):
    opened = drafted()

    page = text(client.post(step_of(opened, "debut"), {"first_name": "Élise", "email": "juste@"}))

    assert "Cette adresse est incomplète." in page
    opened.draft.refresh_from_db()
    assert opened.draft.email == "elise.chambon@example.org"


def test_sending_through_the_letter_confirms_the_address(client):
    opened = drafted()
    client.post(step_of(by_letter(opened), "relire"), {})

    assert Person.objects.get().contact_points.get(kind="email").verified_at is not None


def test_sending_without_it_confirms_nothing(client):
    client.post(step_of(drafted(), "relire"), {})

    assert Person.objects.get().contact_points.get(kind="email").verified_at is None


def test_a_draft_that_is_sent_keeps_nothing_of_what_was_typed(client):
    opened = drafted()
    client.post(step_of(opened, "relire"), {})

    opened.draft.refresh_from_db()
    assert opened.draft.payload == {}


def test_a_link_that_leads_nowhere_says_how_to_get_another(client):
    response = client.get("/candidater/suite/inconnu/vous/")

    assert response.status_code == 404
    assert "/candidater/reprendre/" in text(response)


def test_the_pages_of_a_draft_are_read_by_no_search_engine_and_told_to_nobody(client):
    response = client.get(step_of(drafted(session=open_session().pk), YOU))

    assert "noindex" in response.headers["X-Robots-Tag"]
    assert response.headers["Referrer-Policy"] == "strict-origin"
