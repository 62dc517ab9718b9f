"""What this room tells of a person: exchanges, moves, tasks; letters and consents of the ground floor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm.consents.models import Consent
from crm.journal.models import Action, Entry
from crm.letters.models import Letter, LetterState
from crm.people.merging.history import of_whole_file
from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise, together

from .models import Direction, HandOver, Interaction, InteractionKind, Journey, Stage, Task
from .team import called
from .timeline import Moment

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ICONS = {
    InteractionKind.CALL: "phone",
    InteractionKind.MAIL: "mail",
    InteractionKind.VISIT: "door-open",
    InteractionKind.MEETING: "users",
    InteractionKind.NOTE: "message-square",
    InteractionKind.LETTER: "file-text",
}
# Only a call says who made it and how it ended; the others need their way.
WAYS = {Direction.IN: "reçu", Direction.OUT: "envoyé", Direction.INTERNAL: ""}


def titled(said: Interaction) -> str:
    """Say what an exchange was: « Appel passé, 12 min : message laissé »."""
    words = said.get_kind_display().capitalize()
    if said.kind == InteractionKind.CALL:
        words += " reçu" if said.direction == Direction.IN else " passé"
    elif said.kind in {InteractionKind.MAIL, InteractionKind.LETTER}:
        words += f" {WAYS[Direction(said.direction)]}"
    if said.duration:
        words += f", {said.duration} min"
    if said.outcome and said.direction == Direction.OUT:
        words += f"\N{NO-BREAK SPACE}: {said.get_outcome_display()}"
    return words.rstrip()


@stepwise
def exchanges(person: Person, user: User) -> Steps[list[Moment]]:
    """What was said, and the place of what is kept from this reader, without its content."""
    rows = Interaction.objects.filter(person=person).select_related("author")
    readable, kept = yield from together(
        [first(rows.readable_by(user).order_by("at", "pk")), first(rows.kept_from(user))]
    )
    told = [
        Moment(
            at=said.at,
            icon="lock" if said.visibility != "team" else ICONS[InteractionKind(said.kind)],
            title=titled(said) + (" (réservé à vous)" if said.visibility != "team" else ""),
            text="\n".join(filter(None, [said.subject, said.text])),
            author=called(said.author),
        )
        for said in readable.rows
    ]
    hidden = [
        Moment(
            at=said.at,
            icon="lock",
            title=f"{said.get_kind_display().capitalize()} de lecture réservée",
            author=called(said.author),
            restricted=True,
        )
        for said in kept.rows
    ]
    return told + hidden


@stepwise
def done_tasks(person: Person, user: User) -> Steps[list[Moment]]:
    rows = Task.objects.filter(person=person, done_at__isnull=False).select_related("assignee")
    found = yield from first(rows)
    return [
        Moment(task.done_at, "circle-check", "Tâche faite", task.label, called(task.assignee))
        for task in found.rows
        if task.done_at
    ]


@stepwise
def moves(person: Person, user: User) -> Steps[list[Moment]]:
    """The stages of journeys, read in the journal."""
    rows = Entry.objects.filter(
        of_whole_file(person),
        object_type=Journey._meta.label_lower,
        action__in=[Action.CREATED, Action.MOVED],
    ).select_related("actor")
    found, journeys = yield from together(
        [first(rows), first(Journey.objects.filter(person=person))]
    )
    tracks = {str(journey.pk): journey.get_track_display() for journey in journeys.rows}
    return [
        Moment(
            at=row.at,
            icon="footprints",
            title=_told(row),
            text=" – ".join(filter(None, [tracks.get(row.object_id, ""), row.reason])),
            author=called(row.actor),
            kind="journey",
            milestone=row.after in {Stage.SUPPORTED, Stage.TRAINEE, Stage.COMPLETED},
        )
        for row in found.rows
    ]


@stepwise
def relays(person: Person, user: User) -> Steps[list[Moment]]:
    """The journeys that changed hands, with the reason."""
    rows = HandOver.objects.filter(journey__person=person).select_related("giver", "taker")
    found = yield from first(rows)
    return [
        Moment(
            at=row.at,
            icon="users",
            title=f"Parcours confié à {called(row.taker)}" if row.taker else "Parcours confié",
            text=row.reason,
            author=called(row.giver),
            kind="journey",
        )
        for row in found.rows
    ]


def _told(row: Entry) -> str:
    if row.action == Action.CREATED:
        return "Parcours ouvert"
    before, after = Stage(row.before), Stage(row.after)
    if after == Stage.CLOSED:
        return "Parcours clos"
    if before == Stage.CLOSED:
        return "Parcours rouvert"
    return f"De « {before.label} » à « {after.label} »"


@stepwise
def letters(person: Person, user: User) -> Steps[list[Moment]]:
    rows = Letter.objects.filter(person=person, batch="").defer("body", "html")
    found = yield from first(rows)
    return [
        Moment(
            at=letter.sent_at or letter.written_at,
            icon="mail",
            title=f"Courriel {LetterState(letter.state).label}",
            text=letter.subject,
            author="envoi automatique",
            kind="letter",
        )
        for letter in found.rows
    ]


@stepwise
def consents(person: Person, user: User) -> Steps[list[Moment]]:
    found = yield from first(Consent.objects.filter(person=person).select_related("actor"))
    return [
        Moment(
            at=word.at,
            icon="scale",
            title=f"{word.label.capitalize()}\N{NO-BREAK SPACE}: "
            f"{'accord donné' if word.given else 'accord retiré'}",
            text=f"Par {word.channel}." if word.channel == "formulaire" else word.channel,
            author=called(word.actor),
            kind="letter",
        )
        for word in found.rows
    ]
