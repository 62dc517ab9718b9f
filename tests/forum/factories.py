from datetime import date

import factory

from forum.models import Edition


class EditionFactory(factory.django.DjangoModelFactory):
    number = factory.Sequence(lambda n: n + 1)
    title = factory.LazyAttribute(lambda row: f"{row.number}e Forum du télétravail")
    starts_on = date(2010, 10, 7)
    ends_on = factory.SelfAttribute("starts_on")
    place = "Maison des services, Murat"

    class Meta:
        model = Edition
