"""From the answers that a segment keeps to the people whom they describe, at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from crm.people.models import Person
from crm.people.models.persons import PersonQuerySet
from editorial.typography import french

from .criteria import CRITERIA, Criterion, CriterionForm
from .criteria.criterion import Lists
from .models import Segment

# What somebody still understands at a glance.
MOST = 12
# Neither merged, nor anonymised, nor only kept at their own request.
ALIVE = Q(merged_into__isnull=True, anonymised_at__isnull=True, restricted_at__isnull=True)


@dataclass(frozen=True)
class Asked:
    """A criterion with its answers."""

    criterion: Criterion
    form: CriterionForm

    @property
    def excludes(self) -> bool:
        return bool(self.form.cleaned_data.get("exclude"))

    def q(self, at: datetime) -> Q:
        found = self.criterion.people(self.form.cleaned_data, at)
        return ~found if self.excludes else found

    def kept(self) -> dict[str, Any]:
        return {
            "code": self.criterion.code,
            "exclude": self.excludes,
            "told": self.form.kept(),
        }

    def words(self) -> str:
        """« sauf Candidature à une formation (état : refusée) »."""
        told = self.form.words()
        said = f"{self.criterion.label} ({told})" if told else self.criterion.label
        return french(f"sauf : {said}" if self.excludes else said)


def read(criteria: Iterable[Mapping[str, Any]], lists: Lists | None = None) -> list[Asked] | None:
    """The criteria that a row keeps; None when one of them is not understood any more.

    A course that is gone, a colleague who left: to answer without it would widen the segment.
    """
    asked = []
    for kept in criteria:
        criterion = CRITERIA.get(str(kept.get("code")))
        if criterion is None:
            return None
        form = criterion.read(kept, lists=lists)
        if not form.is_valid():
            return None
        asked.append(Asked(criterion, form))
    return asked


def q_of(asked: Sequence[Asked] | None, at: datetime) -> Q:
    """Whom the criteria describe: nobody when there are none or one of them is not understood."""
    found = ALIVE if asked else Q(pk__in=[])
    for one in asked or []:
        found &= one.q(at)
    return found


def people_asked(asked: Sequence[Asked] | None, at: datetime) -> PersonQuerySet:
    return Person.objects.filter(q_of(asked, at))


def people_of(segment: Segment, at: datetime) -> PersonQuerySet:
    """The people of a segment at a moment, each once. None of them while it is to be read over."""
    return people_asked(read(segment.criteria), at)


def counts(segments: Sequence[Segment], at: datetime) -> dict[int, int | None]:
    """How many people each segment describes, in one reading; None for one to read over."""
    lists: Lists = {}
    asked = {segment.pk: read(segment.criteria, lists) for segment in segments}
    known = {pk: told for pk, told in asked.items() if told}
    named = {f"s{pk}": Count("pk", filter=q_of(told, at)) for pk, told in known.items()}
    found = Person.objects.aggregate(**named) if named else {}
    return {segment.pk: found.get(f"s{segment.pk}") for segment in segments}
