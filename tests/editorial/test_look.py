import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

from editorial.bundles import BUNDLES, StylesheetBundleFinder
from editorial.context_processors import site_frame

SOURCES = settings.BASE_DIR / "static" / "css"


@pytest.fixture
def finder(settings, tmp_path):
    """A finder that works on its own small sources."""
    settings.BASE_DIR, settings.VAR_DIR = tmp_path, tmp_path / "var"
    components = tmp_path / "static" / "css" / "components"
    components.mkdir(parents=True)
    (components.parent / "tokens.css").write_text("/* inks */ @layer tokens { :root { --a: 1 } }")
    (components / "button.css").write_text("@layer components { .button { color: red } }")
    return StylesheetBundleFinder()


def test_the_bundle_holds_every_component():
    css = Path(finders.find("css/site.css")).read_text()
    for source in (SOURCES / "components").glob("*.css"):
        selectors = re.findall(r"^  (\.[\w-]+)", source.read_text(), re.MULTILINE)
        assert all(selector in css for selector in selectors), source.name


def test_the_bundle_follows_the_order_of_the_cascade(finder):
    css = Path(finder.find("css/site.css")).read_text()
    assert css.index(":root") < css.index(".button")
    assert "inks" not in css


def test_a_changed_component_is_served_at_once(finder, tmp_path):
    finder.find("css/site.css")
    button = tmp_path / "static/css/components/button.css"
    button.write_text("@layer components { .button { color: blue } }")
    assert "blue" in Path(finder.find("css/site.css")).read_text()


def test_a_component_taken_away_leaves_the_bundle(finder, tmp_path):
    finder.find("css/site.css")
    (tmp_path / "static/css/components/button.css").unlink()
    assert ".button" not in Path(finder.find("css/site.css")).read_text()


def test_the_desk_keeps_our_components_to_itself(finder):
    css = Path(finder.find("css/desk.css")).read_text()
    assert ".desk { .button" in css
    assert "@layer" not in css


def test_a_sheet_on_the_screen_has_the_rules_of_print():
    css = Path(finders.find("css/paper.css")).read_text()
    assert "@media print" not in css
    assert "210mm" in css


def test_the_bundles_are_collected(finder):
    assert [path for path, _ in finder.list([])] == list(BUNDLES)
    assert list(finder.list(["*.css"])) == []


def test_the_finder_leaves_other_files_to_others(finder):
    assert not finder.find("css/tokens.css")
    assert finder.find("css/tokens.css", find_all=True) == []


def test_an_unknown_file_is_found_nowhere():
    assert finders.find("css/nowhere.css") is None
    assert finders.find("css/nowhere.css", find_all=True) == []


def test_every_icon_that_templates_name_is_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (SOURCES.parent / "icons.svg").read_text()))
    named = set()
    for template in (settings.BASE_DIR / "templates").rglob("*.html"):
        if "wagtailadmin" not in template.parts:
            named |= set(re.findall(r'{% icon "([\w-]+)" %}', template.read_text()))
    assert named <= drawn


def test_every_template_of_the_site_compiles():
    folder = settings.BASE_DIR / "templates"
    for template in folder.rglob("*.html"):
        assert get_template(str(template.relative_to(folder)))


def test_no_page_carries_a_style_or_a_script_of_its_own():
    for template in (settings.BASE_DIR / "templates").rglob("*.html"):
        html = re.sub(
            r"{% comment %}.*?{% endcomment %}", "", template.read_text(), flags=re.DOTALL
        )
        assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=", html), template


@pytest.mark.django_db
def test_the_frame_asks_nothing_until_it_is_used(django_assert_num_queries):
    with django_assert_num_queries(0):
        site_frame(RequestFactory().get("/admin/"))


@pytest.mark.django_db
def test_the_frame_costs_four_queries_at_most(client, django_assert_max_num_queries):
    client.get("/nulle-part/")
    with django_assert_max_num_queries(4 + 1):  # the last looks for a redirect
        assert client.get("/nulle-part/").status_code == 404


def test_seats_are_said_in_words_too():
    html = render_to_string("components/seats.html", {"free": 3, "capacity": 15})
    assert 'aria-label="3 places libres sur 15"' in html
    assert html.count("<i") == 15
    assert html.count('class="free"') == 3


@pytest.mark.parametrize(("free", "capacity"), [(-2, 12), (20, 12), (None, 12)])
def test_seats_bear_figures_out_of_bounds(free, capacity):
    html = render_to_string("components/seats.html", {"free": free, "capacity": capacity})
    assert html.count("<i") == 12


def test_prisms_are_in_proportion():
    figures = [{"value": 450, "label": "inscrits"}, {"value": 0, "label": "refus"}]
    html = render_to_string("components/key_figures.html", {"figures": figures})
    assert re.findall(r'height="([\d.]+)rem"', html) == ["18.50", "1.50"]


def test_pagination_marks_where_one_is():
    pages = Paginator(range(200), 10).page(9)
    html = render_to_string("components/pagination.html", {"pages": pages})
    assert re.search(r'aria-current="page">.*9</span>', html)
    assert 'href="?page=8" rel="prev"' in html


def test_one_page_needs_no_pagination():
    pages = Paginator(range(3), 10).page(1)
    assert "<nav" not in render_to_string("components/pagination.html", {"pages": pages})


@pytest.mark.django_db
def test_the_door_of_the_admin_speaks_french_in_the_colours_of_the_site(client):
    page = client.get("/admin/login/", follow=True).content.decode()
    assert "Espace de l’équipe" in page
    assert "Mot de passe" in page
    assert not re.search(r"Wagtail<|Password|Sign in", page)
    assert "css/site.css" in page
