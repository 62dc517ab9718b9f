from datetime import date, time, timedelta

import factory
from django.utils import timezone

from forum.models import (
    Appearance,
    Edition,
    EditionPage,
    ForumPage,
    Partner,
    Room,
    Slot,
    Speaker,
    Strand,
)
from tests.site_pages import published


class EditionFactory(factory.django.DjangoModelFactory):
    number = factory.Sequence(lambda n: n + 1)
    title = factory.LazyAttribute(lambda row: f"{row.number}e Forum du télétravail")
    starts_on = date(2010, 10, 7)
    ends_on = factory.SelfAttribute("starts_on")
    place = "Maison des services, Murat"

    class Meta:
        model = Edition


class RoomFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Salle {n}")

    class Meta:
        model = Room


class StrandFactory(factory.django.DjangoModelFactory):
    slug = factory.Sequence(lambda n: f"fil-{n}")
    name = factory.LazyAttribute(lambda row: row.slug.capitalize())

    class Meta:
        model = Strand


class SpeakerFactory(factory.django.DjangoModelFactory):
    slug = factory.Sequence(lambda n: f"personne-{n}")
    name = factory.LazyAttribute(lambda row: row.slug.title())
    fictional = True

    class Meta:
        model = Speaker


class PartnerFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Partenaire {n}")

    class Meta:
        model = Partner


class SlotFactory(factory.django.DjangoModelFactory):
    day = factory.LazyAttribute(lambda row: row.page.edition.starts_on)
    starts_at = time(10)
    ends_at = time(11)
    title = factory.Sequence(lambda n: f"Créneau {n}")

    class Meta:
        model = Slot


class AppearanceFactory(factory.django.DjangoModelFactory):
    speaker = factory.SubFactory(SpeakerFactory)

    class Meta:
        model = Appearance


def forum_page():
    return published(ForumPage(title="Forum du télétravail", slug="forum-du-teletravail"))


def edition_page(forum, **fields):
    edition = EditionFactory(**fields)
    page = EditionPage(
        title=edition.title, slug=str(edition.starts_on.year), edition=edition, lead="Trois fils."
    )
    return published(page, forum)


def ahead(**fields):
    """The fields of an edition that is to come and for which one registers."""
    today = timezone.localdate()
    window = {
        "registration_opens_on": today - timedelta(days=1),
        "registration_closes_on": today + timedelta(days=60),
    }
    return {"starts_on": today + timedelta(days=95)} | window | fields
