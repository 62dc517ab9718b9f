from datetime import date, timedelta

import factory

from training.models import Course, Module, OnSiteWeek, Session


class CourseFactory(factory.django.DjangoModelFactory):
    code = factory.Sequence("formation-{}".format)
    title = factory.Sequence("Formation {}".format)

    class Meta:
        model = Course


class ModuleFactory(factory.django.DjangoModelFactory):
    course = factory.SubFactory(CourseFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence("Module {}".format)

    class Meta:
        model = Module


class SessionFactory(factory.django.DjangoModelFactory):
    """A session of five months; applications open 120 days before it and close 14 days before it."""

    course = factory.SubFactory(CourseFactory)
    label = factory.Sequence("session {}".format)
    starts_on = date(2011, 5, 9)
    ends_on = factory.LazyAttribute(lambda row: row.starts_on + timedelta(days=150))
    applications_open_on = factory.LazyAttribute(lambda row: row.starts_on - timedelta(days=120))
    applications_close_on = factory.LazyAttribute(lambda row: row.starts_on - timedelta(days=14))

    class Meta:
        model = Session

    class Params:
        cancelled = factory.Trait(
            cancelled_on=factory.LazyAttribute(lambda row: row.starts_on - timedelta(days=30)),
            cancel_reason="Trop peu de candidatures pour former un groupe.",
        )


class WeekFactory(factory.django.DjangoModelFactory):
    session = factory.SubFactory(SessionFactory)
    starts_on = date(2011, 5, 9)
    ends_on = factory.LazyAttribute(lambda row: row.starts_on + timedelta(days=4))

    class Meta:
        model = OnSiteWeek
