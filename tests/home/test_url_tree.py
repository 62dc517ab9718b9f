"""Every address that the site promises answers, with something to read."""

import re

import pytest
from wagtail.models import Page

from editorial.models.visibility import visible

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_site")]

PAGES = [
    "/", "/actualites/", "/forum-du-teletravail/", "/formations/", "/maison-des-services/",
    "/s-installer/", "/telecentre/", "/telecentre/equipements/", "/telecentre/tarifs/",
    "/telecentre/candidater/", "/vivre-ici/", "/vivre-ici/accueil-de-familles/",
    "/vivre-ici/chiffres-cles/", "/presse/", "/presse/revue-de-presse/", "/presse/contact/",
    "/depliant/", "/agenda/", "/recherche/", "/plan-du-site/", "/contact/",
    "/nous-signaler-un-probleme-d-accessibilite/", "/mentions-legales/", "/accessibilite/",
    "/donnees-personnelles/", "/cookies/", "/ecoconception/", "/donnees-ouvertes/",
]  # fmt: skip
EDITION_PARTS = ["", "programme/", "intervenants/", "inscription/", "presse/", "bilan/"]
FILES = {
    "/actualites/flux.rss": "application/rss+xml",
    "/actualites/flux.atom": "application/atom+xml",
    "/forum-du-teletravail/2010/forum-2010.ics": "text/calendar",
    "/formations/teletravail-independant/sessions.ics": "text/calendar",
    "/agenda.ics": "text/calendar",
    "/depliant/depliant.pdf": "application/pdf",
    "/robots.txt": "text/plain",
    "/sitemap.xml": "application/xml",
    "/.well-known/security.txt": "text/plain",
    "/sante/": "application/json",
}
# Kinds of pages that come in number: the beginning of their addresses, and how many there are at least.
COLLECTIONS = {
    "/actualites/": 5,
    "/presse/communiques/": 3,
    "/presse/dossiers/": 1,
    "/vivre-ici/temoignages/": 1,
}
HEADING = re.compile(r"<h1[^>]*>(.+?)</h1>", re.DOTALL)


def reads(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, f"{address} : {response.status_code}"
    return response.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_a_promised_page_answers_with_one_title(client, address):
    assert len(HEADING.findall(reads(client, address))) == 1


@pytest.mark.parametrize("part", EDITION_PARTS)
@pytest.mark.parametrize("year", ["2009", "2010"])
def test_every_part_of_a_past_edition_still_answers(client, year, part):
    assert year in reads(client, f"/forum-du-teletravail/{year}/{part}")


@pytest.mark.parametrize(("address", "kind"), FILES.items())
def test_a_promised_file_answers_in_its_format(client, address, kind):
    response = client.get(address)

    assert response.status_code == 200
    assert response["Content-Type"].startswith(kind)


@pytest.mark.parametrize(("beginning", "least"), COLLECTIONS.items())
def test_pages_that_come_in_number_answer_too(client, beginning, least):
    found = [page.url for page in visible(Page.objects.all()) if in_section(page.url, beginning)]

    assert len(found) >= least
    for address in found:
        reads(client, address)


def in_section(address: str | None, beginning: str) -> bool:
    return bool(address) and address.startswith(beginning) and address != beginning


def test_each_commune_and_each_space_has_its_sheet(client):
    communes = re.findall(r'href="(/vivre-ici/communes/[\w-]+/)"', reads(client, "/vivre-ici/"))
    spaces = re.findall(r'href="(/telecentre/bureaux/[\w-]+/)"', reads(client, "/telecentre/"))

    assert len(set(communes)) == 13
    assert set(spaces)
    for address in {*communes, *spaces}:
        reads(client, address)


def test_each_session_has_its_page(client):
    course = reads(client, "/formations/teletravail-independant/")
    sessions = set(re.findall(r'href="(/formations/[\w-]+/sessions/[\d-]+/)"', course))

    assert sessions
    for address in sessions:
        reads(client, address)


@pytest.mark.parametrize(
    "query",
    ["year=abc", "annee=abc", "page=0", "page=-1", "page=9999", "theme=%C3%A9", "date=2026-02-30",
     "mois=2011-13", "commune=zz", "kind=zz", "q=%22", "q=*", "q=" + "x" * 5000, "limit=x"],
)  # fmt: skip
@pytest.mark.parametrize(
    "address",
    ["/actualites/", "/actualites/flux.rss", "/agenda/", "/agenda.ics", "/formations/", "/recherche/",
     "/presse/revue-de-presse/", "/maison-des-services/", "/forum-du-teletravail/2010/programme/"],
)  # fmt: skip
def test_whatever_is_asked_nothing_breaks(client, address, query):
    assert client.get(f"{address}?{query}").status_code in {200, 301, 302, 400, 404}


@pytest.mark.parametrize("address", ["/actualites/", "/recherche/", "/agenda/"])
def test_a_null_byte_is_refused(client, address):
    assert client.get(f"{address}?theme=%00").status_code == 400
