"""The journal is never changed: what it told of a file that was merged belongs to the survivor's story."""

from __future__ import annotations

from django.db.models import Q

from crm.people.models import Person


def of_whole_file(person: Person, path: str = "person") -> Q:
    """Select rows that tell of a person, or of a file that was merged into theirs.

    Each side is read through its own index: a join to the merged files would read every row.
    """
    merged = Person.objects.filter(merged_into=person).values("pk")
    return Q(**{path: person}) | Q(**{f"{path}__in": merged})
