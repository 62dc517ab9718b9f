"""A webmaster manages the accounts of the site's roles, and cannot become stronger by it."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from tests.desk.people import a_site, at_work, someone

pytestmark = pytest.mark.django_db

FORM = {"email": "lea@example.org", "first_name": "Léa", "last_name": "Besse", "is_active": "on"}


@pytest.fixture
def desk():
    a_site()
    return at_work(someone("Webmestre"))


@pytest.fixture
def advisor(desk) -> User:
    """Somebody whose group belongs to a plugin."""
    Group.objects.create(name="Dossiers des familles")
    return someone("Dossiers des familles", username="conseil")


def edited(desk, account: User, **given: object):
    address = reverse("wagtailusers_users:edit", args=[account.pk])
    return desk.post(address, FORM | {"username": account.username} | given)


def test_a_role_of_the_site_is_given(desk):
    writer = someone("Rédacteur")
    reviewer = Group.objects.get(name="Relecteur")

    edited(desk, writer, groups=[reviewer.pk])

    assert list(writer.groups.all()) == [reviewer]


def test_another_role_is_not_offered(desk, advisor):
    writer = someone("Rédacteur")

    answer = edited(desk, writer, groups=[advisor.groups.get().pk])

    assert answer.status_code == 200
    assert answer.context["form"].errors["groups"]
    assert writer.groups.get().name == "Rédacteur"


def test_nobody_is_made_all_powerful(desk):
    writer = someone("Rédacteur")

    edited(desk, writer, is_superuser="on", groups=[writer.groups.get().pk])

    writer.refresh_from_db()
    assert not writer.is_superuser


@pytest.mark.parametrize("view", ["edit", "delete", "history"])
def test_stronger_accounts_are_out_of_reach(desk, advisor, view):
    root = User.objects.create_superuser("racine", "racine@example.org", "x")

    for account in (advisor, root):
        assert desk.get(reverse(f"wagtailusers_users:{view}", args=[account.pk])).status_code in {
            302,
            404,
        }


def test_the_list_shows_those_within_reach(desk, advisor):
    writer = someone("Rédacteur")

    listed = set(desk.get(reverse("wagtailusers_users:index")).context["users"])

    assert writer in listed
    assert advisor not in listed


@pytest.mark.parametrize("action", ["assign_role", "delete", "set_active_state"])
def test_nothing_is_done_at_once_to_those_out_of_reach(desk, advisor, action):
    address = reverse("wagtail_bulk_action", args=["auth", "user", action])
    role = Group.objects.get(name="Relecteur")

    desk.post(f"{address}?id={advisor.pk}", {"role": role.pk, "mark_as_active": ""})

    advisor.refresh_from_db()
    assert advisor.is_active
    assert [group.name for group in advisor.groups.all()] == ["Dossiers des familles"]


def test_a_superuser_gives_any_role(desk, advisor):
    root = User.objects.create_superuser("racine", "racine@example.org", "x")
    writer = someone("Rédacteur")

    edited(at_work(root), writer, groups=[advisor.groups.get().pk])

    assert writer.groups.get().name == "Dossiers des familles"
