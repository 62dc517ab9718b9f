"""Two files that follow the same journey: the one that got further stays."""

from __future__ import annotations

from crm.people.merging.rules import Merge

from .models import ORDER, CloseReason, Interaction, Journey, Stage, Task
from .services import move


def journeys(merge: Merge) -> None:
    """Close one of two open journeys on a track; what was said and is to do goes to the other."""
    theirs = {row.track: row for row in Journey.objects.open().filter(person=merge.ended)}
    for mine in Journey.objects.open().filter(person=merge.kept, track__in=theirs):
        # At the same step, the journey of the file that stays.
        closed, kept = sorted([theirs[mine.track], mine], key=lambda row: _rank(row, mine))
        _bring_together(merge, closed, kept)


def _rank(row: Journey, mine: Journey) -> tuple[int, bool]:
    return ORDER.index(Stage(row.stage)), row.pk == mine.pk


def _bring_together(merge: Merge, closed: Journey, kept: Journey) -> None:
    for model in (Interaction, Task):
        model._base_manager.filter(journey=closed).update(journey=kept)
    if closed.next_action and not kept.next_action:
        kept.next_action, kept.next_action_at = closed.next_action, closed.next_action_at
    kept.project = kept.project or closed.project
    kept.horizon = kept.horizon or closed.horizon
    kept.owner_id = kept.owner_id or closed.owner_id
    kept.save(update_fields=["next_action", "next_action_at", "project", "horizon", "owner"])
    # Whoever followed either journey still finds it among their own.
    followers = {closed.owner_id, *closed.co_owners.values_list("pk", flat=True)}
    kept.co_owners.add(*(pk for pk in followers if pk and pk != kept.owner_id))
    stage = Stage(closed.stage).label
    numbers = {person.pk: person.file_number for person in (merge.kept, merge.ended)}
    move(closed, Stage.CLOSED, by=merge.by, close_reason=CloseReason.MERGED, at=merge.at)
    Journey.objects.filter(pk=closed.pk).update(next_action="", next_action_at=None)
    merge.told.append(
        f"Le parcours « {kept.get_track_display()} » était ouvert deux fois : celui du dossier "
        f"n° {numbers[kept.person_id]} ({Stage(kept.stage).label}) continue, celui du dossier "
        f"n° {numbers[closed.person_id]} ({stage}) est clos."
    )
