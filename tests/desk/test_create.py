"""« Créer »: by what one sets out to do, for who may do it."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from desk.menu import CreateMenuItem
from editorial.desk import creations
from home.models import AgendaPage
from tests.desk.people import a_site, at_work, page_at, someone

pytestmark = pytest.mark.django_db


def offered(user):
    request = RequestFactory().get("/")
    request.user = user
    return {one.label: one.url for one in creations(request)}


def test_news_begin_below_the_page_of_the_news():
    a_site()

    address = offered(someone("Rédacteur"))["Publier une actualité"]

    assert address == reverse(
        "wagtailadmin_pages:add", args=["news", "newspage", page_at("actualites").pk]
    )


def test_the_form_that_is_offered_opens():
    a_site()
    user = someone("Rédacteur", "Responsable formation")
    client = at_work(user)

    answers = {label: client.get(url).status_code for label, url in offered(user).items()}

    assert set(answers.values()) == {200}
    assert {"Publier une actualité", "Annoncer une session"} <= set(answers)


def test_nothing_is_offered_to_who_may_only_read():
    a_site()
    request = RequestFactory().get("/")
    request.user = someone("Lecteur")

    assert offered(request.user) == {}
    assert not CreateMenuItem().is_shown(request)


def test_a_session_is_announced_by_who_keeps_the_catalogue():
    a_site()

    assert list(offered(someone("Responsable formation"))) == ["Annoncer une session"]


def test_without_the_page_of_the_news_no_news_is_offered():
    a_site()
    page_at("actualites").delete()

    assert "Publier une actualité" not in offered(someone("Relecteur"))


def test_the_menu_is_in_the_page():
    a_site()

    page = at_work(someone("Rédacteur")).get(reverse("wagtailadmin_home"))

    assert "Publier une actualit" in page.content.decode()


def test_an_appointment_begins_below_the_agenda():
    agenda = a_site().add_child(instance=AgendaPage(title="Agenda", slug="agenda"))

    address = offered(someone("Rédacteur"))["Annoncer un rendez-vous"]

    assert address == reverse("wagtailadmin_pages:add", args=["home", "eventpage", agenda.pk])
