"""The guide of the advisors: one page in French, by task, for those who read files."""

import re

import pytest
from django.urls import reverse

from crm.journeys.views.guide import SECTIONS
from tests.crm.desk import at_the_desk, colleague

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    response = at_the_desk(colleague("Responsables")).get(reverse("crm_guide"))
    assert response.status_code == 200
    return response.content.decode()


def test_each_task_has_its_anchor_and_its_text(page):
    for section in SECTIONS:
        text = page.split(f'id="{section.slug}"')[1].split("</section>")[0]
        assert len(re.sub(r"<[^>]+>|\s+", " ", text)) > 300


def test_its_links_lead_somewhere(page):
    guide = page.split('class="guide"')[1]
    desk = at_the_desk(colleague("Responsables"))

    anchors = re.findall(r'href="#([\w-]+)"', guide)
    assert sorted(anchors) == sorted(section.slug for section in SECTIONS)
    for url in set(re.findall(r'href="(/admin/accueil/[^"]+)"', guide)):
        assert desk.get(url.replace("&amp;", "&")).status_code == 200, url


def test_the_menu_of_help_leads_to_it(page):
    assert "/admin/accueil/guide/" in page.split("wagtail-sidebar-props")[1]


def test_an_advisor_reads_no_word_of_a_screen_closed_to_them():
    page = at_the_desk().get(reverse("crm_guide")).content.decode()

    assert reverse("crm_load") not in page
