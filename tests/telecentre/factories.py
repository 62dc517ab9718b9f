from datetime import date, time

import factory

from telecentre.models import OpeningHours, Site, Space, Tariff, TariffProduct, Weekday
from territory.models import Commune


class CommuneFactory(factory.django.DjangoModelFactory):
    insee = "15138"
    name = "Murat"
    department = "15"

    class Meta:
        model = Commune
        django_get_or_create = ("insee",)


class SiteFactory(factory.django.DjangoModelFactory):
    slug = factory.Sequence("site-{}".format)
    name = factory.Sequence("Télécentre {}".format)
    commune = factory.SubFactory(CommuneFactory)
    opened_on = date(2006, 9, 1)

    class Meta:
        model = Site


class HoursFactory(factory.django.DjangoModelFactory):
    site = factory.SubFactory(SiteFactory)
    weekday = Weekday.MONDAY
    opens_at = time(9)
    closes_at = time(12)

    class Meta:
        model = OpeningHours


class SpaceFactory(factory.django.DjangoModelFactory):
    site = factory.SubFactory(SiteFactory)
    slug = factory.Sequence("bureau-{}".format)
    label = factory.Sequence("Bureau {}".format)
    valid_from = date(2006, 9, 1)

    class Meta:
        model = Space


class TariffFactory(factory.django.DjangoModelFactory):
    product = TariffProduct.HALF_DAY
    price_cents = 1000
    valid_from = date(2011, 12, 1)

    class Meta:
        model = Tariff
