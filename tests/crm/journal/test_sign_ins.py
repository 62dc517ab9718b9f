"""Who signed in, who was refused, what became of accounts: told whichever way it is done."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from crm.journal.models import Action, Entry, RefusedSignIns
from tests.crm.factories import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "neige-sur-le-plomb"


@pytest.fixture
def account() -> User:
    user = UserFactory(username="claire", email="claire@example.org", groups=["Conseillers"])
    user.set_password(PASSWORD)
    user.save()
    return user  # type: ignore[no-any-return]


def about(user: User, action: Action) -> list[Entry]:
    return list(Entry.objects.about(user).filter(action=action).order_by("pk"))


def try_to_sign_in(name: str, password: str) -> None:
    Client().login(username=name, password=password)


def test_signing_in_and_out_are_two_lines_of_the_account(account):
    client = Client()

    client.login(username="claire", password=PASSWORD)
    client.logout()

    lines = Entry.objects.filter(actor=account).order_by("pk")
    assert [one.action for one in lines] == [Action.SIGNED_IN, Action.SIGNED_OUT]


def test_a_refused_sign_in_is_a_line_of_the_account_and_keeps_nothing_of_what_was_typed(account):
    for _ in range(20):
        try_to_sign_in("claire", "un-mauvais-mot-de-passe")

    (line,) = about(account, Action.SIGN_IN_REFUSED)
    assert (line.actor, line.fields, line.reason) == (None, ["password"], "")
    assert RefusedSignIns.objects.get().count == 20


def test_an_unknown_name_is_only_counted_for_it_may_be_a_password(account):
    lines = Entry.objects.count()

    try_to_sign_in(PASSWORD, "")
    try_to_sign_in("personne@example.org", "x")

    assert Entry.objects.count() == lines
    row = RefusedSignIns.objects.get()
    assert (row.count, row.unknown) == (2, 2)
    assert PASSWORD not in str(list(RefusedSignIns.objects.values_list()))


def test_opening_closing_and_changing_an_account_tell_names_of_fields_alone(account):
    account.email = "autre@example.org"
    account.set_password("une-autre-phrase-longue")
    account.save()
    account.is_active = False
    account.save()

    changes = about(account, Action.CHANGED)
    told = [one.fields for one in changes if "groups" not in one.fields]
    assert told == [["password"], ["email", "password"], ["is_active"]]
    assert (changes[-1].before, changes[-1].after) == ("ouvert", "fermé")
    assert "autre" not in str([vars(one) for one in changes])


def test_what_is_written_at_each_sign_in_is_no_change_of_the_account(account):
    before = len(about(account, Action.CHANGED))

    Client().login(username="claire", password=PASSWORD)

    assert len(about(account, Action.CHANGED)) == before


def test_giving_and_taking_a_role_away_name_it_and_who_did(account, admin_client, admin_user):
    address = reverse("wagtailusers_users:edit", args=[account.pk])
    form = {
        "username": "claire", "email": "claire@example.org", "first_name": "Claire",
        "last_name": "Martin", "is_active": "on", "password1": "", "password2": "",
        "groups": [Group.objects.get(name="Élus").pk],
    }  # fmt: skip

    assert admin_client.post(address, form).status_code == 302

    lines = [one for one in about(account, Action.CHANGED) if one.actor == admin_user]
    assert [one.reason for one in lines] == [
        "Rôles retirés : Conseillers",
        "Rôles ajoutés : Élus",
    ]


def test_the_rights_of_a_role_are_journalled_when_they_change(account):
    group = Group.objects.get(name="Élus")

    group.permissions.add(Permission.objects.get(codename="export_entry"))
    group.permissions.add(Permission.objects.get(codename="export_entry"))

    (line,) = [one for one in about(group, Action.CHANGED) if "(1)" in one.reason]
    assert line.reason == "Droits ajoutés (1) : export_entry"


def test_an_account_that_acted_is_closed_rather_than_deleted(account, admin_client):
    Client().login(username="claire", password=PASSWORD)
    address = reverse("wagtailusers_users:delete", args=[account.pk])

    answer = admin_client.post(address, follow=True)

    assert "il ne se supprime pas" in answer.content.decode()
    assert User.objects.filter(pk=account.pk).exists()


def test_closing_several_accounts_at_once_is_a_line_each(account, admin_client, admin_user):
    other = UserFactory()
    address = reverse("wagtail_bulk_action", args=["auth", "user", "set_active_state"])
    query = f"?next=/admin/users/&id={account.pk}&id={other.pk}"

    admin_client.post(address + query, {"mark_as_active": "False"})

    lines = Entry.objects.filter(actor=admin_user, fields=["is_active"])
    assert {(one.object_id, one.after) for one in lines} == {
        (str(account.pk), "fermé"),
        (str(other.pk), "fermé"),
    }


def test_a_command_changes_an_account_in_the_name_of_the_site(db):
    call_command("createsuperuser", username="chef", email="chef@example.org", interactive=False)

    (line,) = about(User.objects.get(username="chef"), Action.CREATED)
    assert line.actor is None
