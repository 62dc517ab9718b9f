"""The loader of content: through Wagtail's doors, all or nothing, and never twice."""

from datetime import date

import pytest
from wagtail.models import Page, Site

from home.content import load
from home.content.values import ContentError
from home.models import HomePage
from news.models import NewsPage, Theme
from tests.home.conftest import FIXTURES
from training.models import Session

pytestmark = pytest.mark.django_db

TODAY = date(2011, 3, 23)

SITE = """
[[row]]
model = "news.Theme"
key = ["slug"]
slug = "forum"
name = "Forum"

[[page]]
type = "home.HomePage"
slug = "accueil"
title = "Accueil"
slogan = "Venez."

[[page]]
type = "news.NewsIndexPage"
parent = "/"
slug = "actualites"
title = "Actualités"

[[page]]
type = "news.NewsPage"
parent = "/actualites/"
slug = "forum"
title = "Le Forum"
published_on = "today-7"
first_published_at = 2011-03-01
theme = { slug = "forum" }
body = [ { type = "paragraph", value = "<p>Bonjour.</p>" } ]
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "10-site.toml").write_text(SITE)
    return tmp_path


def rewrite(folder, before, after):
    path = folder / "10-site.toml"
    path.write_text(path.read_text().replace(before, after))


def test_the_welcome_page_of_wagtail_gives_way_to_ours(folder):
    load(folder, TODAY)

    assert Site.objects.get().root_page.specific == HomePage.objects.get()
    assert list(Page.objects.filter(depth=2)) == [HomePage.objects.get().page_ptr]


def test_a_page_is_published_on_its_day(folder, client):
    load(folder, TODAY)

    page = NewsPage.objects.get()
    assert (page.published_on, page.theme.name) == (date(2011, 3, 16), "Forum")
    assert page.first_published_at.date() == date(2011, 3, 1)
    assert "Bonjour." in client.get("/actualites/forum/").content.decode()


def test_loading_twice_changes_nothing(folder):
    load(folder, TODAY)
    revisions = NewsPage.objects.get().revisions.count()

    assert load(folder, TODAY) == {"kept": 4}
    assert load(folder, date(2011, 4, 2), update=True) == {"kept": 4}
    assert NewsPage.objects.get().revisions.count() == revisions


def test_what_exists_is_left_alone_unless_asked(folder):
    load(folder, TODAY)
    rewrite(folder, "Le Forum", "Le Forum du télétravail")

    load(folder, TODAY)
    assert NewsPage.objects.get().title == "Le Forum"

    load(folder, TODAY, update=True)
    assert NewsPage.objects.get().title == "Le Forum du télétravail"


def test_a_page_that_somebody_edited_is_left_in_any_case(folder, admin_user):
    load(folder, TODAY)
    NewsPage.objects.get().save_revision(user=admin_user).publish()
    rewrite(folder, "Le Forum", "Le Forum du télétravail")

    load(folder, TODAY, update=True)

    assert NewsPage.objects.get().title == "Le Forum"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('slogan = "Venez."', 'devise = "Venez."', "champ inconnu, devise"),
        ('{ slug = "forum" }', '{ slug = "absent" }', "rien ne répond"),
        ('parent = "/actualites/"', 'parent = "/ailleurs/"', "Aucune page à l’adresse /ailleurs/"),
        ('"today-7"', '"hier"', "« hier » n’est pas une date"),
        ("[[row]]", "[[rang]]", "section inconnue, rang"),
    ],
)
def test_an_entry_that_is_wrong_stops_everything_and_is_named(folder, before, after, said):
    rewrite(folder, before, after)

    with pytest.raises(ContentError, match=said):
        load(folder, TODAY)

    assert not Theme.objects.exists()
    assert not HomePage.objects.exists()


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(ContentError, match="Aucun fichier"):
        load(tmp_path)


def test_days_relative_to_the_loading_stay_those_of_the_first_loading(tmp_path):
    (tmp_path / "rows.toml").write_text(
        """
        [[row]]
        model = "training.Course"
        key = ["code"]
        code = "essai"
        title = "Essai"

        [[row]]
        model = "training.Session"
        key = ["course", "label"]
        course = { code = "essai" }
        label = "printemps"
        applications_open_on = "today"
        applications_close_on = "today+30"
        starts_on = "today+40"
        ends_on = "today+90"

        [[row.children.weeks]]
        starts_on = "today+40"
        ends_on = "today+44"
        """
    )
    load(tmp_path, TODAY)

    assert load(tmp_path, date(2011, 6, 1), update=True) == {"kept": 2}
    session = Session.objects.get()
    assert session.starts_on == date(2011, 5, 2)
    assert session.weeks.get().ends_on == date(2011, 5, 6)


def test_the_real_content_is_whole_and_loads_once(real_site):
    assert real_site["created"] > 40

    assert NewsPage.objects.live().count() >= 15
    again = load(FIXTURES / "site", update=True)
    assert (again["created"], again["updated"]) == (0, 0)
