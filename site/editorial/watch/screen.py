"""« Tâches planifiées »: what runs at its hour, when it last did, what came of it, and when it will again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import permission_required, user_passes_test
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.log_actions import log

from editorial.models import ScheduledJob, ScheduledRun
from editorial.scheduling import KEPT_RUNS, Job, ask_now, jobs

from .heartbeats import SCHEDULER, last_beats
from .own import scheduler as look_at_the_scheduler
from .panel import RIGHT

ASKED = "editorial.ask_job"
# A pass a little after its hour is no delay: the scheduler looks once a minute.
LATE_AFTER = timedelta(minutes=5)


@dataclass(frozen=True)
class Line:
    """A job and its row, which its first pass makes."""

    job: Job
    row: ScheduledJob | None
    at: datetime

    @property
    def held(self) -> bool:
        return bool(self.row and self.row.held_until and self.row.held_until > self.at)

    @property
    def late(self) -> bool:
        return bool(self.row and not self.held and self.row.next_at < self.at - LATE_AFTER)


def lines(at: datetime) -> list[Line]:
    """Those that failed or are late first, then by name."""
    rows = {row.name: row for row in ScheduledJob.objects.all()}
    found = [Line(job, rows.get(job.name), at) for job in jobs()]
    return sorted(
        found, key=lambda one: (not (one.row and one.row.failed), not one.late, one.job.label)
    )


@permission_required(RIGHT, login_url="wagtailadmin_login")
def scheduled_jobs(request: HttpRequest) -> HttpResponse:
    """Two queries and one for the sign of life, whatever the number of jobs."""
    now = timezone.now()
    context = {
        "lines": lines(now),
        "alert": look_at_the_scheduler(now),
        "beaten_at": last_beats().get(SCHEDULER),
        "may_ask": request.user.is_superuser,
    }
    return render(request, "editorial/watch/jobs.html", context)


@permission_required(RIGHT, login_url="wagtailadmin_login")
def one_job(request: HttpRequest, name: str) -> HttpResponse:
    job = found(name)
    now = timezone.now()
    row = ScheduledJob.objects.filter(name=name).first()
    context = {
        "line": Line(job, row, now),
        "runs": ScheduledRun.objects.filter(job__name=name),
        "kept": KEPT_RUNS,
        "may_ask": request.user.is_superuser,
    }
    return render(request, "editorial/watch/job.html", context)


@require_POST
@user_passes_test(lambda user: user.is_superuser, login_url="wagtailadmin_login")
def ask(request: HttpRequest, name: str) -> HttpResponse:
    """Make it due: a scheduler takes it as it takes any other, so that it never runs twice at once."""
    job = found(name)
    if not ask_now(job):
        messages.error(request, f"«\N{NO-BREAK SPACE}{job.label}\N{NO-BREAK SPACE}» tourne déjà.")
        return redirect("scheduled_jobs")
    log(ScheduledJob.objects.get(name=name), ASKED, user=request.user, title=job.label)
    silent = look_at_the_scheduler(timezone.now()).wrong
    when = f"{silent} Elle partira dès qu’il reprendra." if silent else "Elle part dans la minute."
    messages.success(
        request, f"«\N{NO-BREAK SPACE}{job.label}\N{NO-BREAK SPACE}» est demandée. {when}"
    )
    return redirect("scheduled_jobs")


def found(name: str) -> Job:
    for job in jobs():
        if job.name == name:
            return job
    raise Http404
