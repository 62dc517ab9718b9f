"""What was said with people, and what is to do for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from crm.journeys.models import Direction, Interaction, InteractionKind, Outcome, Task
from crm.journeys.team import team

from .cast import Actor, Cast
from .rows import written
from .sizes import THICK_FILE, Lot
from .ways import WAYS

KINDS = [
    (InteractionKind.CALL, Direction.OUT, Outcome.REACHED),
    (InteractionKind.CALL, Direction.OUT, Outcome.NO_ANSWER),
    (InteractionKind.CALL, Direction.IN, Outcome.NONE),
    (InteractionKind.MAIL, Direction.IN, Outcome.NONE),
    (InteractionKind.MEETING, Direction.IN, Outcome.NONE),
    (InteractionKind.NOTE, Direction.INTERNAL, Outcome.NONE),
]
TEXTS = [
    "Demande une brochure et le prix d’un bureau.",
    "Cherche une maison avec deux chambres et une pièce pour travailler.",
    "Préfère être rappelée le soir, après dix-huit heures.",
    "A visité le télécentre ; revient avec sa compagne au printemps.",
    "Le projet se précise : premiers clients trouvés à distance.",
]
TASKS = [
    "Rappeler",
    "Envoyer la convention",
    "Vérifier l’inscription à l’école",
    "Préparer la visite",
]
# Of ten open journeys, those for which there is a task.
WITH_A_TASK = 0.4
DONE = {Lot.ALUMNUS, Lot.TURNED_AWAY, Lot.PASSING}


def talk(actors: list[Actor], cast: Cast) -> None:
    """Write exchanges for everybody, hundreds for one, and the tasks of those who are followed."""
    written(Interaction, _exchanges(actors, cast))
    written(Interaction, _thick_file(actors, cast))
    written(Task, _tasks(actors, cast))


def _exchanges(actors: list[Actor], cast: Cast) -> Iterator[Interaction]:
    owners = list(team())
    for actor in actors:
        author = owners[actor.rank % len(owners)].pk if owners else None
        yield _said(actor, cast, 0, author, first=True)
        if actor.lot not in DONE:
            for _ in range(cast.chance.randint(1, 4)):
                yield _said(actor, cast, 60, author)


def _said(
    actor: Actor, cast: Cast, days: int, author: int | None, *, first: bool = False
) -> Interaction:
    kind, direction, outcome = KINDS[2] if first else cast.chance.choice(KINDS)
    return Interaction(
        person_id=actor.person,
        journey_id=actor.journey or None,
        kind=kind,
        direction=direction,
        outcome=outcome,
        at=cast.after(actor.opened_at, days) if days else actor.opened_at,
        duration=cast.chance.choice([None, 5, 10, 20]),
        text=cast.chance.choice(TEXTS),
        author_id=author,
    )


def _thick_file(actors: list[Actor], cast: Cast) -> Iterator[Interaction]:
    """The oldest open journey has been talked of every week for years."""
    followed = next((a for a in actors if a.lot in WAYS and a.lot not in DONE), None)
    if followed is None:
        return
    for rank in range(THICK_FILE):
        said = _said(followed, cast, 0, None)
        said.at = min(followed.opened_at + timedelta(hours=9 * rank), cast.at)
        yield said


def _tasks(actors: list[Actor], cast: Cast) -> Iterator[Task]:
    owners = list(team())
    for actor in actors:
        if actor.lot in WAYS and actor.lot not in DONE and cast.chance.random() < WITH_A_TASK:
            owner = owners[actor.rank % len(owners)] if owners else None
            yield Task(
                person_id=actor.person,
                journey_id=actor.journey,
                label=cast.chance.choice(TASKS),
                due_on=cast.today + timedelta(days=cast.chance.randint(-5, 30)),
                assignee=owner,
                created_at=actor.opened_at,
            )
