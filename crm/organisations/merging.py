"""What two files of one person have with organisations: each link once, one primary one."""

from __future__ import annotations

from crm.people.merging.rules import Merge

from .models import Role


def roles(merge: Merge) -> None:
    """A link that both files hold is kept once; the primary one is that of the file that stays."""
    here = {(row.organisation_id, row.kind): row for row in _current(merge.kept.pk)}
    primary = any(row.is_primary for row in here.values())
    for row in _current(merge.ended.pk):
        twin = here.get((row.organisation_id, row.kind))
        leads = row.is_primary and not primary
        if twin is not None:
            row.delete()
            twin.starts_on = min(twin.starts_on, row.starts_on)
            twin.title = twin.title or row.title
            twin.is_primary = twin.is_primary or leads
            twin.save(update_fields=["starts_on", "title", "is_primary"])
        elif row.is_primary and primary:
            row.is_primary = False
            row.save(update_fields=["is_primary"])


def _current(pk: int) -> list[Role]:
    return list(Role.objects.current().filter(person=pk))
