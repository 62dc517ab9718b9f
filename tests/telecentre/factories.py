from datetime import date, time

import factory

from telecentre.models import (
    ExceptionalDate,
    OpeningHours,
    Organisation,
    OrganisationAbsence,
    Permanence,
    PermanenceAbsence,
    Pole,
    Site,
    Space,
    Tariff,
    TariffProduct,
    Weekday,
)
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


class PoleFactory(factory.django.DjangoModelFactory):
    slug = factory.Sequence("pole-{}".format)
    name = factory.Sequence("Pôle {}".format)
    text = "Monter un dossier et le suivre."

    class Meta:
        model = Pole


class OrganisationFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence("Organisme {}".format)

    class Meta:
        model = Organisation


class PermanenceFactory(factory.django.DjangoModelFactory):
    """Every Monday morning."""

    organisation = factory.SubFactory(OrganisationFactory)
    pole = factory.SubFactory(PoleFactory)
    weekday = Weekday.MONDAY
    opens_at = time(9)
    closes_at = time(12)
    valid_from = date(2005, 9, 1)

    class Meta:
        model = Permanence


class OrganisationAbsenceFactory(factory.django.DjangoModelFactory):
    organisation = factory.SubFactory(OrganisationFactory)

    class Meta:
        model = OrganisationAbsence


class PermanenceAbsenceFactory(factory.django.DjangoModelFactory):
    permanence = factory.SubFactory(PermanenceFactory)

    class Meta:
        model = PermanenceAbsence


class ExceptionalDateFactory(factory.django.DjangoModelFactory):
    permanence = factory.SubFactory(PermanenceFactory)
    opens_at = time(14)
    closes_at = time(16)

    class Meta:
        model = ExceptionalDate
