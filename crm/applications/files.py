"""The files that come from the public: apart until somebody's file holds them, then papers among others.

A row that goes takes its file with it, once that is certain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.papers.checking import checked, clean_name
from crm.papers.models import PaperKind
from crm.papers.services import (
    add_paper,
    discard,
    discard_after,
    files_without_a_row,
    remove_paper,
)
from crm.people.services import heard_from

from .models import (
    LIVE,
    Application,
    ApplicationPaper,
    ApplicationState,
    Draft,
    SentFile,
    Submission,
    SubmissionState,
)
from .models.draft import FOLDER

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_FILES = 6
TOO_MANY = f"Vous avez déjà {MOST_FILES} pièces : retirez-en une pour en ajouter une autre."
Owner = Application | Submission
# While it is studied, what was sent may be taken back.
STUDIED = {ApplicationState.SUBMITTED, ApplicationState.UNDER_REVIEW}


@transaction.atomic
def add(
    owner: Draft | Submission, kind: PaperKind, upload: File[bytes], *, at: datetime | None = None
) -> SentFile:
    """Keep a file for a draft or a form. Raises Refused on what `checking` does not accept."""
    content_type = checked(upload)
    if owner.files.count() >= MOST_FILES:
        raise Refused(TOO_MANY)
    row = SentFile(
        kind=kind,
        name=clean_name(upload.name or ""),
        content_type=content_type,
        size=upload.size,
        added_at=at or timezone.now(),
        **{"draft" if isinstance(owner, Draft) else "submission": owner},
    )
    row.file.save(row.name, upload, save=False)
    try:
        row.save()
    except BaseException:
        discard([row.file.name])
        raise
    return row


def drop(row: SentFile) -> None:
    """Take a file away, in the caller's transaction."""
    _drop(SentFile.objects.filter(pk=row.pk))


def drop_all(owner: Draft | Submission) -> None:
    """Take every file of a draft or of a form away, in the caller's transaction."""
    _drop(owner.files.all())


def drop_of_people(people: Iterable[int]) -> None:
    """Take away the files that wait beside the forms of some people, given by primary key."""
    _drop(SentFile.objects.filter(submission__matched_person__in=list(people)))


def _drop(rows) -> None:  # type: ignore[no-untyped-def]
    names = list(rows.values_list("file", flat=True))
    rows.delete()
    discard_after(names)


def give(draft: Draft, submission: Submission, now: datetime) -> None:
    """The files of a draft go with the form that was sent: into the file of its sender once it is known."""
    draft.files.update(draft=None, submission=submission)
    application = Application.objects.filter(submission=submission).first()
    if application is not None:
        file_papers(submission, application, now)


def file_papers(submission: Submission, application: Application, now: datetime) -> None:
    """Make papers of the files that came with a form, in the caller's transaction."""
    rows = list(submission.files.all())
    for row in rows:
        with row.file.open("rb") as content:
            _paper(application, PaperKind(row.kind), File(content, name=row.name), row.added_at)
    drop_all(submission)


def _paper(
    application: Application, kind: PaperKind, upload: File[bytes], at: datetime
) -> ApplicationPaper:
    paper = add_paper(application.person, kind, upload, by=None, at=at)
    return ApplicationPaper.objects.create(application=application, paper=paper)


def may_add(row: Owner) -> bool:
    if isinstance(row, Submission):
        return row.state == SubmissionState.REVIEW
    return row.state in LIVE


def may_drop(row: Owner) -> bool:
    return may_add(row) and (isinstance(row, Submission) or row.state in STUDIED)


@transaction.atomic
def add_later(
    row: Owner,
    kind: PaperKind,
    upload: File[bytes],
    *,
    at: datetime | None = None,
) -> None:
    """Add a file from the follow-up page: a paper at once where the sender has a file."""
    now = at or timezone.now()
    held = _hold(row, may_add)
    if isinstance(held, Submission):
        add(held, kind, upload, at=now)
        return
    if held.papers.count() >= MOST_FILES:
        raise Refused(TOO_MANY)
    _paper(held, kind, upload, now)
    heard_from(held.person, at=now)


@transaction.atomic
def drop_later(row: Owner, pk: int, *, at: datetime | None = None) -> None:
    """Take away a file that the sender gave, while the application is studied."""
    now = at or timezone.now()
    held = _hold(row, may_drop)
    if isinstance(held, Submission):
        if sent := held.files.filter(pk=pk).first():
            drop(sent)
    elif link := held.papers.select_related("paper").filter(pk=pk).first():
        remove_paper(link.paper, by=None, at=now)
        heard_from(held.person, at=now)


def _hold(row: Owner, allowed: Callable[[Owner], bool]) -> Owner:
    held = type(row).objects.select_for_update().get(pk=row.pk)
    if not allowed(held):
        raise Refused("Cette candidature n’est plus à l’étude : ses pièces ne changent plus.")
    return held


def note_reading(row: SentFile, submission: Submission, by: User) -> None:
    record(Action.READ, row, by=by, person_id=submission.matched_person_id)


def papers_of(application: Application) -> list[ApplicationPaper]:
    return list(application.papers.select_related("paper").order_by("paper__added_at", "pk"))


def lost(at: datetime) -> list[str]:
    """The files of this room that no row names."""
    return files_without_a_row(FOLDER, set(SentFile.objects.values_list("file", flat=True)), at)


def forget_lost(at: datetime) -> int:
    found = lost(at)
    discard(found)
    return len(found)
