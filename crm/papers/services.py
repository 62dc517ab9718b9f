"""The doors of papers: added, taken away, forgotten. A file goes once the row that names it is gone for good."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.models import Visibility
from crm.people.models import Person

from .checking import checked, clean_name
from .models import FOLDER, Paper, PaperKind, private_storage

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# A file without a row may belong to a paper that is being added.
BEING_ADDED = timedelta(days=1)


@transaction.atomic
def add_paper(
    person: Person,
    kind: PaperKind,
    upload: File[bytes],
    *,
    title: str = "",
    visibility: Visibility = Visibility.TEAM,
    by: User | None,
    at: datetime | None = None,
) -> Paper:
    """Keep a document in somebody's file. Raises Refused on what `checking` does not accept."""
    content_type = checked(upload)
    name = clean_name(upload.name or "")
    paper = Paper(
        person=person,
        kind=kind,
        title=title.strip() or name.rpartition(".")[0],
        name=name,
        content_type=content_type,
        size=upload.size,
        visibility=visibility,
        added_by=by,
        added_at=at or timezone.now(),
    )
    if not paper.title:
        raise Refused("Donnez un intitulé à cette pièce.")
    paper.file.save(name, upload, save=False)
    try:
        paper.save()
        record(Action.CREATED, paper, by=by, person_id=person.pk, at=at)
    except BaseException:
        discard([paper.file.name])
        raise
    return paper


@transaction.atomic
def remove_paper(paper: Paper, *, by: User | None, at: datetime | None = None) -> None:
    """Take a document away, and its file once that is certain."""
    record(Action.DELETED, paper, by=by, person_id=paper.person_id, at=at)
    name = paper.file.name
    Paper.objects.filter(pk=paper.pk).delete()
    discard_after([name])


def forget_papers(people: Iterable[int]) -> None:
    """Delete every document of some people, given by primary key, in the caller's transaction."""
    rows = Paper.objects.filter(person__in=list(people))
    names = list(rows.values_list("file", flat=True))
    rows.delete()
    discard_after(names)


def lost_files(at: datetime) -> list[str]:
    """Return the files that no row names: the machine stopped between the row and its file."""
    return files_without_a_row(FOLDER, set(Paper.objects.values_list("file", flat=True)), at)


def files_without_a_row(folder: str, named: Collection[str], at: datetime) -> list[str]:
    """Return the private files of a folder that are not among those named, the newest apart."""
    storage = private_storage()
    try:
        _, held = storage.listdir(folder)
    except FileNotFoundError:
        return []
    before = at - BEING_ADDED
    return [
        path
        for path in (f"{folder}/{name}" for name in held)
        if path not in named and storage.get_modified_time(path) < before
    ]


def forget_lost_files(at: datetime) -> int:
    """Delete them, and return how many there were."""
    lost = lost_files(at)
    discard(lost)
    return len(lost)


def discard_after(names: Sequence[str | None]) -> None:
    """Delete private files once the transaction is certain."""
    if names:
        transaction.on_commit(partial(discard, names), robust=True)


def discard(names: Iterable[str | None]) -> None:
    """Delete private files now."""
    storage = private_storage()
    for name in names:
        if name:
            storage.delete(name)
