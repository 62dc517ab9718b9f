"""The training in a person's file: where each application stands, and what an advisor may do from there."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from crm.journeys.refused_forms import form_for
from crm.people.models import Person
from crm.registers.access import agent
from crm.registers.batch import Steps, first, stepwise
from training.models import Module, ModuleKind, Session

from .attendance import PRESENT_IN
from .attendance.progress import Progress, progress_of
from .forms_file import HalfDaysForm, ModuleForm
from .forms_roster import TraineeMoveForm, enrolment_ways
from .models import Application, Enrolment


@dataclass(frozen=True)
class Training:
    """An application with its enrolment, how far it went, and the forms that the reader may post."""

    application: Application
    enrolment: Enrolment | None
    progress: Progress | None
    move_form: TraineeMoveForm | None = None
    days_form: HalfDaysForm | None = None
    module_form: ModuleForm | None = None


@stepwise
def panel(request: HttpRequest, person: Person) -> Steps[SafeString]:
    if not agent(request).has_perm("crm_applications.view_application"):
        return SafeString("")
    rows = (
        Application.objects.sent()
        .filter(person=person)
        .select_related("session__course", "enrolment__seat", "enrolment__roster__session__course")
    )
    found = yield from first(rows)
    trainings = [_training(request, row) for row in found.rows]
    if not trainings:
        return SafeString("")
    context = {"person": person, "trainings": trainings}
    return render_to_string("crm_applications/desk/panel.html", context, request)


def _training(request: HttpRequest, row: Application) -> Training:
    enrolment: Enrolment | None = getattr(row, "enrolment", None)
    if enrolment is None:
        return Training(row, None, None)
    progress = progress_of(enrolment.roster.session, [enrolment.pk])[enrolment.pk]
    user = agent(request)
    move_form = days_form = module_form = None
    ways = enrolment_ways(enrolment)
    if ways and user.has_perm("crm_applications.change_enrolment"):
        move_form = form_for(request, move_key(enrolment), TraineeMoveForm, ways=ways)
    if user.has_perm("crm_applications.add_attendance") and may_follow(enrolment):
        session = enrolment.roster.session
        days_form = form_for(request, days_key(enrolment), HalfDaysForm, session=session)
        left = modules_left(enrolment)
        if left:
            module_form = form_for(request, module_key(enrolment), ModuleForm, modules=left)
    return Training(row, enrolment, progress, move_form, days_form, module_form)


def may_follow(enrolment: Enrolment) -> bool:
    begun = enrolment.roster.session.starts_on <= timezone.localdate()
    return begun and enrolment.state in PRESENT_IN


def modules_left(enrolment: Enrolment) -> list[Module]:
    """The distance modules of the course that are not validated yet."""
    session: Session = enrolment.roster.session
    done = enrolment.results.filter(validated_at__isnull=False).values("module")
    taught = Module.objects.filter(course=session.course_id, kind=ModuleKind.DISTANCE)
    return list(taught.exclude(pk__in=done))


def move_key(enrolment: Enrolment) -> str:
    return f"enrolment-{enrolment.pk}"


def days_key(enrolment: Enrolment) -> str:
    return f"days-{enrolment.pk}"


def module_key(enrolment: Enrolment) -> str:
    return f"module-{enrolment.pk}"
