"""Another intercommunality is data: it shows its own name and communes, and nothing of ours."""

import pytest

from territory.models import Commune, Origin
from territory.origin import origin_of

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/s-installer/",
    "/vivre-ici/",
    "/actualites/",
    "/actualites/la-maison-commune-ouvre/",
    "/contact/",
    "/mentions-legales/",
    "/accessibilite/",
    "/donnees-personnelles/",
    "/cookies/",
    "/plan-du-site/",
    "/recherche/?q=vallées",
    "/robots.txt",
    "/sitemap.xml",
    "/communes/?code_postal=26990",
    "/absente/",
]


@pytest.mark.parametrize("address", PAGES)
def test_nothing_of_the_first_territory_shows(other_site, client, address):
    shown = client.get(address).content.decode()

    assert "murat" not in shown.lower()
    assert "cantal" not in shown.lower()


@pytest.mark.parametrize("address", PAGES[:12])
def test_its_own_name_shows_on_every_page(other_site, client, address):
    shown = client.get(address).content.decode()

    assert "Trois Vallées</title>" in shown
    assert "Communauté de communes du pays des Trois Vallées" in shown


def test_its_communes_are_on_its_map_and_in_its_lists(other_site, client):
    home = client.get("/").content.decode()

    for name in ("Valclair", "Rochebrune-le-Haut", "Saint-Aubin-des-Prés"):
        assert home.count(name) >= 1
    assert 'id="commune-26991"' in client.get("/vivre-ici/").content.decode()


def test_its_own_rule_decides_of_origins(other_site):
    assert origin_of(Commune.objects.get(pk="26993")) == Origin.TERRITORY
    neighbour = Commune.objects.create(insee="07001", name="Ailleurs", department="07")
    assert origin_of(neighbour) == Origin.REGION


def test_the_admin_bears_its_name(other_site, admin_client):
    shown = admin_client.get("/admin/").content.decode()

    assert "Trois Vallées" in shown
    assert "Murat" not in shown
