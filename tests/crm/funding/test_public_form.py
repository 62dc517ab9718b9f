"""The form by a secret link: steps kept one by one, resumed, signed; reading changes nothing."""

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from crm.funding.answers import correct, in_force, sensitive_of
from crm.funding.letters import PURPOSE
from crm.funding.models import AnswerSet, Moment, ParticipationState, SensitiveAnswers
from crm.letters import links
from crm.people.models import Person
from territory.models import Commune
from tests.crm.desk import colleague
from tests.crm.factories import make_territory
from tests.crm.funding.lives import APART, complete, entered, exited, make_operation, noon

pytestmark = pytest.mark.django_db

STEPS = [
    {"sex": "f", "birth_date": "12/03/1978"},
    {"commune": "Murat", "phone": "06 39 98 01 42", "email": "", "referent": ""},
    {"labour_status": "employed", "diploma": "isced_5_8"},
    APART,
]
SIGNED = {"name": "Ana Rey", "agreed": "on"}


@pytest.fixture(autouse=True)
def _territory():
    caches["limits"].clear()
    make_territory()


def page_of(row, moment=Moment.ENTRY, **when):
    return f"/suivi-europeen/{links.make(PURPOSE, f'{row.pk}-{moment}', **when)}/"


def today():
    return entered(on=timezone.localdate())


def text(response):
    return response.content.decode()


def test_a_form_is_filled_step_by_step_and_signed(client):
    row = today()
    page = page_of(row)
    for number, answers in enumerate(STEPS, 1):
        assert f"Étape {number} sur 5" in text(client.get(page))
        answer = client.post(f"{page}?etape={number}", answers)
        assert (answer.status_code, answer["Location"]) == (302, f"{page}?etape={number + 1}")

    recap = text(client.get(page))
    for word in ("12/03/1978", "Murat (15)", "Salarié", "Relire et signer"):
        assert word in recap
    client.post(f"{page}?etape=5", SIGNED)
    row.refresh_from_db()
    assert row.state == ParticipationState.ENTRY_COMPLETE
    entry = in_force(row, Moment.ENTRY)
    assert (entry.signed_name, entry.source, entry.answers["commune"]) == (
        "Ana Rey", "person", "15138",
    )  # fmt: skip
    assert sensitive_of(entry) == APART


def test_the_form_resumes_where_it_was_left_with_what_was_told(client):
    row = today()
    page = page_of(row)
    client.post(f"{page}?etape=1", STEPS[0])

    elsewhere = Client()
    assert "Étape 2 sur 5" in text(elsewhere.get(page))
    assert 'value="1978-03-12"' in text(elsewhere.get(f"{page}?etape=1"))


def test_reading_changes_nothing(client):
    row = today()
    page = page_of(row)
    for address in (page, f"{page}?etape=3", f"{page}?etape=99"):
        assert client.get(address).status_code == 200
        assert client.head(address).status_code == 200
    assert not AnswerSet.objects.exists()


def test_nobody_signs_before_the_end(client):
    row = today()
    page = page_of(row)
    assert "Étape 1 sur 5" in text(client.get(f"{page}?etape=5"))
    client.post(f"{page}?etape=5", SIGNED)
    row.refresh_from_db()
    assert row.state == ParticipationState.ENTRY_INCOMPLETE


@pytest.mark.parametrize(
    ("number", "typed", "sentence"),
    [
        (1, {"sex": "f", "birth_date": ""}, "Indiquez votre date de naissance."),
        (1, {"sex": "x", "birth_date": "12/03/1978"}, "Choisissez une réponse."),
        (1, {"sex": "f", "birth_date": "12/03/1878"}, "Vérifiez l’année"),
        (2, {"commune": "Murat"}, "Laissez un téléphone"),
        (2, {"commune": "Nulle-Part", "phone": "06 39 98 01 42"}, "Nous ne trouvons pas"),
        (2, {"commune": "Murat", "phone": "12"}, "Ce numéro est incomplet"),
        (2, {"commune": "Murat", "email": "ana@"}, "Cette adresse est incomplète"),
        (4, {"disability": "no"}, "Choisissez une réponse."),
    ],
)
def test_what_lacks_is_said_beside_its_field_and_nothing_typed_is_lost(
    client, number, typed, sentence
):
    row = today()
    page = page_of(row)
    for before in range(1, number):
        client.post(f"{page}?etape={before}", STEPS[before - 1])
    shown = text(client.post(f"{page}?etape={number}", typed))

    assert sentence in shown
    for value in typed.values():
        assert value in shown


def test_two_communes_of_one_name_are_told_apart(client):
    Commune.objects.create(insee="46200", name="Murat", department="46")
    row = today()
    page = page_of(row)
    client.post(f"{page}?etape=1", STEPS[0])
    assert "Plusieurs communes" in text(client.post(f"{page}?etape=2", STEPS[1]))


def test_a_step_posted_twice_is_kept_once(client):
    row = today()
    page = page_of(row)
    for _ in range(2):
        client.post(f"{page}?etape=1", STEPS[0])
    assert AnswerSet.objects.count() == 1


def test_once_signed_the_link_shows_no_answer_any_more(client):
    row = complete()
    shown = text(client.get(page_of(row)))

    assert "Merci, c’est signé" in shown
    assert "1978" not in shown
    assert client.post(page_of(row), STEPS[0]).status_code == 200
    assert AnswerSet.objects.count() == 1


def test_a_form_that_is_not_open_says_when(client):
    row = complete()
    assert "La formation n’est pas finie" in text(client.get(page_of(row, Moment.EXIT)))
    row = exited()
    assert "14/02/2027" in text(client.get(page_of(row, Moment.SIX_MONTHS)))


def test_a_link_that_leads_nowhere_tells_nothing(client):
    row = today()
    expired = page_of(row, at=noon(row.entry_on.replace(year=2020)))
    gone = page_of(row)
    Person.objects.filter(pk=row.person_id).update(anonymised_at=timezone.now())
    past = page_of(entered(operation=make_operation(historical=True)))
    for address in ("/suivi-europeen/rien/", expired, gone, past):
        answer = client.get(address)
        assert (answer.status_code, "Ce lien n’ouvre" in text(answer)) == (404, True)


def test_the_page_is_private_and_carries_the_mention(client):
    answer = client.get(page_of(today()))

    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "Cofinancé par l’Union européenne" in text(answer)


def test_a_post_without_its_token_is_refused():
    row = today()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"{page_of(row)}?etape=1", STEPS[0]).status_code == 403
    assert not AnswerSet.objects.exists()


def test_too_many_posts_are_told_to_wait(client):
    page = page_of(today())
    answers = [client.post(f"{page}?etape=1", {}).status_code for _ in range(61)]
    assert (answers[0], answers[-1]) == (200, 429)


def test_a_correction_opened_at_the_desk_is_read_again_and_signed(client):
    row = complete()
    correct(row, Moment.ENTRY, "Diplôme retrouvé", by=colleague())
    page = page_of(row)
    assert "Relire et signer" in text(client.get(page))
    client.post(f"{page}?etape=5", SIGNED)

    assert AnswerSet.objects.filter(signed_at__isnull=False).count() == 2
    assert SensitiveAnswers.objects.count() == 2
