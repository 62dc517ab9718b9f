"""Who works at the desk, and the pages that they find there."""

from django.contrib.auth.models import Group, User
from django.test import Client
from wagtail.models import Page

from editorial.models import StandardPage
from editorial.rights import grant
from home.models import HomePage
from news.models import NewsIndexPage, NewsPage
from tests.news.factories import a_home_page
from training.models import CatalogueIndexPage


def a_site() -> HomePage:
    """The sections that roles are given by their address, then the roles."""
    home = a_home_page()
    home.add_child(instance=NewsIndexPage(title="Actualités", slug="actualites"))
    home.add_child(instance=StandardPage(title="Presse", slug="presse"))
    home.add_child(instance=CatalogueIndexPage(title="Formations", slug="formations"))
    home.add_child(instance=StandardPage(title="Télécentre", slug="telecentre"))
    grant()
    return home


def someone(*roles: str, username: str = "") -> User:
    name = username or "-".join(roles).lower().replace(" ", "-")
    user = User.objects.create_user(name, f"{name.encode('ascii', 'ignore').decode()}@example.org")
    user.groups.add(*(Group.objects.get(name=role) for role in roles))
    return user


def at_work(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_at(slug: str) -> Page:
    return Page.objects.get(slug=slug).specific


def a_draft(**fields: object) -> NewsPage:
    """News that nobody has published yet."""
    fields = {"title": "Une nouvelle", "live": False} | fields
    page = page_at("actualites").add_child(instance=NewsPage(**fields))
    page.save_revision()
    return page
