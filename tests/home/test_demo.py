import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from editorial.demo import PASSWORD, accounts, create_accounts
from editorial.rights import grant

pytestmark = pytest.mark.django_db


def test_the_communication_officer_edits_pages_without_ruling_the_site(real_site, client):
    create_accounts()
    officer = User.objects.get(username="communication")

    assert client.login(username="communication", password=PASSWORD)
    assert not officer.is_superuser
    assert officer.has_perm("training.change_session")
    assert not officer.has_perm("auth.change_user")
    assert client.get("/admin/pages/").status_code in (200, 302)
    assert client.get("/admin/users/").status_code in (302, 403)


def test_accounts_and_rights_are_given_once(real_site):
    site_accounts = len(accounts())
    assert create_accounts() == site_accounts
    assert create_accounts() == 0
    before = [group.permissions.count() for group in grant()]
    assert [group.permissions.count() for group in grant()] == before


def test_the_welcome_names_only_the_accounts_that_are_there(real_site, capsys):
    call_command("welcome", port=8123)
    assert PASSWORD not in capsys.readouterr().out

    create_accounts()
    call_command("welcome", port=8123)
    shown = capsys.readouterr().out
    assert "http://127.0.0.1:8123/admin/" in shown
    assert "webmestre" in shown


def test_the_demonstration_is_refused_where_it_is_not_allowed(settings):
    settings.DEMO_ALLOWED = False

    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo")
