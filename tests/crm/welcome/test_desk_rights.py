"""Who may open which screen of messages, and what none of them answers by a 500."""

import pytest
from django.urls import reverse

from crm.journal.models import Action, Entry
from crm.welcome.models import ContactRequest, RequestState
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import UserFactory
from tests.crm.welcome.posted import arrived

pytestmark = pytest.mark.django_db

READ = ["crm_messages", "crm_message", "crm_message_open"]
POSTED = ["crm_message_attach", "crm_message_answer", "crm_message_state"]
OTHERS = [
    "Formateurs", "Accueil du télécentre", "Élus", "Délégué à la protection des données",
]  # fmt: skip


@pytest.fixture
def row():
    return arrived()


def address(name, pk):
    return reverse(name, args=[] if name == "crm_messages" else [pk])


def visit(client, name, pk):
    return client.post(address(name, pk)) if name in POSTED else client.get(address(name, pk))


def test_a_stranger_is_sent_to_the_login(client, row):
    login = reverse("wagtailadmin_login")

    assert all(visit(client, name, row.pk).url.startswith(login) for name in READ + POSTED)


@pytest.mark.parametrize("group", OTHERS)
def test_nobody_else_reads_or_changes_a_message(client, row, group):
    client.force_login(UserFactory(groups=[group]))

    assert {visit(client, name, row.pk).status_code for name in READ + POSTED} == {302}
    assert Entry.objects.filter(action=Action.REFUSED).count() == len(READ + POSTED)
    assert "elise@example.org" not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert ContactRequest.objects.get().state == RequestState.NEW


@pytest.mark.parametrize("group", ["Conseillers", "Responsables"])
def test_advisors_and_managers_open_every_screen_and_no_cache_keeps_it(row, group):
    client = at_the_desk(colleague(group))

    for name in READ:
        response = visit(client, name, row.pk)
        assert (name, response.status_code) == (name, 200)
        assert "no-store" in response.headers["Cache-Control"]


def test_without_the_right_to_change_a_message_is_only_read(row):
    user = colleague("Élus")
    user.user_permissions.add(*right("crm_welcome", "view_contactrequest"))
    user.user_permissions.add(*right("crm_people", "read_file"))
    client = at_the_desk(user)

    page = visit(client, "crm_message", row.pk)

    assert page.status_code == 200
    assert "C’est du spam" not in page.content.decode()
    assert visit(client, "crm_message_state", row.pk).status_code == 302


def right(app, codename):
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(content_type__app_label=app, codename=codename)


@pytest.mark.parametrize("pk", [0, 10**9, 10**30])
def test_what_does_not_exist_is_not_found(row, pk):
    client = at_the_desk()

    answers = {visit(client, name, pk).status_code for name in READ[1:] + POSTED}
    assert answers == {404}


@pytest.mark.parametrize("name", POSTED)
def test_a_state_changes_by_a_post_alone(row, name):
    assert at_the_desk().get(address(name, row.pk)).status_code == 405


@pytest.mark.parametrize(
    "query",
    ["page=abc", "page=99999999999999999999", "etat=x&sujet=y&nature=z", "etat=" + "a" * 5000],
)
def test_a_junk_parameter_is_no_fault_of_the_server(row, query):
    assert at_the_desk().get(f"{reverse('crm_messages')}?{query}").status_code == 200


@pytest.mark.parametrize(
    "typed",
    [{}, {"dossier": "9" * 400}, {"text": "x", "key": "é"}, {"act": "x" * 3000}, {"onto": "0"}],
)
def test_a_junk_form_is_no_fault_of_the_server(row, typed):
    client = at_the_desk()

    for name in [*POSTED, "crm_message_open"]:
        assert client.post(address(name, row.pk), typed).status_code in {200, 302, 404, 422}


def test_a_null_byte_is_a_bad_request(row):
    assert at_the_desk().get(f"{reverse('crm_messages')}?etat=%00").status_code == 400
