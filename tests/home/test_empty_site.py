import pytest

from home.models import SettlePage
from tests.news.factories import a_home_page

pytestmark = pytest.mark.django_db


def test_an_empty_site_says_what_to_do_instead_of_nothing(client):
    home = a_home_page()
    home.add_child(instance=SettlePage(title="S’installer", slug="s-installer"))

    shown = client.get("/").content.decode()

    assert "Aucune date n’est fixée" in shown
    assert "Pas encore d’actualité" in shown
    assert "Le parcours s’écrit" in client.get("/s-installer/").content.decode()
