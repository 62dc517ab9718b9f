"""The journal is never changed: what it told of a file that was merged belongs to the survivor's story."""

from __future__ import annotations

from django.db.models import Q

from crm.people.models import Person


def of_whole_file(person: Person, path: str = "person") -> Q:
    """Select rows that tell of a person, or of a file that was merged into theirs."""
    return Q(**{path: person}) | Q(**{f"{path}__merged_into": person})
