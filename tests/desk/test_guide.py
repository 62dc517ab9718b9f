"""The guide: one page in French, by task, for whoever enters the admin."""

import re

import pytest
from django.urls import reverse

from desk.guide.views import SECTIONS
from tests.desk.people import a_site, at_work, someone

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    a_site()
    response = at_work(someone("Lecteur")).get(reverse("desk_guide"))
    assert response.status_code == 200
    return response.content.decode()


def test_each_task_has_its_anchor_and_its_text(page):
    for section in SECTIONS:
        text = page.split(f'id="{section.slug}"')[1].split("</section>")[0]
        assert len(re.sub(r"<[^>]+>|\s+", " ", text)) > 300


def test_its_links_lead_somewhere(page):
    guide = page.split('class="guide"')[1]
    anchors = re.findall(r'href="#([\w-]+)"', guide)
    assert sorted(anchors) == sorted(section.slug for section in SECTIONS)


def test_the_menu_leads_to_it_and_to_no_other_site(page):
    menu = page.split("wagtail-sidebar-props")[1]
    assert "/admin/aide/" in menu
    assert "guide.wagtail.org" not in page
    assert "wagtail.org" not in menu
