"""Every time that an application was read, and what each reader wrote."""

from __future__ import annotations

from django.db.models import Prefetch

from crm.applications.models import Application

from .models import Examination, Mark, Reading, ReadingState


def history_of(application: Application) -> list[Examination]:
    """Its examinations, the latest first, each with its readings, their marks and what they corrected."""
    marks = Prefetch("marks", Mark.objects.select_related("criterion"))
    first = Prefetch("corrects", Reading.objects.prefetch_related(marks))
    readings = (
        Reading.objects.exclude(state=ReadingState.CORRECTED)
        .select_related("reader")
        .prefetch_related(marks, first)
    )
    rows = Examination.objects.filter(application=application)
    return list(
        rows.select_related("grid", "agreed_by")
        .prefetch_related(Prefetch("readings", readings))
        .order_by("-number")
    )
