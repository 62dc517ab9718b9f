from datetime import date

from django.utils import timezone
from wagtail import hooks

from editorial.happenings import Happening
from training import live  # noqa: F401
from training.admin import TrainingViewSets
from training.desk import training_creations, training_dates, training_items
from training.happenings import of_session
from training.models import CoursePage, Session


@hooks.register("register_admin_viewset")
def register_viewsets() -> TrainingViewSets:
    return TrainingViewSets()


@hooks.register("register_happenings")
def sessions_between(start: date, end: date) -> list[Happening]:
    """Every session that touches these days and whose course anybody may read."""
    sessions = Session.objects.filter(
        course__page__in=CoursePage.objects.visible(), starts_on__lt=end, ends_on__gte=start
    )
    day = timezone.localdate()
    return [
        of_session(session, page.title, page.url or "", day)
        for session in sessions.select_related("course__page")
        if (page := session.course.page)
    ]


hooks.register("register_desk_items", training_items)
hooks.register("register_desk_dates", training_dates)
hooks.register("register_creations", training_creations)
