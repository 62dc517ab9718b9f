"""What the site offers because of this room, and what it says without it."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from wagtail.models import Page

from editorial import plugins
from editorial.models import ContactPage
from home.models import SettlePage
from telecentre.models import TelecentrePage
from tests.training.factories import SessionFactory
from training.models import CoursePage

pytestmark = pytest.mark.django_db


def offered_on(page) -> str:
    template = Template("{% load editorial_tags %}{% page_actions page %}")
    return template.render(Context({"request": RequestFactory().get("/"), "page": page}))


def added(page):
    return Page.get_first_root_node().add_child(instance=page)


@pytest.mark.parametrize(
    ("model", "subject"), [(SettlePage, "installation"), (TelecentrePage, "telecentre")]
)
def test_where_one_hesitates_a_call_is_offered(model, subject):
    assert f'href="/etre-rappele/?sujet={subject}"' in offered_on(added(model(title="Page")))


def test_a_course_offers_to_apply_and_to_talk():
    page = added(CoursePage(title="Formation", course=SessionFactory().course))

    html = offered_on(page)

    assert 'href="/etre-rappele/?sujet=formation"' in html
    assert 'href="/candidater/' in html


def test_other_pages_offer_nothing():
    assert offered_on(Page.get_first_root_node()).strip() == ""


def test_the_contact_page_leads_to_both_forms():
    page = added(ContactPage(title="Nous trouver"))

    html = "".join(plugins.page_blocks(RequestFactory().get("/"), "contact", page))

    assert 'href="/nous-ecrire/"' in html
    assert 'href="/etre-rappele/"' in html


def test_other_places_are_left_to_others():
    assert not any(
        "nous-ecrire" in html
        for html in plugins.page_blocks(RequestFactory().get("/"), "elsewhere")
    )


def test_the_footer_leads_to_both_forms():
    addresses = [link.url for link in plugins.site_links("footer")]

    assert {"/nous-ecrire/", "/etre-rappele/"} <= set(addresses)
