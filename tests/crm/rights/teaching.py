"""What a trainer works on: a half-day, a presence, a sheet, a work handed in, in a session of their own."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile

from crm.applications.attendance.modules import hand_in, keep_work
from crm.applications.attendance.scans import add_scan
from crm.applications.calendar.conflicts import Plan
from crm.applications.calendar.planning import add_half_day
from crm.applications.calendar.whose import name_trainers
from crm.applications.models import Enrolment, HalfDay
from training.models import Module


def pdf(name: str = "feuille.pdf") -> ContentFile[bytes]:
    return ContentFile(b"%PDF-1.4\n%%EOF\n", name=name)


def taught_rows(now: datetime) -> dict[str, Any]:
    """The first enrolment of all, its session given to every trainer of the table."""
    enrolment = Enrolment.objects.order_by("pk").first()
    assert enrolment is not None
    session = enrolment.roster.session
    trainers = get_user_model().objects.filter(groups__name="Formateurs")
    name_trainers(session, list(trainers), by=None)
    plan = Plan(session.starts_on, HalfDay.MORNING, time(9), time(12, 30), title="Accueil")
    module = Module.objects.create(course=session.course, number=90, title="À distance", hours=7)
    paper = keep_work(enrolment, module, pdf("travail.pdf"))
    hand_in(enrolment, module, paper=paper, at=now)
    attendance = enrolment.attendances.order_by("pk").first()
    assert attendance is not None
    return {
        "half_day": add_half_day(session, plan).pk,
        "distance": module.pk,
        "scan": add_scan(session, session.starts_on, pdf(), by=None).pk,
        "attendance": attendance.pk,
    }
