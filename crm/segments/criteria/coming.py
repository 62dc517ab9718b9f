"""What people came for: a training, a support plan, a home, the telecentre, the Forum."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from crm.applications.models import Application, ApplicationState, Enrolment, EnrolmentState
from crm.needs.models import Need, NeedKind
from crm.people.models import HouseholdMember
from crm.registrations.models import Registration, RegistrationState
from crm.support.models import PlanState, Settlement, SettlementState, SupportPlan
from crm.workspaces.models import Presence
from forum.models import Edition
from training.models import Course, Session

from .criterion import (
    CountField,
    Criterion,
    CriterionForm,
    DayField,
    ManyField,
    OneField,
    Told,
    within,
)
from .moments import within_moments

TRAINING, SETTLING, FORUM = "Formation", "Installation", "Forum et télécentre"
SENT = [one for one in ApplicationState.choices if one[0] != ApplicationState.DRAFT]
HERE = [SettlementState.MOVED_IN, SettlementState.CONFIRMED]
# Those who came in without registering were registered at the doors.
REGISTERED = [one for one in RegistrationState.choices if one[0] != RegistrationState.PENDING]


def courses() -> list[tuple[str, str]]:
    return [(str(pk), title) for pk, title in Course.objects.values_list("pk", "title")]


def sessions() -> list[tuple[str, str]]:
    return [(str(one.pk), str(one)) for one in Session.objects.select_related("course")]


def editions() -> list[tuple[str, str]]:
    return [(str(pk), title) for pk, title in Edition.objects.values_list("pk", "title")]


class ApplicationForm(CriterionForm):
    """All the answers are about one and the same application."""

    course = OneField("Formation", offers=courses, nothing="n’importe laquelle")
    session = OneField("Session", offers=sessions, nothing="n’importe laquelle")
    state = ManyField("État de la candidature", SENT)
    after = DayField("Envoyée à partir du")
    before = DayField("Envoyée jusqu’au")

    between = (("after", "before"),)


def applied(told: Told, at: datetime) -> Q:
    found = Application.objects.exclude(state=ApplicationState.DRAFT).filter(
        within_moments("submitted_at", told, "after", "before")
    )
    if told["course"]:
        found = found.filter(session__course=int(told["course"]))
    if told["session"]:
        found = found.filter(session=int(told["session"]))
    if told["state"]:
        found = found.filter(state__in=told["state"])
    return Q(pk__in=found.order_by().values("person"))


class TrainedForm(CriterionForm):
    course = OneField("Formation", offers=courses, nothing="n’importe laquelle")
    state = ManyField("Inscription", EnrolmentState.choices)
    after = DayField("Sortie à partir du")
    before = DayField("Sortie jusqu’au")

    between = (("after", "before"),)


def trained(told: Told, at: datetime) -> Q:
    found = Enrolment.objects.filter(within("ended_on", told, "after", "before"))
    if told["course"]:
        found = found.filter(application__session__course=int(told["course"]))
    found = found.filter(state__in=told["state"] or [EnrolmentState.COMPLETED])
    return Q(pk__in=found.order_by().values("application__person"))


class PlanForm(CriterionForm):
    state = ManyField("Accompagnement", PlanState.choices)
    ends_within = CountField("Se termine dans les (jours)", most=730)
    ends_before = DayField("Se termine avant le")


def supported(told: Told, at: datetime) -> Q:
    today = timezone.localdate(at)
    found = SupportPlan.objects.all()
    if told["state"]:
        found = found.filter(state__in=told["state"])
    if told["ends_within"]:
        last = today + timedelta(days=told["ends_within"])
        found = found.running().filter(ends_on__gte=today, ends_on__lte=last)
    if told["ends_before"]:
        found = found.live().filter(ends_on__lt=told["ends_before"])
    return Q(pk__in=found.order_by().values("person"))


class SettledForm(CriterionForm):
    state = ManyField("Installation", SettlementState.choices)
    after = DayField("Emménagement à partir du")
    before = DayField("Emménagement jusqu’au")

    between = (("after", "before"),)


def settled(told: Told, at: datetime) -> Q:
    """They live today in a household that settled."""
    found = Settlement.objects.filter(within("move_in_on", told, "after", "before"))
    found = found.filter(state__in=told["state"] or HERE)
    members = HouseholdMember.objects.filter(
        ends_on__isnull=True,
        person__isnull=False,
        household__in=found.order_by().values("household"),
    )
    return Q(pk__in=members.order_by().values("person"))


class NeedForm(CriterionForm):
    kind = ManyField("Besoin encore à satisfaire", NeedKind.choices)


def in_need(told: Told, at: datetime) -> Q:
    """Their household of today looks for something."""
    found = Need.objects.unmet().filter(kind__in=told["kind"])
    members = HouseholdMember.objects.filter(
        ends_on__isnull=True,
        person__isnull=False,
        household__in=found.order_by().values("household"),
    )
    return Q(pk__in=members.order_by().values("person"))


class TelecentreForm(CriterionForm):
    after = DayField("Venue à partir du")
    before = DayField("Venue jusqu’au")
    lately = CountField("Venue au cours des derniers (jours)", most=730)

    between = (("after", "before"),)


def uses_the_telecentre(told: Told, at: datetime) -> Q:
    found = Presence.objects.filter(within("date", told, "after", "before"))
    if told["lately"]:
        since = timezone.localdate(at) - timedelta(days=told["lately"])
        found = found.filter(date__gte=since)
    return Q(pk__in=found.order_by().values("person"))


class ForumForm(CriterionForm):
    edition = ManyField("Édition", offers=editions)
    state = ManyField("Inscription", REGISTERED)


def came_to_the_forum(told: Told, at: datetime) -> Q:
    """Registrations that were put in a file."""
    found = Registration.objects.filter(person__isnull=False)
    if told["edition"]:
        found = found.filter(edition__in=[int(pk) for pk in told["edition"]])
    found = found.filter(state__in=told["state"] or [RegistrationState.CONFIRMED])
    return Q(pk__in=found.order_by().values("person"))


CRITERIA = [
    Criterion("application", "Candidature à une formation", TRAINING, ApplicationForm, applied),
    Criterion("trained", "Formation suivie", TRAINING, TrainedForm, trained),
    Criterion("plan", "Accompagnement", SETTLING, PlanForm, supported),
    Criterion("settled", "Installation", SETTLING, SettledForm, settled),
    Criterion("need", "Besoin du foyer", SETTLING, NeedForm, in_need),
    Criterion("telecentre", "Venue au télécentre", FORUM, TelecentreForm, uses_the_telecentre),
    Criterion("forum", "Inscription au Forum", FORUM, ForumForm, came_to_the_forum),
]
