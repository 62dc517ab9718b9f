"""A session being composed: shared out, half read, two readers far apart, a proposal begun."""

from __future__ import annotations

from datetime import timedelta

from crm.applications.models import Application
from crm.selection.models import Outcome, Reading
from crm.selection.proposals import Choice, Meeting, save_proposal
from crm.selection.readings import Said, Words, send
from crm.selection.sharing import share_out

from .stage import Scene

# Marks of the five criteria, by candidate then by reader; None is left to be sent.
MARKS = [
    ([4, 3, 4, 3, 4], [3, 4, 4, 3, 3]),
    ([4, 4, 5, 4, 3], [1, 2, 2, 3, 2]),
    ([2, 3, 3, 3, 2], None),
    ([3, 3, 4, 4, 3], [4, 3, 3, 4, 3]),
]
SAID = {
    0: "Rien n’est dit, à demander de vive voix.",
    1: "Seulement une intention, sans premier pas.",
    2: "Une idée, mais les débouchés restent à trouver.",
    3: "Clair, des étapes sont posées.",
    4: "Solide : des contacts pris et un calendrier.",
    5: "Un premier client et des références vérifiées.",
}


def play_selection(scene: Scene) -> None:
    readers = [user for user in (scene.adviser, scene.manager) if user is not None]
    if scene.open is None or len(readers) < 2:
        return
    at, due = scene.ago(2), scene.today + timedelta(days=6)
    share_out(scene.open, readers, due_on=due, by=scene.manager, at=at)
    rows = list(Application.objects.filter(session=scene.open).to_study().order_by("submitted_at"))
    for application, marked in zip(rows, MARKS, strict=False):
        readings = Reading.objects.filter(examination__application=application).order_by("reader")
        for reading, marks in zip(readings, marked, strict=False):
            if marks is not None:
                send(reading, _words(reading, marks), by=reading.reader, at=scene.ago(1))
    told = {row.pk: Choice(Outcome.ADMITTED) for row in rows[:1]}
    told |= {row.pk: Choice(Outcome.WAITLISTED) for row in rows[3:4]}
    names = ", ".join(user.get_full_name() for user in readers)
    save_proposal(
        scene.open, told, revision=0, meeting=Meeting(present=names), by=scene.manager,
        at=scene.ago(0, 8),
    )  # fmt: skip


def _words(reading: Reading, marks: list[int]) -> Words:
    criteria = reading.examination.grid.criteria.all()
    return Words(
        {one.pk: Said(mark, SAID[mark]) for one, mark in zip(criteria, marks, strict=True)}
    )
