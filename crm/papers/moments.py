"""What this room tells of a person: the documents that came into the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm.journeys.models import Visibility
from crm.journeys.team import called
from crm.journeys.timeline import Moment
from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise, together

from .models import Paper

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@stepwise
def papers(person: Person, user: User) -> Steps[list[Moment]]:
    """What was added, and the place of what is kept from this reader, without its title."""
    if not user.has_perm("crm_papers.view_paper"):
        return []
    rows = Paper.objects.filter(person=person).select_related("added_by")
    readable, kept = yield from together(
        [first(rows.readable_by(user)), first(rows.kept_from(user))]
    )
    told = [
        Moment(
            at=paper.added_at,
            icon="file-text" if paper.visibility == Visibility.TEAM else "lock",
            title=f"Pièce ajoutée\N{NO-BREAK SPACE}: {paper.get_kind_display()}"
            + ("" if paper.visibility == Visibility.TEAM else " (réservée à vous)"),
            text=paper.title,
            author=called(paper.added_by),
            kind="letter",
        )
        for paper in readable.rows
    ]
    hidden = [
        Moment(
            at=paper.added_at,
            icon="lock",
            title="Pièce de lecture réservée",
            author=called(paper.added_by),
            kind="letter",
            restricted=True,
        )
        for paper in kept.rows
    ]
    return told + hidden
