"""What the site forgets by itself, each at its term: run once a day by the scheduler."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db.models.fields.files import FieldFile
from wagtail import hooks
from wagtail.admin.models import FormState
from wagtail.models import ModelLogEntry, UploadedFile

from editorial.legal import reports
from editorial.readings import counting
from editorial.scheduling import Job
from editorial.search import habits

DAY = timedelta(days=1)
# Who did what in the admin, but for pages: their history goes with them.
HISTORY_KEPT_FOR = timedelta(days=365)


def forget(at: datetime) -> int:
    """Take away what is out of date. A second run takes away nothing more. Return how many rows are known to go."""
    habits.forget()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    known = counting.forget(at) + reports.forget(at)
    return known + forget_history(at) + forget_uploads(at)


def forget_history(at: datetime) -> int:
    """The history of what is no page, a year old."""
    before = at - HISTORY_KEPT_FOR
    snippets, _ = ModelLogEntry.objects.filter(timestamp__lt=before).delete()
    rows, _ = LogEntry.objects.filter(action_time__lt=before).delete()
    return snippets + rows


def forget_uploads(at: datetime) -> int:
    """What somebody began to add to the library, or to type in a form of the admin, and left there for a day."""
    drafts, _ = FormState.objects.filter(last_updated_at__lt=at - DAY).delete()
    left = [row for row in UploadedFile.objects.all() if _is_old(row.file, at)]
    for row in left:
        row.file.delete(save=False)
        row.delete()
    return drafts + len(left)


def _is_old(file: FieldFile, at: datetime) -> bool:
    try:
        written: datetime = file.storage.get_modified_time(str(file.name))
    except FileNotFoundError:
        return True
    return written < at - DAY


@hooks.register("register_scheduled_job")
def forget_daily() -> Job:
    return Job(
        "site-retention",
        DAY,
        forget,
        label="Ménage du site",
        says="Oublie les sessions finies, l’historique d’un an, les saisies laissées en route et les anciens comptes.",
    )
