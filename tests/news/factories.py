from datetime import date

import factory
from wagtail.models import Page, Site

from editorial.models import Embargo
from home.models import HomePage
from news.models import NewsIndexPage, NewsPage, Theme


class ThemeFactory(factory.django.DjangoModelFactory):
    slug = factory.Sequence("theme-{}".format)
    name = factory.Sequence("Thème {}".format)

    class Meta:
        model = Theme


def a_home_page() -> HomePage:
    """A site of one page, which Wagtail serves at /."""
    page = HomePage(title="Accueil", slug="accueil-essai", slogan="Bienvenue.")
    Page.get_first_root_node().add_child(instance=page)
    Site.objects.update(root_page=page, is_default_site=True)
    Site.clear_site_root_paths_cache()
    return page


def a_news_index(home: HomePage | None = None) -> NewsIndexPage:
    page = NewsIndexPage(title="Actualités", slug="actualites")
    return (home or a_home_page()).add_child(instance=page)


def a_news_item(index: NewsIndexPage, **fields: object) -> NewsPage:
    fields = {"title": "Une nouvelle", "published_on": date(2011, 3, 23)} | fields
    return index.add_child(instance=NewsPage(**fields))


def held(page: Page, until: object) -> Page:
    """The same page, published but under embargo."""
    Embargo.objects.create(page=page, until=until)
    return page
