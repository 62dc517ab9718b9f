from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from crm.journeys.models import Journey
from crm.people.models import Person
from training.models import Session

from .operations import Operation


class ParticipationState(models.TextChoices):
    ENTRY_INCOMPLETE = "entry_incomplete", "entrée à compléter"
    ENTRY_COMPLETE = "entry_complete", "entrée complète"
    EXITED = "exited", "sortie à décrire"
    EXIT_COMPLETE = "exit_complete", "sortie complète"
    SIX_MONTH_DUE = "six_month_due", "six mois à demander"
    CLOSED = "closed", "suivi terminé"


# Whoever comes back in the same operation goes on: the entry stays as it was, a later exit is asked for.
PARTICIPATION_PATHS: dict[ParticipationState, set[ParticipationState]] = {
    ParticipationState.ENTRY_INCOMPLETE: {ParticipationState.ENTRY_COMPLETE},
    ParticipationState.ENTRY_COMPLETE: {ParticipationState.EXITED},
    ParticipationState.EXITED: {
        ParticipationState.EXIT_COMPLETE,
        ParticipationState.ENTRY_COMPLETE,
    },
    ParticipationState.EXIT_COMPLETE: {
        ParticipationState.SIX_MONTH_DUE,
        ParticipationState.ENTRY_COMPLETE,
    },
    ParticipationState.SIX_MONTH_DUE: {
        ParticipationState.CLOSED,
        ParticipationState.ENTRY_COMPLETE,
    },
    ParticipationState.CLOSED: {ParticipationState.ENTRY_COMPLETE},
}

AFTER_EXIT = [
    ParticipationState.EXITED,
    ParticipationState.EXIT_COMPLETE,
    ParticipationState.SIX_MONTH_DUE,
    ParticipationState.CLOSED,
]


class Moment(models.TextChoices):
    ENTRY = "entry", "entrée"
    EXIT = "exit", "sortie"
    SIX_MONTHS = "six_months", "six mois après"


class Outcome(models.TextChoices):
    COMPLETED = "completed", "menée à terme"
    ABANDONED = "abandoned", "interrompue"


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def followed(self) -> Self:
        """Those whose forms are asked for: people with a name, operations of today."""
        return self.filter(operation__historical=False, person__anonymised_at__isnull=True)

    def due_by(self, day: date) -> Self:
        return self.followed().filter(next_due_on__lte=day)

    def incomplete(self, day: date) -> Self:
        """What the fund would not count: an entry that lacks something, an exit whose window has closed."""
        unasked = Q(next_moment=Moment.EXIT, next_due_on__lt=day)
        return self.filter(Q(state=ParticipationState.ENTRY_INCOMPLETE) | unasked)

    def of_advisor(self, user_id: int) -> Self:
        """Those whose person is followed by somebody: the owner of an open journey, of the last one else."""
        theirs = Journey.objects.filter(person=OuterRef("person"))
        still = theirs.filter(closed_at__isnull=True)
        return self.filter(
            Exists(still.filter(owner=user_id))
            | (~Exists(still) & Exists(theirs.filter(owner=user_id)))
        )


class Participation(models.Model):
    """Somebody whom an operation counts, once. What is asked next, and until when, is kept with it.

    entry_on     first day of the first action, for ever
    exit_on      last day of the last action, empty while one is under way
    locked_at    since the first transmission; the database then refuses another entry date
    next_moment  the form that is waited for, "" when none is
    """

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="participations", verbose_name="personne"
    )
    operation = models.ForeignKey(
        Operation, models.PROTECT, related_name="participations", verbose_name="opération"
    )
    state = models.CharField(
        "état",
        max_length=16,
        choices=ParticipationState,
        default=ParticipationState.ENTRY_INCOMPLETE,
    )
    entry_on = models.DateField("entrée le")
    exit_on = models.DateField("sortie le", null=True, blank=True)
    locked_at = models.DateTimeField("transmise le", null=True, blank=True)
    next_moment = models.CharField("attendu", max_length=10, choices=Moment, blank=True)
    next_due_on = models.DateField("attendu le", null=True, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = "participation"
        ordering = ["entry_on", "pk"]
        permissions = [("export_participation", "Peut transmettre les participations au financeur")]
        indexes = [
            models.Index(
                fields=["next_due_on"],
                condition=Q(next_due_on__isnull=False),
                name="participation_due",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "operation"],
                name="participation_once_an_operation",
                violation_error_message="Cette personne participe déjà à cette opération.",
            ),
            models.CheckConstraint(
                name="participation_ends_after_it_starts",
                condition=Q(exit_on__isnull=True) | Q(exit_on__gte=F("entry_on")),
                violation_error_message="La sortie précède l’entrée.",
            ),
            models.CheckConstraint(
                name="participation_exit_goes_with_its_state",
                condition=Q(state__in=AFTER_EXIT, exit_on__isnull=False)
                | Q(state="entry_complete", exit_on__isnull=True)
                | Q(state="entry_incomplete"),
                violation_error_message="Une sortie porte sa date, et elle seule.",
            ),
            models.CheckConstraint(
                name="participation_due_has_a_form",
                condition=Q(next_moment="", next_due_on__isnull=True)
                | (~Q(next_moment="") & Q(next_due_on__isnull=False)),
                violation_error_message="Une échéance dit quel questionnaire est attendu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.operation.label}"


class Spell(models.Model):
    """One stay in an operation: a session followed. Coming back adds one; none is written over."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="spells")
    session = models.ForeignKey(
        Session,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="session",
    )
    starts_on = models.DateField("depuis le")
    ends_on = models.DateField("jusqu’au", null=True, blank=True)
    outcome = models.CharField("issue", max_length=9, choices=Outcome, blank=True)

    class Meta:
        verbose_name = "passage dans une opération"
        verbose_name_plural = "passages dans une opération"
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "session"], name="spell_once_a_session"
            ),
            models.CheckConstraint(
                name="spell_ended_has_an_outcome",
                condition=Q(ends_on__isnull=True, outcome="")
                | (Q(ends_on__isnull=False, ends_on__gte=F("starts_on")) & ~Q(outcome="")),
                violation_error_message="Une sortie suit l’entrée et dit son issue.",
            ),
        ]

    def __str__(self) -> str:
        return f"depuis le {self.starts_on:%d/%m/%Y}"
